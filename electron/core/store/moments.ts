import type { Database } from 'better-sqlite3'
import type { DayRange } from '../../contract/calendar.ts'

/** What was fetched in one minute. */
export interface FetchMinute {
  /** The first and the last reply, in milliseconds. */
  readonly first: number
  readonly last: number
  readonly replies: number
  /** Replies that said something new. */
  readonly changed: number
  /** Their ids lie between these. */
  readonly lowest: number
  readonly highest: number
}

/** When things were fetched, and how much of what was known they replaced. */
export interface Moments {
  /** Of replies with ids from `from` to `to`; of every series. */
  byId(ids: { from: number; to: number }, within: DayRange): FetchMinute[]
  ofSlots(slots: readonly number[], within: DayRange): FetchMinute[]
  /** A minute's replies one by one; of every series where `slots` is null. */
  oneByOne(minute: FetchMinute, within: DayRange, slots: readonly number[] | null): { at: number; changed: number }[]
  /** Rows of these series that were replaced, by the moment (ms) of the reply that did. */
  replaced(slots: readonly number[], within: DayRange): { readonly at: number; readonly rows: number }[]
}

const MINUTES =
  'SELECT min(fetched_at) AS "first", max(fetched_at) AS "last", count(*) AS replies, total(changed) AS changed, ' +
  'min(id) AS lowest, max(id) AS highest'
const BY_MINUTE = 'GROUP BY fetched_at / 60000'

export function createMoments(db: Database): Moments {
  const byId = db.prepare<object, FetchMinute>(
    `${MINUTES} FROM snapshot WHERE id BETWEEN @first AND @last AND to_day >= @from AND from_day <= @to ${BY_MINUTE}`,
  )
  const ofSlots = db.prepare<object, FetchMinute>(
    `${MINUTES} FROM snapshot WHERE slot IN (SELECT value FROM json_each(@slots))
     AND to_day >= @from AND from_day <= @to ${BY_MINUTE}`,
  )
  const replaced = db.prepare<object, { at: number; rows: number }>(
    `SELECT s.fetched_at AS at, sum(w.rows) AS rows FROM (
       SELECT until, count(*) AS rows FROM cell_was WHERE slot IN (SELECT value FROM json_each(@slots))
         AND from_day <= @to AND from_day + days - 1 >= @from GROUP BY until
     ) w JOIN snapshot s ON s.id = w.until GROUP BY s.fetched_at`,
  )
  const oneByOne = db.prepare<object, { at: number; changed: number }>(
    `SELECT fetched_at AS at, changed FROM snapshot
     WHERE id BETWEEN @lowest AND @highest AND fetched_at BETWEEN @first AND @last AND to_day >= @from AND from_day <= @to
     AND (@slots IS NULL OR slot IN (SELECT value FROM json_each(@slots)))`,
  )
  return {
    oneByOne: ({ lowest, highest, first, last }, within, slots) =>
      oneByOne.all({ lowest, highest, first, last, ...within, slots: slots && JSON.stringify(slots) }),
    byId: ({ from: first, to: last }, within) => byId.all({ first, last, ...within }),
    ofSlots: (slots, within) => ofSlots.all({ slots: JSON.stringify(slots), ...within }),
    replaced: (slots, within) => replaced.all({ slots: JSON.stringify(slots), ...within }),
  }
}
