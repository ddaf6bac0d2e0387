import type { Day, DayRange } from '../../contract/calendar.ts'
import type { Decoded, Granularity, Member, Values } from '../catalogue/schema.ts'

/** The series a request belongs to. App 0 is the platform itself (report 10). */
export interface SlotKey {
  readonly app: number
  readonly report: string
  readonly variant: string
  readonly granularity: Granularity
}
export const PLATFORM_APP = 0

/** One answered request, ready to be stored. */
export interface NewSnapshot extends SlotKey {
  readonly from: Day
  readonly to: Day
  /** Milliseconds since the epoch. */
  readonly fetchedAt: number
  /** The reply as it came, pages merged, as JSON text. Holds no token. */
  readonly payload: string
  readonly decoded: Decoded
  readonly capped: boolean
}

export interface SnapshotRow extends SlotKey {
  readonly id: number
  readonly from: Day
  readonly to: Day
  readonly fetchedAt: number
  readonly rows: number
  readonly changed: boolean
  readonly capped: boolean
}

export interface StoreResult {
  readonly snapshot: number
  /** False where the reply's numbers and bytes were those already in force. */
  readonly changed: boolean
  readonly rows: number
}

/** What a read asks. `asOf` (milliseconds) reads the newest reply at or before that moment. */
export interface FactQuery {
  readonly report: string
  readonly variant: string
  readonly granularity: Granularity
  /** In the order wanted; each answered even where nothing is stored. */
  readonly apps: readonly number[]
  /** Metric positions (index in the report's metrics) wanted, in this order. */
  readonly columns: readonly number[]
  readonly asOf?: number | undefined
}

/** One stored row. `values` in the order of the query's columns; `snapshot` is the one that first said these numbers. */
export interface Fact {
  readonly from: Day
  readonly to: Day
  readonly member: string | null
  readonly snapshot: number
  readonly values: Values
}

/** Columnar answer for plain time series: values[column][i] belongs to from[i]. Rows sorted by from; only rows of exactly `days` days. */
export interface SeriesColumns {
  readonly from: readonly Day[]
  readonly values: readonly (readonly (number | null)[])[]
  /** Newest snapshot id among the rows; 0 where there is none. */
  readonly snapshot: number
}

/** A reply about members for one range. `key` tells which replies it stands on: while it is the same, so is what the piece says. */
export interface Piece extends DayRange {
  readonly key: string
}

/** What a piece says, in the reply's order. Unknown numbers are NaN. */
export interface PieceRows {
  /** By row; `memberKeys` tells what they are. */
  readonly members: Int32Array
  /** The snapshots that first said these numbers, each once. */
  readonly snapshots: readonly number[]
  /** In the order of the query's columns. */
  readonly columns: readonly Float64Array[]
}

export interface FactReader {
  /** Plain time series, one-day periods: one entry an app, in the query's order. The fast path of charts and Overview. */
  daily(query: FactQuery, range: DayRange): SeriesColumns[]
  /** Every row (any member, not sums) whose period lies wholly inside the range, for each app; from ascending, then in the reply's order. */
  rows(query: FactQuery, range: DayRange): Fact[][]
  /** Rows (not sums) whose period is exactly the range. */
  exact(query: FactQuery, range: DayRange): Fact[][]
  /** The reply's own sum for exactly the range; null where that range was never fetched (or its sum was empty). */
  sums(query: FactQuery, range: DayRange): (Fact | null)[]
  /** Whether a reply for exactly this range is stored (even an empty one), with its newest snapshot. */
  replies(query: FactQuery, range: DayRange): (SnapshotRow | null)[]
  /** Every range inside this one that members were asked for, for each app; also where the reply was empty. */
  pieces(query: FactQuery, range: DayRange): Piece[][]
  /** The rows of some of an app's pieces, in their order. They are shared: nobody changes them. */
  pieceRows(query: FactQuery, app: number, pieces: readonly Piece[]): PieceRows[]
  /** Member ids by the numbers that pieces have for them. */
  memberKeys(members: Iterable<number>): ReadonlyMap<number, string>
  /** Whether any reply inside the range was cut off, for each app. */
  capped(query: FactQuery, range: DayRange): boolean[]
  /** The sums of the one-day replies in a range, day by day; and those one-day pieces that have no sum. */
  daySums(query: FactQuery, range: DayRange): (SeriesColumns & { readonly others: readonly Piece[] })[]
  /** By app, of the first column asked: the first day with a number above zero, and the first day that was ever asked for. */
  firstDays(query: FactQuery): { readonly day: Day | null; readonly asked: Day | null }[]
  /** Names and parents of members. */
  members(ids: readonly string[]): Map<string, Omit<Member, 'id'>>
}
