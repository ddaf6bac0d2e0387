import type { Database } from 'better-sqlite3'

/** Bytes only the sealer of this name can read again. */
export interface SealedSecret {
  readonly sealer: string
  readonly sealed: Uint8Array
  /** Milliseconds since the epoch. */
  readonly expiresAt: number | null
}

/** Sealed secrets of apps (app 0: the platform's). Nothing here can read them. */
export interface Secrets {
  get(app: number, kind: string): SealedSecret | null
  put(app: number, kind: string, record: SealedSecret): void
  /** All of them or none: a single-use refresh token and the token it came with belong together. */
  putMany(list: readonly { readonly app: number; readonly kind: string; readonly record: SealedSecret }[]): void
  remove(app: number, kind: string): void
}

export function createSecrets(db: Database): Secrets {
  const select = db.prepare<[number, string], { sealer: string; sealed: Buffer; expiresAt: number | null }>(
    'SELECT sealer, sealed, expires_at AS expiresAt FROM secret WHERE app = ? AND kind = ?',
  )
  const upsert = db.prepare(
    `INSERT INTO secret (app, kind, sealer, sealed, expires_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (app, kind) DO UPDATE SET sealer = excluded.sealer, sealed = excluded.sealed, expires_at = excluded.expires_at`,
  )
  const remove = db.prepare('DELETE FROM secret WHERE app = ? AND kind = ?')
  const putMany = db.transaction((list: Parameters<Secrets['putMany']>[0]) => {
    for (const { app, kind, record } of list)
      upsert.run(app, kind, record.sealer, Buffer.from(record.sealed), record.expiresAt)
  }).immediate

  return {
    get(app, kind) {
      const row = select.get(app, kind)
      return row ? { ...row, sealed: new Uint8Array(row.sealed) } : null
    },
    put: (app, kind, record) => durably(db, () => putMany([{ app, kind, record }])),
    putMany: (list) => durably(db, () => putMany(list)),
    remove: (app, kind) => durably(db, () => void remove.run(app, kind)),
  }
}

/** A power cut may cost replies, which are fetched again, but never a single-use token: the disk itself has it before this returns. */
function durably(db: Database, work: () => void): void {
  db.pragma('synchronous = FULL')
  try {
    work()
  } finally {
    db.pragma('synchronous = NORMAL')
  }
}
