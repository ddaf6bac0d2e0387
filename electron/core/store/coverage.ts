import type { Database } from 'better-sqlite3'
import type { Day, DayRange } from '../../contract/calendar.ts'
import type { Granularity } from '../catalogue/schema.ts'
import type { SlotKey } from './types.ts'

export interface SlotRow extends SlotKey {
  readonly id: number
}

/** slot, first day, last day, and the moment (ms) of the newest reply for just that range. */
export type FetchedRow = readonly [slot: number, from: Day, to: Day, fetchedAt: number]

/** When what was fetched: the coverage matrix is made of it. */
export interface Coverage {
  /** Every series of these apps that has a reply. */
  slots(apps: readonly number[]): SlotRow[]
  /** The replies of some series that touch the range, begin on `since` at the earliest and were there at the moment (ms). */
  fetched(slots: readonly number[], range: DayRange, since: Day, moment?: number): FetchedRow[]
  /** Replies stored after this one. */
  after(id: number): FetchedRow[]
  /** The newest reply's id; 0 where there is none. */
  newest(): number
}

export function createCoverage(db: Database): Coverage {
  const slots = db.prepare<[string], SlotKey & { id: number; granularity: Granularity }>(
    `SELECT id, app, report, variant, granularity FROM slot WHERE app IN (SELECT value FROM json_each(?)) ORDER BY app, id`,
  )
  // The index alone answers, in its own order.
  const fetched = db
    .prepare<object, FetchedRow>(
      `SELECT slot, from_day, to_day, max(fetched_at) FROM snapshot
       WHERE slot IN (SELECT value FROM json_each(@slots)) AND from_day BETWEEN @since AND @to AND to_day >= @from
         AND fetched_at <= @moment
       GROUP BY slot, from_day, to_day`,
    )
    .raw()
  const after = db
    .prepare<[number], FetchedRow>('SELECT slot, from_day, to_day, fetched_at FROM snapshot WHERE id > ?')
    .raw()
  const newest = db.prepare<[], number | null>('SELECT max(id) FROM snapshot').pluck()
  return {
    slots: (apps) => slots.all(JSON.stringify(apps)),
    fetched: (ids, { from, to }, since, moment = Number.MAX_SAFE_INTEGER) =>
      fetched.all({ slots: JSON.stringify(ids), from, to, since, moment }),
    after: (id) => after.all(id),
    newest: () => newest.get() ?? 0,
  }
}
