import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { parseDay } from '../../../electron/contract/calendar.ts'
import { AppError } from '../../../electron/contract/errors.ts'
import { createClient, type Client, type ClientOptions, type ReportCall } from '../../../electron/core/baidu/client.ts'
import { createLimiter, type Limiter } from '../../../electron/core/baidu/limiter.ts'
import type { TokenSource } from '../../../electron/core/baidu/with-token.ts'
import { getReport } from '../../../electron/core/catalogue/index.ts'
import type { ReportRequest } from '../../../electron/core/catalogue/schema.ts'
import type { FetchReply } from '../../../electron/core/runtime/capabilities.ts'
import { createFetch } from '../../../electron/core/runtime/fetch.ts'
import { createRedactor } from '../../../electron/core/secrets/redact.ts'

/** A request as the server saw it. */
export interface Seen {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly form: Readonly<Record<string, string>>
  readonly contentType: string
}

export type Answer = (seen: Seen, response: ServerResponse, nth: number) => void

export interface LoopbackServer {
  readonly url: string
  readonly seen: Seen[]
}

/** A real HTTP server that answers as told; closed when the test ends. */
export async function startServer(answer: Answer): Promise<LoopbackServer> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    void read(request).then((one) => {
      seen.push(one)
      answer(one, response, seen.length)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

async function read(request: IncomingMessage): Promise<Seen> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  const url = new URL(request.url ?? '/', 'http://server')
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    form: Object.fromEntries(new URLSearchParams(body)),
    contentType: request.headers['content-type'] ?? '',
  }
}

export function send(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)
}

/** Time that passes only by being slept away. */
export class Time {
  now = Date.parse('2026-01-05T00:00:00Z')
  readonly slept: number[] = []
  readonly clock = () => this.now
  readonly sleep = (ms: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted()
    this.slept.push(ms)
    this.now += ms
    return Promise.resolve()
  }
}

export interface TestClient {
  readonly client: Client
  readonly limiter: Limiter
  readonly time: Time
}

/** The real client over real HTTP; its waits for the rate limit and for Retry-After take no time. */
export function newClient(url: string, options: Partial<ClientOptions> = {}, ratePerSecond = 1000): TestClient {
  const time = new Time()
  const limiter = createLimiter({ ratePerSecond, clock: time.clock, sleep: time.sleep })
  const client = createClient({
    fetch: createFetch({}),
    baseUrl: url,
    limiter,
    clock: time.clock,
    sleep: time.sleep,
    timeoutMs: () => 5000,
    platformEndpoint: () => 'getdata',
    platformScene: () => '',
    redact: createRedactor(),
    retry: { minDelayMs: 1, maxDelayMs: 2 },
    ...options,
  })
  return { client, limiter, time }
}

/** A reply as fetch gives it. */
export const reply = (text: string, status = 200): FetchReply => ({
  status,
  headers: new Headers(),
  body: Buffer.from(text),
})

export const TOKEN = '121.aaaabbbbccccddddeeee0001'
export const RENEWED = '121.aaaabbbbccccddddeeee0002'

/** A token that can be renewed once; `renewals` counts. */
export function renewable(first = TOKEN, second: string | null = RENEWED): TokenSource & { renewals: string[] } {
  const renewals: string[] = []
  return {
    renewals,
    get: () => Promise.resolve(renewals.length > 0 && second !== null ? second : first),
    renew: (expired) => {
      renewals.push(expired)
      return second === null
        ? Promise.reject(new AppError('token.expired', { app: 'shop', action: 'token' }))
        : Promise.resolve(second)
    },
  }
}

export const day = (text: string) => {
  const parsed = parseDay(text)
  if (parsed === null) throw new Error(text)
  return parsed
}

/** What a call for a report takes, apart from what a test is about. */
export function call(
  report: string,
  request: Partial<ReportRequest> = {},
  token: TokenSource = renewable(),
): ReportCall {
  const found = getReport(report)
  const granularity = found.granularities[0]?.key ?? 'day'
  const variant = found.variants[0]?.key ?? ''
  const range = { from: day('2019-04-01'), to: day('2019-04-07') }
  return {
    report: found,
    request: { ...range, granularity, variant, ...request },
    token,
    rowCap: 1000,
    signal: new AbortController().signal,
  }
}

export async function failure(work: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await work.then(
    () => new Error('did not fail'),
    (reason: unknown) => reason,
  )
  if (thrown instanceof AppError) return thrown
  throw thrown
}

/** Everything an error says, its causes' words included. */
export function everythingSaid(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error ?? null)
  const details = error instanceof AppError ? JSON.stringify(error.toShape()) : ''
  return [error.message, error.stack, details, everythingSaid(error.cause)].join('\n')
}

/** A region's row. */
export const province = (name: string, sessions: number) => ({
  name,
  session_count_district: sessions,
  session_count_district_ratio: '1.00',
  new_user_count_district_ratio: '--',
  user_count_district_ratio: 1,
  average_session_time_district: 10,
})

/** A region reply with the provinces p<from> … p<from + count - 1>. */
export function regions(from: number, count: number, total: unknown) {
  const data_list = Array.from({ length: count }, (_, i) => province(`p${from + i}`, from + i))
  return { errno: 0, msg: 'success', data: { time_span: ['20190401'], offset: from, total, data_list } }
}
