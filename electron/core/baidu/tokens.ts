import { AppError } from '../../contract/errors.ts'
import type { App } from '../../contract/methods/apps.ts'
import type { Clock } from '../runtime/capabilities.ts'
import type { Secret } from '../secrets/vault.ts'
import { PLATFORM_APP } from '../store/types.ts'
import { createBroker } from './tokens/broker.ts'
import { APP_TOKEN_MS, EARLY_MS, type AppTokenPair, type TokenDeps } from './tokens/deps.ts'
import { oneFlight, type Flight } from './tokens/flight.ts'
import { createPlatformToken } from './tokens/platform.ts'
import { refreshToken } from './tokens/refresh.ts'
import { retrieveToken } from './tokens/retrieve.ts'
import type { TokenSource } from './with-token.ts'

type TokenWay = App['tokenWay']
type Way = Exclude<TokenWay, 'none'>

export interface TokenState {
  readonly state: App['tokenState']
  readonly expiresAt: number | null
}

/** All ways to a token: pasted, platform token with an app id, refresh token, broker. One flight an app. */
export interface Tokens {
  forApp(app: number): TokenSource
  forPlatform(): TokenSource
  /** Whether the app's calls have any way to a token. */
  hasWay(app: number): boolean
  stateOfApp(app: number): Promise<TokenState & { way: TokenWay }>
  /** A pasted token: lives an hour. */
  paste(app: number, token: string): Promise<void>
  /** From now on this home alone refreshes the app's token. */
  optIntoRefresh(app: number, refreshToken: string): Promise<void>
  /** Forgets what is the app's own; a token that the platform or the broker leads to is got again when needed. */
  forget(app: number): void

  platformIsSet(): boolean
  stateOfPlatform(): Promise<TokenState & { clientId: string | null }>
  setPlatformToken(token: string): Promise<void>
  setTicket(ticket: string, clientId: string, signal: AbortSignal): Promise<void>
  clearPlatform(): void
  setBroker(url: string | null): Promise<void>
  brokerAddress(): Promise<string | null>
}

