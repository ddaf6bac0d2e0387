import type { Database } from 'better-sqlite3'

/** What the user set, by key, as plain JSON values. */
export interface Settings {
  /** Undefined where it was never set. */
  get(key: string): unknown
  set(key: string, value: unknown): void
  remove(key: string): void
}

export function createSettings(db: Database): Settings {
  const select = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck()
  const upsert = db.prepare(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const remove = db.prepare('DELETE FROM setting WHERE key = ?')
  return {
    get(key) {
      const value = select.get(key)
      return value === undefined ? undefined : (JSON.parse(value) as unknown)
    },
    set(key, value) {
      upsert.run(key, JSON.stringify(value ?? null))
    },
    remove(key) {
      remove.run(key)
    },
  }
}
