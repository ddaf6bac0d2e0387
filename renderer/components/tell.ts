import { ElMessage } from 'element-plus/es/components/message/index.mjs'
import 'element-plus/es/components/message/style/css'
import { h } from 'vue'
import { LinkLost } from '../api/index.ts'
import { errorText } from '../i18n/shared.ts'

/** Something to do about what was told: a button behind the words. */
export interface TellAction {
  readonly label: string
  readonly run: () => unknown
}

/** Tells a failure of something the person just asked for: what, why, and what to do. The banner speaks for a lost link. */
export function report(thrown: unknown): void {
  if (thrown instanceof LinkLost) return
  ElMessage({ type: 'error', message: errorText(thrown), duration: 8000, showClose: true, grouping: true })
}

/** A short good word about something done; with an action it stays long enough to be reached. */
export function tell(message: string, action?: TellAction): void {
  if (!action) {
    ElMessage({ type: 'success', message, duration: 2500, grouping: true })
    return
  }
  const act = () => {
    shown.close()
    void action.run()
  }
  const button = h('button', { type: 'button', class: 'pill tell-action', onClick: act }, action.label)
  const shown = ElMessage({
    type: 'success',
    message: h('span', { class: 'row' }, [h('span', message), button]),
    duration: 10_000,
    showClose: true,
  })
}
