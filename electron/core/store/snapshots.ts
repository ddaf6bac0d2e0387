import type { Database } from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'
import type { Day, DayRange } from '../../contract/calendar.ts'
import type { Slots } from './intern.ts'
import { createLastFetched, type LastFetched } from './last-fetched.ts'
import { createPayloads } from './payloads.ts'
import { createPrune, type Prune } from './prune.ts'
import type { Recorder } from './record.ts'
import type { SlotKey, SnapshotRow } from './types.ts'

/** An earlier answer of a slot. */
export interface FetchedRange {
  readonly from: Day
  readonly to: Day
  /** Milliseconds since the epoch. */
  readonly fetchedAt: number
  readonly id: number
}

export interface SnapshotFilter {
  readonly app?: number | undefined
  /** Of any of these apps; of all where empty. */
  readonly apps?: readonly number[] | undefined
  readonly report?: string | undefined
  readonly variant?: string | undefined
  readonly granularity?: string | undefined
  /** Only those that said something new. */
  readonly changed?: boolean | undefined
  /** Only those that speak of some of these days. */
  readonly within?: DayRange | undefined
  /** Only those that came in this time (ms), both ends counted. */
  readonly since?: number | undefined
  readonly until?: number | undefined
  readonly limit: number
  /** Only ids below this one: the next page. */
  readonly before?: number | undefined
}

export interface Snapshots extends Pick<Recorder, 'record' | 'recordMany'>, LastFetched {
  /** The newest stored first. */
  list(filter: SnapshotFilter): SnapshotRow[]
  /** Throws `snapshot.unknown`. */
  get(id: number): SnapshotRow
  /** The snapshots of these ids, in no order; unknown ids are left out. */
  many(ids: readonly number[]): SnapshotRow[]
  /** The reply as it came, as JSON text; null where it was pruned. Throws `snapshot.unknown`. */
  payload(id: number): string | null
  /** The newest answer of every range asked, by first day; with `within` only those that touch it. */
  fetched(slot: SlotKey, within?: DayRange): FetchedRange[]
  /** The newest day any reply speaks of, and when the newest reply came; null where there is none. */
  newest(): { day: Day; fetchedAt: number } | null
  /** How many there are; of one app where it is named. */
  count(app?: number): number
  /** Bytes of all raw replies, as compressed, and when the oldest of them came. */
  raw(): { bytes: number; oldest: number | null }
  prune: Prune
}

/** What every answer about a snapshot reads; a row is a `StoredSnapshot`. */
export const SNAPSHOT_COLUMNS = `s.id, slot.app, slot.report, slot.variant, slot.granularity, s.from_day AS "from", s.to_day AS "to",
  s.fetched_at AS fetchedAt, s.rows, s.changed, s.capped`

export type StoredSnapshot = Omit<SnapshotRow, 'changed' | 'capped'> & { changed: number; capped: number }

export function toSnapshotRow(row: StoredSnapshot): SnapshotRow {
  return { ...row, changed: row.changed === 1, capped: row.capped === 1 }
}

/** So few are looked for one by one. */
const FEW_APPS = 5

