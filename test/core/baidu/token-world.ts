import { createApi } from '../../../electron/core/baidu/api.ts'
import { createLimiter } from '../../../electron/core/baidu/limiter.ts'
import { createTokens, type Tokens } from '../../../electron/core/baidu/tokens.ts'
import type { Fetch, Sealer } from '../../../electron/core/runtime/capabilities.ts'
import { createRedactor } from '../../../electron/core/secrets/redact.ts'
import type { Vault } from '../../../electron/core/secrets/vault.ts'
import type { Secrets } from '../../../electron/core/store/secrets.ts'
import { createSandbox, type SandboxCore, type SandboxOptions } from '../../../electron/sandbox/index.ts'
import { memoryRecords, memoryVault } from '../secrets/support.ts'
import { testSealer } from '../service/world.ts'
import { reply, Time } from './support.ts'

export const OAUTH = '/rest/2.0/oauth/token'
export const RETRIEVE = '/rest/2.0/smartapp/auth/retrieve/authorizationcode'
export const TICKET = '/public/2.0/smartapp/auth/tp/token'

/** A request that reached the API. */
export interface Asked {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** Stands between the client and the API: may answer or throw in its place, before or after the API has heard the request. */
export interface Wire {
  before?: ((asked: Asked) => unknown) | undefined
  after?: ((asked: Asked) => unknown) | undefined
}

export interface Reopening {
  readonly sealer?: Sealer
  readonly records?: Secrets
}

export interface TokenWorld {
  readonly sandbox: SandboxCore
  readonly time: Time
  readonly wire: Wire
  readonly asked: Asked[]
  readonly records: ReturnType<typeof memoryRecords>
  readonly vault: Vault
  readonly tokens: Tokens
  /** Baidu's ids by app number; delete one to forget it. */
  readonly ids: Map<number, string>
  /** How often a path was asked for. */
  count(path: string): number
  /** Whether the API takes this as a token of the app. */
  accepts(app: number, token: string): boolean
  /** The same home again, as another process or door would find it. */
  reopened(options?: Reopening): Pick<TokenWorld, 'tokens' | 'vault'>
}

/** The tokens over the sandbox without a network; apps are numbered from 1. Waiting takes no time. */
export function tokenWorld(options: SandboxOptions = {}): TokenWorld {
  const time = new Time()
  const sandbox = createSandbox({ apps: 3, quirks: 'none', now: time.clock, ...options })
  const records = memoryRecords()
  const ids = new Map(sandbox.apps.map(({ appId }, i) => [i + 1, appId]))
  const wire: Wire = {}
  const asked: Asked[] = []
  const client: { id: string | null } = { id: null }
  const fetch = wired(sandbox, wire, asked)

  const open = ({ sealer = testSealer(), records: rows = records }: Reopening = {}) => {
    const redact = createRedactor()
    const vault = memoryVault(rows, sealer, redact)
    const limiter = createLimiter({ ratePerSecond: 1000, clock: time.clock, sleep: time.sleep })
    const api = createApi({
      fetch,
      baseUrl: 'https://openapi.example',
      limiter,
      clock: time.clock,
      sleep: time.sleep,
      timeoutMs: () => 5000,
      redact,
      retry: { minDelayMs: 0, maxDelayMs: 0 },
    })
    const tokens = createTokens({
      vault,
      api,
      clock: time.clock,
      externalId: (app) => ids.get(app) ?? null,
      nameOf: (app) => (app === 0 ? 'platform' : `app ${app}`),
      clientId: { get: () => client.id, set: (id) => (client.id = id) },
    })
    return { vault, tokens }
  }
  return {
    sandbox,
    time,
    wire,
    asked,
    records,
    ids,
    ...open(),
    count: (path) => asked.filter((one) => one.path === path).length,
    accepts: (app, token) => {
      const { body } = sandbox.handle({ method: 'GET', url: `/rest/2.0/smartapp/app/info?access_token=${token}` })
      const { data } = JSON.parse(body) as { data?: { app_name?: string } }
      return data?.app_name !== undefined && data.app_name === sandbox.apps[app - 1]?.name
    },
    reopened: open,
  }
}

function wired(sandbox: SandboxCore, wire: Wire, asked: Asked[]): Fetch {
  return async (address, init) => {
    const url = new URL(address)
    const one: Asked = { path: url.pathname, query: Object.fromEntries(url.searchParams) }
    const answer = (told: unknown) => reply(typeof told === 'string' ? told : JSON.stringify(told))
    const instead = await wire.before?.(one)
    init.signal.throwIfAborted()
    if (instead !== undefined) return answer(instead)
    asked.push(one)
    const handled = sandbox.handle({
      method: init.method,
      url: url.pathname + url.search,
      ...(init.body === undefined ? {} : { contentType: init.headers['content-type'] ?? '', body: init.body }),
    })
    const changed = await wire.after?.(one)
    init.signal.throwIfAborted()
    return changed === undefined ? reply(handled.body, handled.status) : answer(changed)
  }
}

/** A new refresh token of an app, as its owner would be given one. */
export function refreshTokenOf({ sandbox }: TokenWorld, app: number): string {
  const { appId = '' } = sandbox.apps[app - 1] ?? {}
  const query = `access_token=${sandbox.platform.token}`
  const retrieved = sandbox.handle({
    method: 'POST',
    url: `${RETRIEVE}?${query}`,
    contentType: 'application/x-www-form-urlencoded',
    body: `app_id=${appId}`,
  })
  const { data } = JSON.parse(retrieved.body) as { data: { authorization_code: string } }
  const grant = `${query}&code=${data.authorization_code}&grant_type=app_to_tp_authorization_code`
  const pair = JSON.parse(sandbox.handle({ method: 'GET', url: `${OAUTH}?${grant}` }).body) as { refresh_token: string }
  return pair.refresh_token
}

export const never: AbortSignal = new AbortController().signal
/** What fetch throws when a connection breaks. */
export const lost = () =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) })
export const refused = () =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) })
