import { createHash } from 'node:crypto'
import { AppError } from '../../../contract/errors.ts'
import { wasNeverSent } from '../http.ts'
import type { AppTokenPair, TokenDeps } from './deps.ts'
import type { PlatformToken } from './platform.ts'
import { readTokenReply, shapeError } from './replies.ts'
import { OAUTH_PATH, retrieveToken } from './retrieve.ts'

const TEN_YEARS_MS = 3650 * 86_400_000

/**
 * A new pair for a single-use refresh token, stored before it is answered. Which token is being used is written down before the call, and
 * the new pair lands together: after a crash, a time-out or invalid_grant the same token is never sent again; the app is recovered
 * through retrieve. Once begun, the use of a refresh token is not given up when `signal` aborts: its answer must not be lost.
 */
export async function refreshToken(
  deps: TokenDeps,
  platform: PlatformToken,
  app: number,
  signal: AbortSignal,
): Promise<AppTokenPair> {
  const { vault } = deps
  const unused = await unusedToken(deps, app).catch((thrown: unknown) => {
    // Sealed by another door: that door may use it any moment, and retrieve needs neither.
    if (deps.externalId(app) === null) throw thrown
    return null
  })
  if (unused === null) return recover(deps, platform, app, signal, null)
  const platformToken = await platform.get(signal)
  if (signal.aborted) throw new AppError('cancelled', {}, { cause: signal.reason })
  await vault.put(app, { kind: 'refresh-marker', value: fingerprint(unused), expiresAt: null })
  try {
    const pair = await useUp(deps, platformToken, unused)
    await keepPair(deps, app, pair)
    return pair
  } catch (thrown) {
    const error = AppError.from(thrown)
    if (!wasRefusedUnread(error)) return recover(deps, platform, app, signal, error)
    vault.remove(app, 'refresh-marker')
    throw error
  }
}

/** The refresh token, unless its use was begun before. */
async function unusedToken({ vault }: TokenDeps, app: number): Promise<string | null> {
  const refresh = await vault.get(app, 'refresh-token')
  const marker = await vault.get(app, 'refresh-marker')
  return refresh === null || marker?.value === fingerprint(refresh.value) ? null : refresh.value
}

/** Bounded by the call's own time-out, by nothing else. */
async function useUp(deps: TokenDeps, platformToken: string, refresh: string): Promise<AppTokenPair> {
  const query = { access_token: platformToken, refresh_token: refresh, grant_type: 'app_to_tp_refresh_token' }
  const untilDone = new AbortController().signal
  const { reply } = await deps.api.call({ verb: 'GET', path: OAUTH_PATH, query }, untilDone, { retries: 0 })
  return readTokenReply(reply.body, deps.clock(), () => shapeError('access_token'))
}

/** Refusals that come before anything is looked at: the token was not used. */
function wasRefusedUnread(error: AppError): boolean {
  return error.code === 'api.ip' || error.code === 'api.quota' || error.code === 'api.rate' || wasNeverSent(error)
}

async function recover(
  deps: TokenDeps,
  platform: PlatformToken,
  app: number,
  signal: AbortSignal,
  cause: AppError | null,
): Promise<AppTokenPair> {
  if (signal.aborted) throw new AppError('cancelled', {}, { cause: signal.reason })
  const externalId = deps.externalId(app)
  if (externalId === null || !platform.isSet())
    throw new AppError('token.recover', { app: deps.nameOf(app), action: 'recover' }, { cause })
  const pair = await retrieveToken(deps, platform, externalId, signal)
  await keepPair(deps, app, pair)
  return pair
}

/** Both or neither: the refresh token and the app token it came with. */
async function keepPair(deps: TokenDeps, app: number, pair: AppTokenPair): Promise<void> {
  const token = { kind: 'app-token', value: pair.accessToken, expiresAt: pair.expiresAt } as const
  // Without a new refresh token the old one stays, used up: its marker has to stay with it.
  if (pair.refreshToken === null) return deps.vault.put(app, token)
  const expiresAt = deps.clock() + TEN_YEARS_MS
  await deps.vault.put(app, token, { kind: 'refresh-token', value: pair.refreshToken, expiresAt })
  // The marker names the old token: were this line never reached, it would say nothing of the new one.
  deps.vault.remove(app, 'refresh-marker')
}

const fingerprint = (token: string) => createHash('sha256').update(token).digest('hex')
