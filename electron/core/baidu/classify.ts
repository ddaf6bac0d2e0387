import { dayOf, startOfDayMs } from '../../contract/calendar.ts'
import { AppError, type ErrorCode } from '../../contract/errors.ts'
import type { SyncFailure } from '../../contract/methods/jobs.ts'

/** What the API said went wrong, and what is to be done about it. */
export interface Classified {
  readonly code: ErrorCode
  readonly action: SyncFailure['action']
}

/** A map, not an object: what the API writes may be any word, `constructor` included. */
type Table = ReadonlyMap<string, Classified>

function table(
  ...rows: readonly [codes: readonly (number | string)[], code: ErrorCode, action: SyncFailure['action']][]
): Table {
  return new Map(rows.flatMap(([codes, code, action]) => codes.map((c) => [String(c), { code, action }] as const)))
}

/** `errno` of the business envelope. */
const BUSINESS = table(
  [[1000, 500, 501, 5000], 'api.busy', 'retry'],
  [[40001, 41000, 2002], 'api.parameter', 'stop-call'],
  [[40007, 45001, 6001], 'api.permission', 'stop-app'],
  [[40008], 'api.ip', 'stop-all'],
  [[44002, 44003, 44004], 'api.token', 'renew'],
  [[45000, 50032], 'api.app', 'stop-app'],
  [[50029], 'api.quota', 'pause'],
  [[50041, 50044, 50053], 'api.granted-elsewhere', 'stop-app'],
)

/** `error_code` of the gateway envelope. */
const GATEWAY = table(
  [[1, 2], 'api.busy', 'retry'],
  [[4, 18], 'api.rate', 'retry'],
  [[17, 19], 'api.quota', 'stop-all'],
  [[5, 114], 'api.ip', 'stop-all'],
  [[6], 'api.permission', 'stop-app'],
  [[100], 'api.parameter', 'stop-call'],
  [[110, 111], 'api.token', 'renew'],
)

/** `error` of the oauth envelope. */
const OAUTH = table(
  [['invalid_grant', 'expired_token'], 'api.oauth', 'recover'],
  [
    ['invalid_request', 'invalid_client', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope'],
    'api.oauth',
    'stop-app',
  ],
)

const UNKNOWN: Classified = { code: 'api.unknown', action: 'stop-call' }

/** An error reply, read from its body whatever the HTTP status; null for a reply that is no error. */
export function classify(body: unknown): { apiCode: string; apiMessage: string; is: Classified } | null {
  if (typeof body !== 'object' || body === null) return null
  const reply = body as Record<string, unknown>
  return (
    read(reply['errno'], reply['msg'], BUSINESS) ??
    read(reply['error_code'], reply['error_msg'], GATEWAY) ??
    readOauth(reply) ??
    readInner(reply['data'])
  )
}

function read(code: unknown, message: unknown, known: Table) {
  if (typeof code !== 'number' && typeof code !== 'string') return null
  const apiCode = String(code).trim()
  if (apiCode === '0' || apiCode === '') return null
  return { apiCode, apiMessage: textOf(message), is: known.get(apiCode) ?? UNKNOWN }
}

function readOauth(reply: Record<string, unknown>) {
  const code = reply['error']
  if (typeof code !== 'string' || code === '') return null
  return { apiCode: code, apiMessage: textOf(reply['error_description']), is: OAUTH.get(code) ?? UNKNOWN }
}

/** The Java SDK's form: errno 0, and the error inside `data`. Its codes are the business ones. */
function readInner(data: unknown) {
  if (typeof data !== 'object' || data === null) return null
  const { errorCode, errorMessage } = data as Record<string, unknown>
  return read(errorCode, errorMessage, BUSINESS)
}

const textOf = (message: unknown) => (typeof message === 'string' ? message : '')

/** A reply that says of itself that all is well. */
export function saysDone(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('errno' in body)) return false
  return String(body.errno).trim() === '0'
}

const MAX_CODE = 60
const MAX_MESSAGE = 300

/**
 * The error to throw for a classified reply; what the API wrote passes `redact` first, whole: half a token is a token nobody knows.
 * Where the day's calls are used up, `resumeAt` names the moment new ones are counted: the next midnight in Beijing.
 */
export function toError(
  found: NonNullable<ReturnType<typeof classify>>,
  { redact, now }: { redact: (text: string) => string; now: number },
): AppError {
  const isDayOver = found.is.code === 'api.quota'
  return new AppError(found.is.code, {
    apiCode: redact(found.apiCode).slice(0, MAX_CODE),
    apiMessage: redact(found.apiMessage).slice(0, MAX_MESSAGE),
    action: found.is.action,
    ...(isDayOver ? { resumeAt: new Date(startOfDayMs(dayOf(now) + 1)).toISOString() } : {}),
  })
}
