import { AppError } from '../../../contract/errors.ts'
import { APP_TOKEN_MS, type AppTokenPair } from './deps.ts'

type Fields = Readonly<Record<string, unknown>>

/** A longer life is nobody's: a number that is none must not become a date beyond all calendars. */
const LONGEST_MS = 3650 * 86_400_000

/**
 * `{access_token, expires_in, refresh_token?}`, flat or below `data`. Without a usable `expires_in` (seconds) the token is taken to last
 * `usualMs`. Throws what `missing` makes when there is no token in it.
 */
export function readTokenReply(
  body: unknown,
  now: number,
  missing: () => AppError,
  usualMs = APP_TOKEN_MS,
): AppTokenPair {
  const fields = fieldsOf(body, 'access_token')
  const accessToken = text(fields['access_token'])
  if (accessToken === null) throw missing()
  const seconds = Number(fields['expires_in'])
  const lasts = Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, LONGEST_MS) : usualMs
  return { accessToken, expiresAt: now + lasts, refreshToken: text(fields['refresh_token']) }
}

/** The authorisation code of a retrieve reply: `data`, or a field of it. */
export function readCode(body: unknown): string {
  const data = (body as Fields)['data']
  const code =
    text(data) ??
    text(fieldsOf(data, 'authorization_code')['authorization_code']) ??
    text(fieldsOf(data, 'code')['code'])
  if (code === null) throw shapeError('data.authorization_code')
  return code
}

export function shapeError(path: string): AppError {
  return new AppError('api.shape', { report: 'oauth', path, found: 'nothing', action: 'stop-app' })
}

/** The object that holds `key`: the value itself or its `data`. */
function fieldsOf(value: unknown, key: string): Fields {
  if (typeof value !== 'object' || value === null) return {}
  const fields = value as Fields
  const data = fields['data']
  return !(key in fields) && typeof data === 'object' && data !== null ? (data as Fields) : fields
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
