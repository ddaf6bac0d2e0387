import { AppError } from '../../../contract/errors.ts'
import { PLATFORM_APP } from '../../store/types.ts'
import { parseApiBase } from '../base-url.ts'
import type { AppTokenPair, TokenDeps } from './deps.ts'
import { readTokenReply } from './replies.ts'

/** The company's own URL that answers `{access_token, expires_in}` for an app id; its address may hold a key, so it is kept as a secret. */
export interface Broker {
  isSet(): boolean
  /** Null forgets it. Throws `input.invalid` for anything but https (or http on loopback). */
  set(url: string | null): Promise<void>
  /** Without credentials and query; null where none is set. */
  address(): Promise<string | null>
  token(externalId: string, signal: AbortSignal): Promise<AppTokenPair>
}

export function createBroker(deps: TokenDeps): Broker {
  const { vault } = deps
  const read = async () => (await vault.get(PLATFORM_APP, 'broker'))?.value ?? null

  return {
    isSet: () => vault.has(PLATFORM_APP, 'broker'),
    async set(url) {
      if (url === null) {
        vault.remove(PLATFORM_APP, 'broker')
        return
      }
      parseApiBase(url, { field: 'broker', query: true })
      await vault.put(PLATFORM_APP, { kind: 'broker', value: url, expiresAt: null })
    },
    async address() {
      const url = await read().catch(() => null)
      if (url === null) return null
      const { origin, pathname } = new URL(url)
      return origin + pathname
    },
    async token(externalId, signal) {
      const url = await read()
      if (url === null) throw new AppError('token.broker', { action: 'token' })
      const { origin, pathname, searchParams } = new URL(url)
      const query = { ...Object.fromEntries(searchParams), app_id: externalId }
      const failed = (reason: string, cause?: unknown) =>
        new AppError('token.broker', { host: new URL(url).host, reason, action: 'token' }, { cause })
      const { reply } = await deps.api
        .call({ verb: 'GET', path: origin + pathname, query }, signal)
        .catch((thrown: unknown) => {
          const error = AppError.from(thrown)
          throw error.code === 'cancelled' ? error : failed(error.code, error)
        })
      return readTokenReply(reply.body, deps.clock(), () => failed('no access_token'))
    },
  }
}
