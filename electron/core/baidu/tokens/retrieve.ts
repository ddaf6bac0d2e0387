import { AppError } from '../../../contract/errors.ts'
import { PLATFORM_APP } from '../../store/types.ts'
import { withToken } from '../with-token.ts'
import type { AppTokenPair, TokenDeps } from './deps.ts'
import type { PlatformToken } from './platform.ts'
import { readCode, readTokenReply, shapeError } from './replies.ts'

const RETRIEVE_PATH = '/rest/2.0/smartapp/auth/retrieve/authorizationcode'
export const OAUTH_PATH = '/rest/2.0/oauth/token'

/**
 * Platform token + app id → a new authorisation code → a new app token. Burns nothing: it can be done again after any failure, which is
 * why it is the usual way and the way out of every other.
 */
export async function retrieveToken(
  deps: TokenDeps,
  platform: PlatformToken,
  externalId: string,
  signal: AbortSignal,
): Promise<AppTokenPair> {
  return withToken(platform, signal, async (platformToken) => {
    const exchange = () => exchangeNewCode(deps, platformToken, externalId, signal)
    return deps.api.persist(exchange, signal).catch((thrown: unknown) => {
      if (isSpentCode(thrown)) return deps.api.persist(exchange, signal)
      throw thrown
    })
  }).catch((thrown: unknown) => {
    const error = AppError.from(thrown)
    // A renewed platform token was refused as well: it is the platform's token that is wanted, not the app's.
    if (error.code !== 'api.token') throw error
    throw new AppError('token.expired', { app: deps.nameOf(PLATFORM_APP), action: 'token' }, { cause: error })
  })
}

/** A code is good for one exchange: a call that got lost is followed by a new retrieve, never by the same code. */
async function exchangeNewCode(
  deps: TokenDeps,
  platformToken: string,
  externalId: string,
  signal: AbortSignal,
): Promise<AppTokenPair> {
  const query = { access_token: platformToken }
  const retrieve = { verb: 'POST', path: RETRIEVE_PATH, query, form: { app_id: externalId } } as const
  const retrieved = await deps.api.call(retrieve, signal, { retries: 0 })
  const code = readCode(retrieved.reply.body)
  const grant = { ...query, code, grant_type: 'app_to_tp_authorization_code' }
  const { reply } = await deps.api.call({ verb: 'GET', path: OAUTH_PATH, query: grant }, signal, { retries: 0 })
  return readTokenReply(reply.body, deps.clock(), () => shapeError('access_token'))
}

/** The code was no longer good when it arrived: another one may be. */
const isSpentCode = (thrown: unknown) => AppError.from(thrown).details['action'] === 'recover'
