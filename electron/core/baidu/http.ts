import { AppError, type ErrorDetails } from '../../contract/errors.ts'
import { MASK } from '../secrets/redact.ts'
import { parseJson } from './json.ts'

export interface Call {
  readonly verb: 'GET' | 'POST'
  /** A query of its own is kept. */
  readonly url: string
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
  deps: { fetch: typeof globalThis.fetch; timeoutMs: number; clock: () => number; maxBytes?: number },
  signal: AbortSignal,
): Promise<JsonReply> {
  const url = new URL(call.url)
  for (const [key, value] of Object.entries(call.query)) url.searchParams.set(key, value)
  const host = url.host
  const limit = timeLimit(deps.timeoutMs, signal)
  try {
    const response = await deps.fetch(url, {
      method: call.verb,
      headers: { accept: 'application/json' },
      // A token must not follow to another host.
      redirect: 'error',
      signal: limit.signal,
      ...(call.form ? { body: new URLSearchParams(call.form) } : {}),
    })
    const text = await readText(response, host, deps.maxBytes ?? MAX_BYTES)
    return toReply(response, withoutToken(text, call.query['access_token']), host, deps.clock())
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

function toReply(response: Response, text: string, host: string, now: number): JsonReply {
  const retryAfterMs = retryAfter(response.headers.get('retry-after'), now)
  try {
    const body = parseJson(text)
    if (typeof body === 'object' && body !== null) return { status: response.status, text, body, retryAfterMs }
  } catch {
    // Told below: HTML, a cut-off reply, or nothing at all.
  }
  const details = { host, status: response.status, action: 'retry', ...waiting(retryAfterMs) }
  throw new AppError(response.ok ? 'network.garbled' : 'network.http', details)
}

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

async function readText(response: Response, host: string, maxBytes: number): Promise<string> {
  if (!response.body) return ''
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ''
  // Leaving the loop early cancels the rest.
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > maxBytes)
      throw new AppError('network.garbled', { host, status: response.status, reason: 'too-large', action: 'stop-call' })
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** Seconds or a date; null where it is neither. */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

const REDIRECT = 'redirect'
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
