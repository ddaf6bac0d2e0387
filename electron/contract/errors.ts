/**
 * Every way Cygnet can fail, by code. The text a person reads is made from the code and its details by the i18n files
 * (`errors.<code>`): it names the thing, the cause and the next step. Details never hold a token.
 */
export const ERROR_CODES = [
  // what a caller asked for
  'input.invalid',
  'app.unknown',
  'app.exists',
  'report.unknown',
  'metric.unknown',
  'snapshot.unknown',
  'job.unknown',
  'job.running',
  'file.unreadable',
  'file.exists',
  'file.unwritable',
  'import.invalid',
  // what the API answered
  'api.busy',
  'api.parameter',
  'api.permission',
  'api.ip',
  'api.token',
  'api.app',
  'api.granted-elsewhere',
  'api.rate',
  'api.quota',
  'api.oauth',
  'api.shape',
  'api.unknown',
  // what the network did
  'network.unreachable',
  'network.timeout',
  'network.http',
  'network.garbled',
  // tokens
  'token.missing',
  'token.expired',
  'token.sealed-elsewhere',
  'token.broker',
  'token.recover',
  // the history
  'store.newer',
  'store.damaged',
  'store.full',
  'store.readonly',
  'store.locked',
  'store.failed',
  'backup.invalid',
  // the rest
  'export.too-large',
  'export.foreign',
  'export.unrecorded',
  'export.edited',
  'export.gone',
  'template.unknown',
  'template.exists',
  'template.invalid',
  'cancelled',
  'internal',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** Plain, serialisable facts about a failure: names, paths, API codes. Never a secret. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** What crosses a boundary in place of a thrown error. */
export interface AppErrorShape {
  code: ErrorCode
  message: string
  details: ErrorDetails
}

/**
 * The one error class. `message` is for logs (English, technical); people read the translation of `code` with `details`.
 * `cause` stays on this side of a boundary.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, options: { cause?: unknown; message?: string } = {}) {
    super(options.message ?? `${code} ${JSON.stringify(details)}`, { cause: options.cause })
    this.code = code
    this.details = details
  }

  toShape(): AppErrorShape {
    return { code: this.code, message: this.message, details: this.details }
  }

  static fromShape(shape: AppErrorShape): AppError {
    return new AppError(shape.code, shape.details, { message: shape.message })
  }

  /** Any thrown thing as an AppError: an abort becomes `cancelled`, everything unknown `internal`. */
  static from(thrown: unknown): AppError {
    if (thrown instanceof AppError) return thrown
    if (thrown instanceof Error && thrown.name === 'AbortError') return new AppError('cancelled', {}, { cause: thrown })
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    return new AppError('internal', { message }, { cause: thrown, message })
  }
}
