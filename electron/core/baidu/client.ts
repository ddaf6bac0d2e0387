import { formatApiDay } from '../../contract/calendar.ts'
import { AppError } from '../../contract/errors.ts'
import type { SyncFailure } from '../../contract/methods/jobs.ts'
import type { Decoded, Report, ReportRequest } from '../catalogue/schema.ts'
import { createApi, type Api, type ApiOptions } from './api.ts'
import { readAppInfo, type AppInfo } from './app-info.ts'
import type { JsonReply } from './http.ts'
import { mergePages, rowsOf, type Page } from './pages.ts'
import { withToken, type TokenSource } from './with-token.ts'

const DATA_PATH = '/rest/2.0/smartapp/data/'
const APP_INFO_PATH = '/rest/2.0/smartapp/app/info'
/** A list that never ends would otherwise be read for ever; long lists stop at the caller's cap much sooner. */
const MAX_PAGES = 5000

export interface ClientOptions extends ApiOptions {
  readonly platformEndpoint: () => string
  /** Report 10's `scene`; empty sends none. */
  readonly platformScene: () => string
}

export interface ReportCall {
  readonly report: Report
  readonly request: ReportRequest
  readonly token: TokenSource
  /** Long lists are read up to the page that reaches so many rows. */
  readonly rowCap: number
  readonly signal: AbortSignal
}

export interface FetchedReport {
  /** The reply as it came, as JSON text; the pages of a long one merged into the first. */
  readonly payload: string
  readonly decoded: Decoded
  readonly pages: number
  /** HTTP calls made, retries included. */
  readonly requests: number
  /** The list was cut: a long one at the cap, any at 5,000 pages. */
  readonly capped: boolean
  /** How many rows the API says there are. */
  readonly total: number | null
  /** When the last page came, in milliseconds since the epoch. */
  readonly fetchedAt: number
}

export interface Client {
  readonly api: Api
  /** One report for one range, all its pages. Throws AppError naming the report; see `details.action`. */
  report(call: ReportCall): Promise<FetchedReport>
  appInfo(token: TokenSource, signal: AbortSignal): Promise<AppInfo>
}

export function createClient(options: ClientOptions): Client {
  const api = createApi(options)
  return {
    api,
    report: (call) => fetchReport(api, options, call).catch((thrown: unknown) => naming(call.report.id, thrown)),
    async appInfo(token, signal) {
      const ask = (accessToken: string) =>
        api.call({ verb: 'GET', path: APP_INFO_PATH, query: { access_token: accessToken } }, signal)
      try {
        const { reply } = await withToken(token, signal, ask, isStale)
        return readAppInfo(reply.body)
      } catch (thrown) {
        return naming('app/info', thrown)
      }
    },
  }
}

async function fetchReport(api: Api, options: ClientOptions, call: ReportCall): Promise<FetchedReport> {
  const { report, request, rowCap } = call
  const pages: Page[] = []
  const replies: JsonReply[] = []
  const seen = new Set<string>()
  let requests = 0
  let rows = 0
  let total: number | null = null
  let end: End | null = null
  while (end === null) {
    const answered = await askPage(api, options, call, rows)
    requests += answered.requests
    replies.push(answered.reply)
    const page = rowsOf(report, answered.reply.body, seen)
    pages.push(page)
    rows += page.rows.length
    total = page.total ?? total
    end = endOf(report, { page, pages: pages.length, rows, total, rowCap })
  }
  const merged = mergePages(report, pages)
  const decoded = report.decode(merged, request)
  const only = replies.length === 1 && pages[0]?.whole === true ? replies[0]?.text : undefined
  return {
    payload: only ?? JSON.stringify(merged),
    decoded,
    pages: pages.length,
    requests,
    capped: end === 'capped',
    total,
    fetchedAt: options.clock(),
  }
}

type End = 'complete' | 'capped'

/**
 * Whether a list is over: all its rows are here, or a page brought nothing new (a server that ignores start_index repeats itself for
 * ever). More rows than `total` prove that number wrong: then only a page without new rows is the end.
 */
function endOf(
  report: Report,
  at: { page: Page; pages: number; rows: number; total: number | null; rowCap: number },
): End | null {
  if (!report.paging.paged || at.page.rows.length === 0 || at.rows === at.total) return 'complete'
  if (report.paging.longList && at.rows >= at.rowCap) return 'capped'
  return at.pages >= MAX_PAGES ? 'capped' : null
}

function askPage(api: Api, options: ClientOptions, { report, request, token, signal }: ReportCall, offset: number) {
  const params = paramsOf(report, request, offset, options)
  const path = DATA_PATH + endpointOf(report, options)
  const ask = (accessToken: string) =>
    report.verb === 'GET'
      ? api.call({ verb: 'GET', path, query: { access_token: accessToken, ...params } }, signal)
      : api.call({ verb: 'POST', path, query: { access_token: accessToken }, form: params }, signal)
  return withToken(token, signal, ask, isStale)
}

/** On a data call the oauth envelope's `expired_token` and `invalid_grant` can only mean the token it was made with. */
function isStale(error: AppError): boolean {
  return error.code === 'api.token' || error.details['action'] === 'recover'
}

function endpointOf(report: Report, options: ClientOptions): string {
  return report.alternativeEndpoint !== undefined && options.platformEndpoint() === report.alternativeEndpoint
    ? report.alternativeEndpoint
    : report.endpoint
}

function paramsOf(
  report: Report,
  request: ReportRequest,
  offset: number,
  options: ClientOptions,
): Record<string, string> {
  const granularity = report.granularities.find((option) => option.key === request.granularity)
  const variant = report.variants.find((option) => option.key === request.variant)
  const scene = options.platformScene()
  return {
    ...(report.paging.paged ? report.paging.params : {}),
    ...granularity?.params,
    ...variant?.params,
    start_date: formatApiDay(request.from),
    end_date: formatApiDay(request.to),
    ...(report.paging.paged ? { start_index: String(offset) } : {}),
    ...(report.token === 'platform' && scene !== '' ? { scene } : {}),
  }
}

/** Whatever went wrong, the report it went wrong for is named, and what is to be done about it. */
function naming(report: string, thrown: unknown): never {
  const error = AppError.from(thrown)
  if (error.code === 'cancelled' || ('report' in error.details && 'action' in error.details)) throw error
  throw new AppError(error.code, { report, action: usualAction(error), ...error.details }, { cause: error })
}

/** For errors that are not of the API's own table. */
function usualAction({ code }: AppError): SyncFailure['action'] {
  if (code.startsWith('network.')) return 'retry'
  if (code.startsWith('token.')) return 'token'
  if (code.startsWith('store.')) return 'stop-all'
  return code === 'api.shape' ? 'stop-call' : 'none'
}

export type { AppInfo } from './app-info.ts'
export type { TokenSource } from './with-token.ts'
