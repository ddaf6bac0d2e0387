import type { Settings } from '../../contract/methods/settings.ts'

/**
 * All the core asks of a door (Electron, the loopback server, the command line). A door without a desktop leaves the optional ones out.
 */
export interface Capabilities {
  readonly sealer: Sealer
  /** Reaches the API and the token broker; a door may route it through the system's proxy and certificates. */
  readonly fetch: Fetch
  /** Takes the setting `proxy` into use for `fetch`, now and whenever it changes. */
  useProxy?(setting: Settings['proxy']): void
}

/** One HTTP call, its reply read whole. Redirects are not followed: a token must not go to another host. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchReply>

export interface FetchInit {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Reading ends beyond so many bytes. */
  readonly maxBytes: number
  /** Rejects with whatever it likes when this aborts. */
  readonly signal: AbortSignal
}

export interface FetchReply {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** Null where it is longer than `maxBytes`. */
  readonly body: Uint8Array | null
}

/**
 * Turns a secret into bytes that only this door on this machine can read again. `id` is stored beside the bytes, so that a store
 * opened by another door knows at once that it cannot read them.
 */
export interface Sealer {
  readonly id: string
  seal(plain: string): Promise<Uint8Array>
  /** Throws AppError `token.sealed-elsewhere` when the bytes are not this sealer's, or were tampered with. */
  open(sealed: Uint8Array): Promise<string>
  /** The same secret in a newer form, where the door no longer wants it kept in this one; null where it is well as it is. */
  reseal?(sealed: Uint8Array): Promise<Uint8Array | null>
}

/** The present moment in milliseconds; tests set their own. */
export type Clock = () => number