export function createTokens(deps: TokenDeps): Tokens {
  const { vault, clock } = deps
  const platform = createPlatformToken(deps)
  const broker = createBroker(deps)
  const flights = new Map<number, Flight<string>>()

  /**
   * The ways that lead to a new token, the one to take first. What was chosen for the app itself (its refresh token) comes before what
   * holds for all; the company's own broker before the platform token; a pasted token last, since it leads to no other.
   */
  const waysOf = (app: number): Way[] => {
    const hasId = deps.externalId(app) !== null
    const hasRefresh = vault.has(app, 'refresh-token')
    const ways: Way[] = []
    if (hasRefresh && platform.isSet()) ways.push('refresh')
    if (hasId && broker.isSet()) ways.push('broker')
    if (hasId && platform.isSet()) ways.push('platform')
    if (vault.has(app, 'app-token')) ways.push('token')
    // Last: without a platform token it leads nowhere but to the words for that.
    return ways.length === 0 && hasRefresh ? ['refresh'] : ways
  }
  const wayOf = (app: number): TokenWay => waysOf(app)[0] ?? 'none'

  const ask = (way: Exclude<Way, 'token'>, app: number, signal: AbortSignal): Promise<AppTokenPair> => {
    const externalId = deps.externalId(app) ?? ''
    if (way === 'refresh') return refreshToken(deps, platform, app, signal)
    return way === 'broker' ? broker.token(externalId, signal) : retrieveToken(deps, platform, externalId, signal)
  }
  const obtainPair = async (app: number, signal: AbortSignal): Promise<AppTokenPair> => {
    const ways = waysOf(app)
    let sealed: AppError | null = null
    for (const way of ways) {
      if (way === 'token') continue
      try {
        return await ask(way, app, signal)
      } catch (thrown) {
        // Only what another door has sealed is passed by; any other failure of a way is the answer.
        const error = AppError.from(thrown)
        if (error.code !== 'token.sealed-elsewhere') throw error
        sealed ??= error
      }
    }
    const code = ways.length === 0 ? 'token.missing' : 'token.expired'
    throw sealed ?? new AppError(code, { app: deps.nameOf(app), action: 'token' })
  }
  /** The app's token: what the vault holds now, unless it is `stale` or near its end; else a new one, got once for all who ask. */
  const obtain = (app: number, stale: string | null, signal: AbortSignal): Promise<string> => {
    const flight = flights.get(app) ?? oneFlight<string>()
    flights.set(app, flight)
    return flight(async (stop) => {
      // A flight that ended a moment ago, or another process, may have brought one.
      const token = await held(app)
      if (token && token.value !== stale && isFresh(token)) return token.value
      const { accessToken, expiresAt } = await obtainPair(app, stop)
      const kept = await held(app)
      if (kept?.value !== accessToken) await vault.put(app, { kind: 'app-token', value: accessToken, expiresAt })
      return accessToken
    }, signal)
  }
  const isFresh = (token: Secret) => token.expiresAt === null || token.expiresAt > clock() + EARLY_MS

  const held = (app: number) =>
    // A token sealed by another door is no hindrance where another way leads to a new one.
    vault.get(app, 'app-token').catch((thrown: unknown) => {
      if (wayOf(app) === 'token') throw thrown
      return null
    })

  const justRead = createJustRead(clock)

  return {
    forApp: (app) => ({
      async get(signal) {
        const known = justRead.get(app)
        if (known !== null) return known
        const token = await held(app)
        if (token && isFresh(token)) return justRead.keep(app, token.value)
        // Where a pasted token is all there is, the API has the last word on whether it still lives.
        if (token && wayOf(app) === 'token') return token.value
        return obtain(app, null, signal)
      },
      async renew(expired, signal) {
        justRead.forget()
        const token = await held(app)
        if (token && token.value !== expired) return token.value
        return obtain(app, expired, signal)
      },
    }),
    forPlatform: () => platform,
    hasWay: (app) => wayOf(app) !== 'none',
    async stateOfApp(app) {
      const way = wayOf(app)
      if (way === 'none') return { way, state: 'none', expiresAt: null }
      const [owner, kind] = (
        {
          token: [app, 'app-token'],
          refresh: [app, 'refresh-token'],
          broker: [PLATFORM_APP, 'broker'],
          platform: [PLATFORM_APP, 'platform-token'],
        } as const
      )[way]
      const found = await vault.state(owner, kind)
      return { way, expiresAt: found.expiresAt, state: aged(found, clock()) }
    },
    paste: async (app, token) => {
      justRead.forget()
      await vault.put(app, { kind: 'app-token', value: token, expiresAt: clock() + APP_TOKEN_MS })
    },
    optIntoRefresh: async (app, token) => {
      await vault.put(app, { kind: 'refresh-token', value: token, expiresAt: null })
      vault.remove(app, 'refresh-marker')
    },
    forget: (app) => {
      vault.remove(app, 'app-token', 'refresh-token', 'refresh-marker')
    },
    platformIsSet: () => platform.isSet(),
    async stateOfPlatform() {
      const found = await vault.state(PLATFORM_APP, 'platform-token')
      return { state: aged(found, clock()), expiresAt: found.expiresAt, clientId: deps.clientId.get() }
    },
    setPlatformToken: (token) => platform.set(token),
    setTicket: (ticket, clientId, signal) => platform.setTicket(ticket, clientId, signal),
    clearPlatform: () => {
      platform.clear()
    },
    setBroker: (url) => broker.set(url),
    brokerAddress: () => broker.address(),
  }
}

/** How long a token that was read counts as what the vault holds. */
const JUST_MS = 1000
const JUST_MANY = 64

/**
 * Tokens just read, so that the pages and reports of one app do not open the vault each. Where another process has put a new one there
 * meanwhile the old one costs a refused call, which is made again with the new one.
 */
function createJustRead(clock: Clock) {
  const tokens = new Map<number, { token: string; until: number }>()
  return {
    get(app: number): string | null {
      const known = tokens.get(app)
      return known && clock() < known.until ? known.token : null
    },
    keep(app: number, token: string): string {
      if (tokens.size >= JUST_MANY) tokens.clear()
      tokens.set(app, { token, until: clock() + JUST_MS })
      return token
    },
    forget: () => {
      tokens.clear()
    },
  }
}

function aged(
  found: { state: 'none' | 'ok' | 'unreadable'; expiresAt: number | null },
  now: number,
): App['tokenState'] {
  return found.state === 'ok' && found.expiresAt !== null && found.expiresAt <= now ? 'expired' : found.state
}
