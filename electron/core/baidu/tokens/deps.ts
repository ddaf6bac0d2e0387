import type { Clock } from '../../runtime/capabilities.ts'
import type { Vault } from '../../secrets/vault.ts'
import type { Api } from '../api.ts'

/** What every way to a token stands on. */
export interface TokenDeps {
  readonly vault: Vault
  readonly api: Api
  readonly clock: Clock
  /** Baidu's id of an app; null where nobody gave it. */
  readonly externalId: (app: number) => string | null
  /** For messages. */
  readonly nameOf: (app: number) => string
  /** Not a secret: the platform's client id that a ticket belongs to. */
  readonly clientId: { get(): string | null; set(clientId: string | null): void }
}

export interface AppTokenPair {
  readonly accessToken: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  readonly refreshToken: string | null
}

/** A token this close to its end is fetched anew before it fails a call. */
export const EARLY_MS = 60_000
export const APP_TOKEN_MS = 3_600_000
