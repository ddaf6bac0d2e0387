import { setTimeout as delay } from 'node:timers/promises'
import pRetry from 'p-retry'
import { AppError } from '../../contract/errors.ts'
import type { Clock, Fetch } from '../runtime/capabilities.ts'
import type { Redactor } from '../secrets/redact.ts'
import { classify, saysDone, toError } from './classify.ts'
import { callOnce, cancelled, isOk, waiting, type Call, type JsonReply } from './http.ts'
import type { Limiter } from './limiter.ts'

export interface RetryOptions {
  /** Further tries after the first. */
  readonly retries: number
  readonly minDelayMs: number
  readonly maxDelayMs: number
}

const DEFAULT_RETRY: RetryOptions = { retries: 3, minDelayMs: 500, maxDelayMs: 15_000 }
/** "Too fast" is no failure of the call: the limiter slows down, and the call has some more tries while it finds the right speed. */
const REFUSED_RETRIES = 6
/** A server that asks for more patience than this is not waited for: the call fails, to be made again later. */
const MAX_RETRY_AFTER_MS = 120_000
/** After "call count exceeded" nothing goes out for a moment, whoever asks. */
const PAUSE_MS = 5_000
/** Parameters whose values are secrets. */
const SECRET_PARAMETERS = ['access_token', 'refresh_token', 'code', 'ticket'] as const

export interface ApiOptions {
  readonly fetch: Fetch
  /** `https://openapi.baidu.com`, a sandbox, or a company's gateway, which may have a path of its own; no trailing slash needed. */
  readonly baseUrl: string
  readonly limiter: Limiter
  readonly clock: Clock
  readonly timeoutMs: () => number
  readonly redact: Redactor
  readonly retry?: Partial<RetryOptions>
  /** Waits as long as a Retry-After header says. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>
  /** The longest reply read; no reply of this API comes near the 64 MB of the default. */
  readonly maxBytes?: number
}

export interface ApiReply {
  readonly reply: JsonReply
  /** Calls made, retries included. */
  readonly requests: number
}

/** Calls the API with its manners: rate limit, time-out, retries with backoff and jitter, errors by its own table. */
export interface Api {
  /**
   * `path` below the base, or a whole address (the token broker). With `retries: 0` only a refusal for speed is tried again, which
   * comes before anything is read. Throws AppError with the API's code and the action to take.
   */
  call(
    call: Omit<Call, 'url' | 'host'> & { readonly path: string },
    signal: AbortSignal,
    options?: { retries?: number },
  ): Promise<ApiReply>
  /** Tries several calls that only make sense together again as `call` tries one. */
  persist<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>
}

export function createApi(options: ApiOptions): Api {
  const retry: Patience = {
    ...DEFAULT_RETRY,
    ...options.retry,
    refused: REFUSED_RETRIES,
    host: new URL(options.baseUrl).host,
    sleep: options.sleep ?? ((ms, signal) => delay(ms, undefined, { signal })),
  }
  return {
    async call({ path, ...rest }, signal, { retries = retry.retries } = {}) {
      const url = /^https?:/.test(path) ? path : options.baseUrl.replace(/\/+$/, '') + path
      for (const name of SECRET_PARAMETERS) options.redact.register(rest.query[name] ?? '')
      const { host } = new URL(url)
      let requests = 0
      const attempt = () => {
        requests += 1
        return once(options, { url, host, ...rest }, signal)
      }
      const reply = await persist(attempt, { ...retry, retries, host }, signal)
      return { reply, requests }
    },
    // The calls inside have had their tries after a refusal for speed.
    persist: (work, signal) => persist(work, { ...retry, refused: 0 }, signal),
  }
}

/** One call, its reply read as the API's table says. */
async function once(options: ApiOptions, call: Call, signal: AbortSignal): Promise<JsonReply> {
  const { limiter, clock, redact } = options
  const { host } = call
  await limiter.acquire(signal).catch((cause: unknown) => {
    throw signal.aborted ? cancelled(signal, host) : cause
  })
  const reply = await callOnce(call, { ...options, timeoutMs: options.timeoutMs() }, signal).catch(
    (thrown: unknown) => {
      const { status, retryAfterMs } = AppError.from(thrown).details
      if (status === TOO_MANY) limiter.slowDown(bounded(typeof retryAfterMs === 'number' ? retryAfterMs : 0))
      throw thrown
    },
  )
  const found = classify(reply.body)
  if (!found && (isOk(reply.status) || saysDone(reply.body))) {
    limiter.succeeded()
    return reply
  }
  if (reply.status === TOO_MANY || found?.is.code === 'api.rate') limiter.slowDown(bounded(reply.retryAfterMs ?? 0))
  if (!found) {
    const action = reply.status >= 500 || PASSING.has(reply.status) ? 'retry' : 'stop-call'
    throw new AppError('network.http', { host, status: reply.status, action, ...waiting(reply.retryAfterMs) })
  }
  if (found.is.action === 'pause') limiter.pause(clock() + bounded(reply.retryAfterMs ?? PAUSE_MS))
  const error = toError(found, { redact: (text) => redact.redact(text), now: clock() })
  throw new AppError(error.code, { ...error.details, httpStatus: reply.status, ...waiting(reply.retryAfterMs) })
}

const TOO_MANY = 429
/** The client errors that say nothing of the request itself. */
const PASSING = new Set([408, 425, TOO_MANY])
const bounded = (waitMs: number) => Math.min(waitMs, MAX_RETRY_AFTER_MS)

interface Patience extends RetryOptions {
  /** Further tries after "too fast". */
  readonly refused: number
  readonly sleep: NonNullable<ApiOptions['sleep']>
  /** For the words of an error. */
  readonly host: string
}

async function persist<T>(work: () => Promise<T>, patience: Patience, signal: AbortSignal): Promise<T> {
  let { retries, refused } = patience
  const mayTryAgain = (error: AppError): boolean =>
    error.code === 'api.rate' ? refused-- > 0 : isPassing(error) && retries-- > 0
  return pRetry(() => work().catch((thrown: unknown) => Promise.reject(AppError.from(thrown))), {
    retries: retries + refused,
    minTimeout: patience.minDelayMs,
    maxTimeout: patience.maxDelayMs,
    factor: 2,
    randomize: true,
    signal,
    shouldRetry: async ({ error: thrown }) => {
      const error = AppError.from(thrown)
      const wait = Number(error.details['retryAfterMs'] ?? 0)
      if (wait > MAX_RETRY_AFTER_MS || !mayTryAgain(error)) return false
      if (wait > 0) await patience.sleep(wait, signal)
      return true
    },
  }).catch((thrown: unknown) => {
    throw signal.aborted ? cancelled(signal, patience.host) : AppError.from(thrown)
  })
}

/** Worth another try: the API is busy, or the network had a hiccup. */
function isPassing(error: AppError): boolean {
  const action = error.details['action']
  return action === 'retry' || (error.code.startsWith('network.') && action === undefined)
}
