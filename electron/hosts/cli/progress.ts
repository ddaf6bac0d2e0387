import type { Job } from '../../contract/methods/jobs.ts'
import type { Session } from './session.ts'
import { cut, oneLine } from './table.ts'

const CLEAR = '\r\u001b[2K'

/** One updating line on a terminal's standard error; silent anywhere else. */
export class ProgressLine {
  readonly #session: Session
  #shown = false

  constructor(session: Session) {
    this.#session = session
  }

  show(progress: Job['progress']): void {
    const { stderr } = this.#session.io
    if (!stderr.isTTY || progress === null) return
    const { done, total } = progress
    const text = this.#session.t('progress', { done, total, label: oneLine(progress.label) })
    stderr.write(CLEAR + cut(text, (stderr.columns ?? 80) - 1))
    this.#shown = true
  }

  clear(): void {
    if (this.#shown) this.#session.io.stderr.write(CLEAR)
    this.#shown = false
  }
}
