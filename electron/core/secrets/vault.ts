import { AppError } from '../../contract/errors.ts'
import type { Sealer } from '../runtime/capabilities.ts'
import type { Secrets } from '../store/secrets.ts'
import type { Redactor } from './redact.ts'

/** What can be kept for an app (app 0: the platform). `refresh-marker`: a single-use refresh token is being used right now. */
export type SecretKind = 'app-token' | 'refresh-token' | 'refresh-marker' | 'platform-token' | 'ticket' | 'broker'

export interface Secret {
  readonly value: string
  /** Milliseconds since the epoch; null where nobody said. */
  readonly expiresAt: number | null
}

export interface NewSecret extends Secret {
  readonly kind: SecretKind
}

export interface Vault {
  /** Null where there is none. Throws `token.sealed-elsewhere` when it was sealed by another door. */
  get(app: number, kind: SecretKind): Promise<Secret | null>
  /** Without opening anything. `unreadable`: sealed by another door or on another machine. */
  state(app: number, kind: SecretKind): Promise<{ state: 'none' | 'ok' | 'unreadable'; expiresAt: number | null }>
  /** Whether there is one, readable or not. */
  has(app: number, kind: SecretKind): boolean
  /** On disk, flushed, when it answers; several secrets land together or not at all. */
  put(app: number, ...secrets: readonly NewSecret[]): Promise<void>
  remove(app: number, ...kinds: readonly SecretKind[]): void
}

/** Secrets lie in the history sealed; only the door that sealed them can read them. Every secret seen is known to the redactor. */
export function createVault(deps: { records: Secrets; sealer: Sealer; redact: Redactor }): Vault {
  const { records, sealer, redact } = deps
  /** What this process sealed or opened before: a sync asks for the same token thousands of times. */
  const opened = new Map<string, { sealed: Uint8Array; value: string }>()

  const register = (kind: SecretKind, value: string) => {
    redact.register(value)
    // A broker's address may carry its key as a parameter.
    if (kind === 'broker' && URL.canParse(value))
      for (const parameter of new URL(value).searchParams.values()) redact.register(parameter)
  }
  const open = async (app: number, kind: SecretKind, sealed: Uint8Array): Promise<string> => {
    const known = opened.get(`${app} ${kind}`)
    if (known && Buffer.from(known.sealed).equals(sealed)) return known.value
    const value = await sealer.open(sealed).catch((cause: unknown) => {
      throw cause instanceof AppError ? cause : new AppError('token.sealed-elsewhere', { sealer: sealer.id }, { cause })
    })
    register(kind, value)
    opened.set(`${app} ${kind}`, { sealed, value })
    void renew(app, kind, sealed).catch(() => undefined)
    return value
  }
  /** A key ring that got a newer key wants its secrets sealed by that one; the old form is readable until then. */
  const renew = async (app: number, kind: SecretKind, old: Uint8Array): Promise<void> => {
    const sealed = await sealer.reseal?.(old)
    const record = records.get(app, kind)
    if (sealed && record && Buffer.from(record.sealed).equals(old)) records.put(app, kind, { ...record, sealed })
  }

  return {
    async get(app, kind) {
      const record = records.get(app, kind)
      if (!record) return null
      if (record.sealer !== sealer.id) throw new AppError('token.sealed-elsewhere', { sealer: record.sealer })
      return { value: await open(app, kind, record.sealed), expiresAt: record.expiresAt }
    },
    async state(app, kind) {
      const record = records.get(app, kind)
      if (!record) return { state: 'none', expiresAt: null }
      const { expiresAt } = record
      if (record.sealer !== sealer.id) return { state: 'unreadable', expiresAt }
      try {
        await open(app, kind, record.sealed)
        return { state: 'ok', expiresAt }
      } catch {
        return { state: 'unreadable', expiresAt }
      }
    },
    has: (app, kind) => records.get(app, kind) !== null,
    async put(app, ...secrets) {
      for (const { kind, value } of secrets) register(kind, value)
      const list = await Promise.all(
        secrets.map(async ({ kind, value, expiresAt }) => {
          const sealed = await sealer.seal(value)
          return { app, kind, value, record: { sealer: sealer.id, sealed, expiresAt } }
        }),
      )
      records.putMany(list.map(({ kind, record }) => ({ app, kind, record })))
      for (const { kind, value, record } of list) opened.set(`${app} ${kind}`, { sealed: record.sealed, value })
    },
    remove(app, ...kinds) {
      for (const kind of kinds) {
        records.remove(app, kind)
        opened.delete(`${app} ${kind}`)
      }
    },
  }
}
