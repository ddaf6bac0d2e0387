import { AppError, type ErrorDetails } from '../../contract/errors.ts'
import type { Fetch, FetchReply } from '../runtime/capabilities.ts'
import { MASK } from '../secrets/redact.ts'
import { parseJson } from './json.ts'

export interface Call {
  readonly verb: 'GET' | 'POST'
  /** Without a query. */
  readonly url: string
  /** The url's, for the words of an error. */
  readonly host: string
  readonly query: Readonly<Record<string, string>>
  /** Sent as application/x-www-form-urlencoded. */
  readonly form?: Readonly<Record<string, string>>
}

/** A reply that was JSON, whatever its status. */
export interface JsonReply {
  readonly status: number
  /** The reply as it came. */
  readonly text: string
  readonly body: unknown
  /** Milliseconds to wait before another try, where the server said so. */
  readonly retryAfterMs: number | null
}

const HEADERS = { accept: 'application/json' }
const FORM_HEADERS = { ...HEADERS, 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' }
/** No reply of this API comes near; more means something else is answering. */
export const MAX_BYTES = 64 * 1024 * 1024
/** A shorter "token" could be a number of the reply. */
const TOKEN_LENGTH = 16

/**
 * One call, no retries. Throws `network.unreachable`, `network.timeout`, `network.http` (an error status without a JSON body),
 * `network.garbled` (HTML, cut-off JSON, endless), `cancelled`. Errors name the host only: the query holds a token.
 */
export async function callOnce(
  call: Call,
  deps: { fetch: Fetch; timeoutMs: number; clock: () => number; maxBytes?: number },
  signal: AbortSignal,
): Promise<JsonReply> {
  const { host } = call
  const limit = timeLimit(deps.timeoutMs, signal)
  try {
    const reply = await deps.fetch(`${call.url}?${formText(call.query)}`, {
      method: call.verb,
      headers: call.form ? FORM_HEADERS : HEADERS,
      ...(call.form ? { body: formText(call.form) } : {}),
      maxBytes: deps.maxBytes ?? MAX_BYTES,
      signal: limit.signal,
    })
    return toReply(reply, host, call.query['access_token'], deps.clock())
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown
    if (signal.aborted) throw cancelled(signal, host)
    if (limit.isOver()) throw new AppError('network.timeout', { host, seconds: deps.timeoutMs / 1000, action: 'retry' })
    const reason = reasonOf(thrown)
    throw new AppError('network.unreachable', { host, reason, action: reason === REDIRECT ? 'stop-call' : 'retry' })
  } finally {
    limit.clear()
  }
}

const formText = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString()

/** A signal of the call's own: a long job's signal is not burdened with every call ever made, and no timer is left running. */
function timeLimit(ms: number, signal: AbortSignal) {
  const controller = new AbortController()
  let over = false
  const stop = () => {
    controller.abort(signal.reason)
  }
  const timer = setTimeout(() => {
    over = true
    controller.abort()
  }, ms)
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  return {
    signal: controller.signal,
    isOver: () => over,
    clear: () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    },
  }
}

/** What an aborted signal says: somebody cancelled, or a time limit the caller had set for the whole ran out (AbortSignal.timeout). */
export function cancelled(signal: AbortSignal, host: unknown): AppError {
  const cause: unknown = signal.reason
  if (!(cause instanceof Error && cause.name === 'TimeoutError')) return new AppError('cancelled', {}, { cause })
  return new AppError('network.timeout', { host: typeof host === 'string' ? host : '', action: 'retry' }, { cause })
}

function toReply(
  { status, headers, body }: FetchReply,
  host: string,
  token: string | undefined,
  now: number,
): JsonReply {
  if (REDIRECTS.has(status) && headers.get('location') !== null)
    throw new AppError('network.unreachable', { host, reason: REDIRECT, action: 'stop-call' })
  if (body === null) throw new AppError('network.garbled', { host, status, reason: 'too-large', action: 'stop-call' })
  const retryAfterMs = retryAfter(headers.get('retry-after'), now)
  try {
    const text = withoutToken(UTF8.decode(body), token)
    const json = parseJson(text)
    if (typeof json === 'object' && json !== null) return { status, text, body: json, retryAfterMs }
  } catch {
    // Told below: HTML, a cut-off reply, or nothing at all.
  }
  const details = { host, status, action: 'retry', ...waiting(retryAfterMs) }
  throw new AppError(isOk(status) ? 'network.garbled' : 'network.http', details)
}

const UTF8 = new TextDecoder()
export const isOk = (status: number) => status >= 200 && status < 300
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const REDIRECT = 'redirect'

/** The wait a server asked for, as details of an error. */
export function waiting(retryAfterMs: number | null): ErrorDetails {
  return retryAfterMs === null ? {} : { retryAfterMs }
}

/** Replies are kept: one that repeats the token it was asked with must not bring it into the history. */
function withoutToken(text: string, token: string | undefined): string {
  return token !== undefined && token.length >= TOKEN_LENGTH && text.includes(token)
    ? text.replaceAll(token, MASK)
    : text
}

/** Seconds or a date; null where it is neither. */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

/** The system's word for "there never was a connection": what was asked cannot have been heard. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_CONNECTION_REFUSED',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_INTERNET_DISCONNECTED',
])

/** Whether a failed call surely never reached a server. */
export function wasNeverSent(error: AppError): boolean {
  return error.code === 'network.unreachable' && NEVER_SENT.has(String(error.details['reason']))
}

/** The system's own word (ECONNREFUSED, ENOTFOUND), never an address with its query. */
function reasonOf(thrown: unknown): string {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const code = (error as { code?: unknown }).code
    if (typeof code === 'string') return code
    // Chromium's words come in the message (net::ERR_…), undici's for a refused redirect too.
    if (/redirect/i.test(error.message)) return REDIRECT
    const chromium = /net::(ERR_[A-Z_]+)/.exec(error.message)?.[1]
    if (chromium !== undefined) return chromium
    if (error.cause === undefined)
      return error.name === 'TypeError' ? 'fetch failed' : error.message.replaceAll(/https?:\S+/g, '…')
  }
  return 'unknown'
}
