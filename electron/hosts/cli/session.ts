import { isAbsolute, resolve } from 'node:path'
import type { Locale } from '../../contract/primitives.ts'
import type { SharedTexts } from '../../contract/i18n/index.ts'
import type { Core } from '../../core/service/core.ts'
import { sharedTranslator } from '../../core/i18n/texts.ts'
import { createTranslator, type Translator } from '../../core/i18n/translate.ts'
import { AppError } from '../../contract/errors.ts'
import { DEFAULT_API_BASE, parseApiBase } from '../../core/baidu/base-url.ts'
import { defaultHome } from './environment.ts'
import { cliTexts, type CliTexts } from './i18n/index.ts'
import type { Io, Parts } from './io.ts'
import { UsageError } from './usage-error.ts'

export interface GlobalOptions {
  readonly home?: string
  readonly apiBase?: string
}

/** One run of the command line: its language, its outputs, and the core once somebody asks for it. */
export class Session {
  readonly io: Io
  readonly parts: Parts
  readonly locale: Locale
  readonly json: boolean
  /** The command line's own words. */
  readonly t: Translator<CliTexts>
  /** The words every door shares. */
  readonly shared: Translator<SharedTexts>
  #options: GlobalOptions = {}
  #core: Promise<Core> | null = null

  constructor(io: Io, parts: Parts, locale: Locale, json: boolean) {
    this.io = io
    this.parts = parts
    this.locale = locale
    this.json = json
    this.t = createTranslator(locale, cliTexts[locale])
    this.shared = sharedTranslator(locale)
  }

  setGlobals(options: GlobalOptions): void {
    this.#options = options
  }

  /** `--home`, where it was given on the command line itself. */
  get homeOption(): string | undefined {
    return this.#options.home === undefined ? undefined : this.home
  }

  get home(): string {
    const { env } = this.io
    const asked = this.#options.home ?? (env['CYGNET_HOME'] || defaultHome(this.io))
    if (asked.trim() === '') throw new UsageError(this.t('usage.badHome'), { field: 'home' })
    return this.path(asked)
  }

  get apiBase(): string {
    const asked = this.#options.apiBase ?? (this.io.env['CYGNET_API_BASE'] || DEFAULT_API_BASE)
    try {
      return parseApiBase(asked)
    } catch (thrown) {
      const { details } = AppError.from(thrown)
      const problem = this.shared.lookup(`problems.${String(details['problem'])}`, {}, '') ?? ''
      throw new UsageError(this.t('usage.badApiBase', { value: String(details['value'] ?? ''), problem }), details)
    }
  }

  /** A path as typed, made absolute. */
  path(typed: string): string {
    return isAbsolute(typed) ? typed : resolve(this.io.cwd, typed)
  }

  core(): Promise<Core> {
    this.#core ??= this.parts.openCore({
      home: this.home,
      apiBase: this.apiBase,
      locale: this.locale,
      env: this.io.env,
    })
    return this.#core
  }

  async close(): Promise<void> {
    const core = await this.#core?.catch(() => null)
    await core?.close()
  }

  /** The command's answer: the document with --json, else the text. */
  print(document: unknown, text: () => string): void {
    if (this.json) this.io.stdout.write(`${JSON.stringify(document, null, this.io.stdout.isTTY ? 2 : 0)}\n`)
    else {
      const said = text()
      if (said !== '') this.io.stdout.write(`${said}\n`)
    }
  }

  /** Something for the person's eyes beside the answer. */
  tell(text: string): void {
    this.io.stderr.write(`${text}\n`)
  }
}