export function createSnapshots(db: Database, slots: Slots, recorder: Recorder): Snapshots {
  const payloads = createPayloads(db)
  const from = `SELECT ${SNAPSHOT_COLUMNS} FROM snapshot s JOIN slot ON slot.id = s.slot`
  const slotIs = `(@report IS NULL OR slot.report = @report) AND (@variant IS NULL OR slot.variant = @variant)
    AND (@granularity IS NULL OR slot.granularity = @granularity)`
  const replyIs = `(@before IS NULL OR s.id < @before) AND s.changed >= @changed AND s.to_day >= @from AND s.from_day <= @to
    AND s.fetched_at BETWEEN @since AND @until`
  const appIs = '(@apps IS NULL OR slot.app IN (SELECT value FROM json_each(@apps)))'
  const list = db.prepare<object, StoredSnapshot>(
    `${from} WHERE ${slotIs} AND ${appIs} AND ${replyIs} ORDER BY s.id DESC LIMIT @limit`,
  )
  // Few apps have few of all replies: they are found by their series instead of one after the other.
  const listOfFew = db.prepare<object, StoredSnapshot>(
    `${from} WHERE s.slot IN (SELECT id FROM slot WHERE ${appIs} AND ${slotIs}) AND ${replyIs} ORDER BY +s.id DESC LIMIT @limit`,
  )
  const one = db.prepare<[number], StoredSnapshot>(`${from} WHERE s.id = ?`)
  const many = db.prepare<[string], StoredSnapshot>(`${from} WHERE s.id IN (SELECT value FROM json_each(?))`)
  const payload = db.prepare<[number], number | null>('SELECT payload FROM snapshot WHERE id = ?').pluck()
  // With one max() the other columns are those of the row that has it.
  const fetched = db.prepare<object, FetchedRange>(
    `SELECT from_day AS "from", to_day AS "to", max(fetched_at) AS fetchedAt, id FROM snapshot
     WHERE slot = @slot AND to_day >= @from AND from_day <= @to GROUP BY from_day, to_day ORDER BY from_day, to_day`,
  )
  const newest = db.prepare<[], { day: number | null; fetchedAt: number }>(
    'SELECT max(to_day) AS day, max(fetched_at) AS fetchedAt FROM snapshot',
  )
  const countAll = db.prepare<[], number>('SELECT count(*) FROM snapshot').pluck()
  const countOf = db
    .prepare<[number], number>('SELECT count(*) FROM snapshot WHERE slot IN (SELECT id FROM slot WHERE app = ?)')
    .pluck()

  const rawBytes = db.prepare<[], number>('SELECT total(length(body)) FROM payload').pluck()
  const oldestRaw = db
    .prepare<[], number | null>('SELECT min(fetched_at) FROM snapshot WHERE payload IS NOT NULL')
    .pluck()

  return {
    record: recorder.record,
    recordMany: recorder.recordMany,
    newest() {
      const row = newest.get()
      return row === undefined || row.day === null ? null : { day: row.day, fetchedAt: row.fetchedAt }
    },
    list({ app, apps = app === undefined ? [] : [app], within, ...filter }) {
      const asked = {
        apps: apps.length === 0 ? null : JSON.stringify(apps),
        report: filter.report ?? null,
        variant: filter.variant ?? null,
        granularity: filter.granularity ?? null,
        changed: Number(filter.changed ?? false),
        from: within?.from ?? -Infinity,
        to: within?.to ?? Infinity,
        since: filter.since ?? -Infinity,
        until: filter.until ?? Infinity,
        before: filter.before ?? null,
        limit: filter.limit,
      }
      return (apps.length === 0 || apps.length > FEW_APPS ? list : listOfFew).all(asked).map(toSnapshotRow)
    },
    get(id) {
      const row = one.get(id)
      if (!row) throw unknown(id)
      return toSnapshotRow(row)
    },
    many: (ids) => many.all(JSON.stringify(ids)).map(toSnapshotRow),
    payload(id) {
      const found = payload.get(id)
      if (found === undefined) throw unknown(id)
      return found === null ? null : payloads.read(found)
    },
    fetched(key, within = { from: -Infinity, to: Infinity }) {
      const slot = slots.find(key)
      return slot === null ? [] : fetched.all({ slot, ...within })
    },
    count: (app) => (app === undefined ? countAll.get() : countOf.get(app)) ?? 0,
    raw: () => ({ bytes: rawBytes.get() ?? 0, oldest: oldestRaw.get() ?? null }),
    ...createLastFetched(db),
    prune: createPrune(db),
  }
}

const unknown = (id: number) => new AppError('snapshot.unknown', { snapshot: id })
