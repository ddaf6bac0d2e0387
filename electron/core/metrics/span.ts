import type { Day, DayRange } from '../../contract/calendar.ts'
import type { Values } from '../catalogue/schema.ts'
import type { Ref } from './formula.ts'

/** What is stored of one source for one app over a range: rows of consecutive periods, and the API's own number for the whole. */
export interface Span {
  readonly range: DayRange
  /** Periods (usually days) the range has, and how many of them are over and should be known. */
  readonly length: number
  readonly expected: number
  /** The first day of each row, ascending; rows `lo` (included) to `hi` (excluded) lie in the range. */
  readonly days: readonly Day[]
  readonly lo: number
  readonly hi: number
  /** The first day of the range's last period. */
  readonly last: Day
  /** Row values by column, then row. */
  readonly columns: readonly Values[]
  /** The API's own number for exactly the range, by column: a reply's sum, or a stored row of just this period. */
  readonly whole: Values | null
  /** Whether the range reaches into days that are not over. */
  readonly open: boolean
  /** Whether the API's own number goes before one made from the rows. */
  readonly wholeFirst: boolean
}

/** Rows of one series, as the store answers. */
export interface Rows {
  readonly from: readonly Day[]
  readonly values: readonly Values[]
}

export const NO_ROWS: Rows = { from: [], values: [] }

/** The daily rows of a range. `newest` is the newest complete day: later ones are not missed. */
export function daySpan(rows: Rows, range: DayRange, newest: Day, whole: Values | null, wholeFirst = false): Span {
  const lo = lowerBound(rows.from, range.from)
  return {
    range,
    length: range.to - range.from + 1,
    expected: Math.max(0, Math.min(range.to, newest) - range.from + 1),
    days: rows.from,
    lo,
    hi: lowerBound(rows.from, range.to + 1, lo),
    last: range.to,
    columns: rows.values,
    whole,
    open: range.to > newest,
    wholeFirst,
  }
}

/** Rows that are longer periods, or the pieces a range is put together from; `pieces` is how many there should be. */
export function pieceSpan(rows: Rows, range: DayRange, pieces: readonly DayRange[], whole: Values | null): Span {
  return {
    range,
    length: pieces.length,
    expected: pieces.length,
    days: rows.from,
    lo: 0,
    hi: rows.from.length,
    last: pieces.at(-1)?.from ?? range.to,
    columns: rows.values,
    whole,
    open: false,
    wholeFirst: false,
  }
}

/** Index of the first of ascending days that is not before `day`. */
export function lowerBound(days: readonly Day[], day: Day, from = 0): number {
  let lo = from
  let hi = days.length
  while (lo < hi) {
    const middle = (lo + hi) >>> 1
    if ((days[middle] ?? 0) < day) lo = middle + 1
    else hi = middle
  }
  return lo
}

/** The value at `ref` in the row that begins on `day`; null where unknown or not stored. `hint` is tried first. */
export function valueOn(spans: readonly Span[], ref: Ref, day: Day, hint: number): number | null {
  const span = spans[ref.source]
  if (span === undefined) return null
  const i = span.days[hint] === day ? hint : lowerBound(span.days, day, span.lo)
  if (i >= span.hi || span.days[i] !== day) return null
  return span.columns[ref.column]?.[i] ?? null
}
