import { AppError, type ErrorCode } from '../../../contract/errors.ts'
import type { NewSecret, Secret } from '../../secrets/vault.ts'
import { PLATFORM_APP } from '../../store/types.ts'
import type { TokenSource } from '../with-token.ts'
import { EARLY_MS, type TokenDeps } from './deps.ts'
import { oneFlight } from './flight.ts'
import { readTokenReply, shapeError } from './replies.ts'

const TICKET_PATH = '/public/2.0/smartapp/auth/tp/token'
const PLATFORM_TOKEN_MS = 30 * 86_400_000
/** What the API says of a ticket that is too old or was never one. */
const TICKET_REFUSED: ReadonlySet<ErrorCode> = new Set(['api.oauth', 'api.token', 'api.parameter', 'api.unknown'])

export interface PlatformToken extends TokenSource {
  isSet(): boolean
  set(token: string): Promise<void>
  /**
   * Exchanges a ticket (valid ten minutes) for a token at once; both are kept. A ticket the API refuses changes nothing; one that did
   * not get through is kept for the next call.
   */
  setTicket(ticket: string, clientId: string, signal: AbortSignal): Promise<void>
  clear(): void
}

/** The platform's own token: pasted, or got for a ticket. */
export function createPlatformToken(deps: TokenDeps): PlatformToken {
  const { vault, clock } = deps
  const flight = oneFlight<string>()

  const exchange = async (ticket: string, clientId: string, signal: AbortSignal): Promise<NewSecret> => {
    const query = { client_id: clientId, ticket }
    const { reply } = await deps.api.call({ verb: 'GET', path: TICKET_PATH, query }, signal)
    const missing = () => shapeError('data.access_token')
    const { accessToken, expiresAt } = readTokenReply(reply.body, clock(), missing, PLATFORM_TOKEN_MS)
    return { kind: 'platform-token', value: accessToken, expiresAt }
  }

  const isFresh = (token: Secret) => token.expiresAt === null || token.expiresAt > clock() + EARLY_MS
  /** The newest ticket known, tried once more: it may have been set a moment ago. */
  const renewed = async (stale: string | null, signal: AbortSignal): Promise<string> => {
    const token = await held()
    if (token && token.value !== stale && isFresh(token)) return token.value
    const ticket = await vault.get(PLATFORM_APP, 'ticket')
    const clientId = deps.clientId.get()
    if (ticket === null || clientId === null) throw expired()
    const renewal = await exchange(ticket.value, clientId, signal).catch((thrown: unknown) => {
      const error = AppError.from(thrown)
      throw TICKET_REFUSED.has(error.code) ? expired(error) : error
    })
    await vault.put(PLATFORM_APP, renewal)
    return renewal.value
  }
  const held = () =>
    // A token sealed by another door is no hindrance where a ticket leads to a new one.
    vault.get(PLATFORM_APP, 'platform-token').catch((thrown: unknown) => {
      if (vault.has(PLATFORM_APP, 'ticket')) return null
      throw thrown
    })
  const expired = (cause?: AppError) =>
    new AppError('token.expired', { app: deps.nameOf(PLATFORM_APP), action: 'token' }, { cause })

  return {
    isSet: () => vault.has(PLATFORM_APP, 'platform-token') || vault.has(PLATFORM_APP, 'ticket'),
    async get(signal) {
      const token = await held()
      if (token && isFresh(token)) return token.value
      if (!token && !vault.has(PLATFORM_APP, 'ticket'))
        throw new AppError('token.missing', { app: deps.nameOf(PLATFORM_APP), action: 'token' })
      return flight((stop) => renewed(null, stop), signal)
    },
    async renew(stale, signal) {
      const token = await held()
      if (token && token.value !== stale) return token.value
      return flight((stop) => renewed(stale, stop), signal)
    },
    async set(token) {
      await vault.put(PLATFORM_APP, { kind: 'platform-token', value: token, expiresAt: clock() + PLATFORM_TOKEN_MS })
      vault.remove(PLATFORM_APP, 'ticket')
      deps.clientId.set(null)
    },
    async setTicket(ticket, clientId, signal) {
      const kept: NewSecret = { kind: 'ticket', value: ticket, expiresAt: null }
      const keep = async (...secrets: readonly NewSecret[]) => {
        await vault.put(PLATFORM_APP, ...secrets)
        deps.clientId.set(clientId)
      }
      const token = await exchange(ticket, clientId, signal).catch(async (thrown: unknown) => {
        if (AppError.from(thrown).code.startsWith('network.')) await keep(kept)
        throw thrown
      })
      await keep(kept, token)
    },
    clear() {
      vault.remove(PLATFORM_APP, 'platform-token', 'ticket')
      deps.clientId.set(null)
    },
  }
}
