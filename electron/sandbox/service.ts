import { parseDay } from '../contract/calendar.ts'
import { AuthEndpoints, type PlatformIdentity } from './auth.ts'
import { DataEndpoint, tokenError, type DataOptions } from './data.ts'
import { bent, replacement } from './effects.ts'
import type { Fault, FaultControl } from './faults.ts'
import { businessError, gatewayError, jsonReply, type SandboxReply, type SandboxRequest } from './http.ts'
import { businessMessage, gatewayMessage } from './messages.ts'
import type { Profile } from './numbers/profiles.ts'
import type { World } from './numbers/world.ts'
import { REPORTS } from './reports/index.ts'
import type { SandboxReport } from './reports/report.ts'
import type { Token, TokenKind, TokenRegistry } from './tokens.ts'

const DATA = '/rest/2.0/smartapp/data/'
const BY_PATH: ReadonlyMap<string, SandboxReport> = new Map(REPORTS.map((report) => [DATA + report.path, report]))
const PLATFORM_PATHS: ReadonlyMap<string, 'data' | 'date'> = new Map([
  [`${DATA}getdata`, 'data'],
  [`${DATA}gettpdata`, 'date'],
])

/** How often what was asked. */
export interface RequestCounters {
  total: number
  byPath: Record<string, number>
  /** By app name; requests without a valid app token are not here. */
  byApp: Record<string, number>
}

/** One line of the request log. Holds no token. */
export interface LogEntry {
  readonly method: string
  readonly path: string
  readonly app: string
  readonly report: string
  readonly status: number
  readonly bytes: number
  readonly faults: readonly string[]
}

interface Call {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
  readonly token: Token | null
  readonly profile: Profile | undefined
  readonly report: string
}

/** The API itself: a request in, a reply out, no network in between. */
export class SandboxService {
  readonly counters: RequestCounters = { total: 0, byPath: {}, byApp: {} }
  private readonly world: World
  private readonly tokens: TokenRegistry
  private readonly faults: FaultControl
  private readonly auth: AuthEndpoints
  private readonly data: DataEndpoint
  private readonly log: ((entry: LogEntry) => void) | undefined

  constructor(
    world: World,
    tokens: TokenRegistry,
    faults: FaultControl,
    options: { data: DataOptions; identity: PlatformIdentity; log?: ((entry: LogEntry) => void) | undefined },
  ) {
    this.world = world
    this.tokens = tokens
    this.faults = faults
    this.auth = new AuthEndpoints(world, tokens, options.identity)
    this.data = new DataEndpoint(world, options.data)
    this.log = options.log
  }

  /** Answers a request, struck by whatever faults are on. */
  handle(request: SandboxRequest): SandboxReply {
    const call = this.read(request)
    this.count(call)
    const target = {
      path: call.path,
      appId: call.profile?.appId ?? '',
      appName: call.profile?.name ?? '',
      report: call.report,
    }
    const struck = this.faults.strike(target)
    for (const fault of struck) this.sideEffect(fault)
    let reply: SandboxReply | null = null
    for (const fault of struck) reply ??= replacement(fault)
    const final = bent(reply ?? this.answer(call, struck), struck)
    this.log?.({
      method: call.method,
      path: call.path,
      app: target.appName,
      report: call.report,
      status: final.status,
      bytes: final.body.length,
      faults: struck.map((fault) => fault.kind),
    })
    return final
  }

  resetCounters(): void {
    this.counters.total = 0
    this.counters.byPath = {}
    this.counters.byApp = {}
  }

  private read({ method, url, contentType = '', body = '' }: SandboxRequest): Call {
    const mark = url.indexOf('?')
    const path = mark < 0 ? url : url.slice(0, mark)
    const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1))
    const form = new URLSearchParams(contentType.startsWith('application/x-www-form-urlencoded') ? body : '')
    const looked = this.tokens.look(query.get('access_token') ?? '')
    const token = looked.state === 'valid' ? looked.token : null
    const appId = token?.kind === 'app' ? token.appId : (form.get('app_id') ?? query.get('app_id') ?? '')
    const report = BY_PATH.get(path)?.id ?? (PLATFORM_PATHS.has(path) ? 'platform' : '')
    return { method, path, query, form, token, profile: appId === '' ? undefined : this.world.find(appId), report }
  }

  private count(call: Call): void {
    const { counters } = this
    counters.total++
    counters.byPath[call.path] = (counters.byPath[call.path] ?? 0) + 1
    if (call.profile) counters.byApp[call.profile.name] = (counters.byApp[call.profile.name] ?? 0) + 1
  }

  private sideEffect(fault: Fault): void {
    if (fault.kind === 'expire-tokens') {
      const app = fault.match?.app
      this.tokens.expireAppTokens(app === undefined ? undefined : this.world.find(app)?.appId)
    }
    if (fault.kind === 'restate') {
      const from = parseDay(fault.from) ?? 0
      const to = parseDay(fault.to) ?? 0
      const { app, factor } = fault
      this.world.restate({
        from,
        to,
        ...(app === undefined ? {} : { app }),
        ...(factor === undefined ? {} : { factor }),
      })
    }
  }

  private answer(call: Call, faults: readonly Fault[]): SandboxReply {
    const report = BY_PATH.get(call.path)
    if (report) return this.reportReply(report, call, faults)
    const dayKey = PLATFORM_PATHS.get(call.path)
    if (dayKey) {
      return this.checked(call, 'GET', 'platform') ?? this.data.platform(call.query, dayKey, faults)
    }
    switch (call.path) {
      case '/public/2.0/smartapp/auth/tp/token':
        return call.method === 'GET' ? this.auth.platformToken(call.query) : wrongMethod()
      case '/rest/2.0/oauth/token':
        return this.checked(call, 'GET', 'platform') ?? this.auth.appToken(call.query)
      case '/rest/2.0/smartapp/auth/retrieve/authorizationcode':
        return (
          this.checked(call, 'POST', 'platform') ??
          this.auth.retrieveCode(call.form.get('app_id') ?? call.query.get('app_id'))
        )
      case '/rest/2.0/smartapp/app/info':
        return this.checked(call, 'GET', 'app') ?? (call.profile ? this.auth.appInfo(call.profile) : noApp())
      case '/broker':
        return call.method === 'GET' ? this.auth.broker(call.query.get('app_id')) : jsonReply({ error: 'GET' }, 405)
      default:
        return wrongMethod()
    }
  }

  private reportReply(report: SandboxReport, call: Call, faults: readonly Fault[]): SandboxReply {
    const refused = this.checked(call, 'POST', 'app')
    if (refused) return refused
    if (!call.profile) return noApp()
    if (!call.profile.authorised) return businessError(40007, businessMessage(40007))
    return this.data.report(report, call.profile, call.form, faults)
  }

  /** The refusal a call meets at the gateway: a wrong verb, a missing, unknown, expired or wrong token. Null lets it pass. */
  private checked(call: Call, method: string, kind: TokenKind): SandboxReply | null {
    if (call.method !== method) return wrongMethod()
    const text = call.query.get('access_token')
    if (text === null || text === '') return tokenError(100)
    const looked = this.tokens.look(text)
    if (looked.state !== 'valid') return tokenError(looked.state === 'expired' ? 111 : 110)
    return looked.token.kind === kind ? null : tokenError(6)
  }
}

function wrongMethod(): SandboxReply {
  return gatewayError(3, gatewayMessage(3), 404)
}

function noApp(): SandboxReply {
  return businessError(45000, businessMessage(45000))
}
