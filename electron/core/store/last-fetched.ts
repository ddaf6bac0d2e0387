import type { Database } from 'better-sqlite3'

/** Replies looked through from the newest back: a day's sync of many apps. */
const RECENT = 50_000

/** When the newest reply of an app came, in milliseconds. */
export interface LastFetched {
  /** Null before the first. */
  lastFetched(app: number): number | null
  /** Of every app that has one. */
  allLastFetched(): Map<number, number>
}

export function createLastFetched(db: Database): LastFetched {
  const one = db
    .prepare<[number], number | null>(
      'SELECT max(fetched_at) FROM slot JOIN snapshot ON snapshot.slot = slot.id WHERE slot.app = ?',
    )
    .pluck()
  // Of replies that were stored in the order they came, the latest of an app is later than all of its others.
  const recent = db
    .prepare<[], [number, number]>(
      `SELECT slot.app, max(s.fetched_at) FROM (
         SELECT slot, fetched_at FROM snapshot WHERE id > (SELECT max(id) FROM snapshot) - ${RECENT} AND newest_at IS NULL
       ) s JOIN slot ON slot.id = s.slot GROUP BY slot.app`,
    )
    .raw()
  const apps = db.prepare<[], number>('SELECT DISTINCT app FROM slot').pluck()
  const lastFetched = (app: number) => one.get(app) ?? null
  return {
    lastFetched,
    allLastFetched() {
      const found = new Map(recent.all())
      for (const app of apps.all()) {
        const exact = found.has(app) ? null : lastFetched(app)
        if (exact !== null) found.set(app, exact)
      }
      return found
    },
  }
}
