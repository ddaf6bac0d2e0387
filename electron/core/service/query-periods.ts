import type { DayRange } from '../../contract/calendar.ts'
import type { Values } from '../catalogue/schema.ts'
import type { Formula, Source } from '../metrics/formula.ts'
import { noted } from '../metrics/notes.ts'
import type { Cell } from '../metrics/over-apps.ts'
import { cellOverTime } from '../metrics/over-time.ts'
import type { Period } from '../metrics/periods.ts'
import { periodCell } from '../metrics/series.ts'
import { daySpan, pieceSpan, type Span } from '../metrics/span.ts'
import type { Fact } from '../store/types.ts'
import { newestOf, queryOf, type AppSpans, type Reading } from './query-read.ts'

/** One app's numbers of a week or month series. */
export interface PeriodCells {
  readonly cells: readonly Cell[]
  readonly total: Cell
  readonly snapshot: number
}

/**
 * Weeks or months of each app: the stored row of just that period first, else made from its days by the metric's rule where all of them are known.
 * `stored` are the rows kept at this granularity, `spans` the daily rows of the whole range, both by app.
 */
export function periodCells(
  formula: Formula,
  range: DayRange,
  periods: readonly Period[],
  stored: readonly (readonly Fact[])[],
  spans: readonly AppSpans[],
  newest: number,
): PeriodCells[] {
  return spans.map((app, a) => {
    const rows = rowsOfPeriods(periods, stored[a] ?? [])
    const cells = periods.map((period, p) =>
      periodCell(formula, spansOf(formula, app.spans, period, rows[p]?.values, newest)),
    )
    const derived = cells.some((cell, p) => cell.own.value !== null && rows[p] === null)
    return {
      cells,
      total: totalOf(formula, app.spans, range, periods, rows, derived, newest),
      snapshot: Math.max(app.snapshot, newestOf(rows.filter((row) => row !== null))),
    }
  })
}

/** The rows stored at this granularity; none where the report is not asked by it. */
export function storedPeriods(
  reading: Reading,
  source: Source | undefined,
  range: DayRange,
  granularity: 'day' | 'week' | 'month',
): Fact[][] {
  if (!source?.report.granularities.some(({ key }) => key === granularity)) return reading.apps.map(() => [])
  return reading.facts.rows(queryOf(reading, source, granularity), range)
}

/** The stored row that is just each period. */
export function rowsOfPeriods(periods: readonly DayRange[], facts: readonly Fact[]): (Fact | null)[] {
  const byPeriod = new Map(
    facts.filter((fact) => fact.member === null).map((fact) => [`${fact.from} ${fact.to}`, fact]),
  )
  return periods.map(({ from, to }) => byPeriod.get(`${from} ${to}`) ?? null)
}

/** The spans of one period: its days, and the stored row as the API's own number for the whole. */
export function spansOf(
  formula: Formula,
  spans: readonly Span[],
  period: DayRange,
  row: Values | undefined,
  newest: number,
): Span[] {
  return spans.map((span, s) => {
    const rows = { from: span.days, values: span.columns }
    return daySpan(rows, period, newest, s === formula.ref.source ? (row ?? null) : null, true)
  })
}

/** The range's total: from its days or the reply's sum; from the periods where there are no days. */
function totalOf(
  formula: Formula,
  spans: readonly Span[],
  range: DayRange,
  periods: readonly Period[],
  rows: readonly (Fact | null)[],
  derived: boolean,
  newest: number,
): Cell {
  const byDays = cellOverTime(formula, spans)
  if (byDays.own.value !== null && byDays.own.note !== 'incomplete') return markDerived(byDays, derived)
  const byPeriods = cellOverTime(formula, periodSpans(formula, spans, range, periods, rows, newest))
  const better = byPeriods.own.value !== null && (byDays.own.value === null || byPeriods.own.note !== 'incomplete')
  const worthSaying = byDays.own.value === null && byPeriods.own.note === 'not-fetched-range'
  return better || worthSaying ? byPeriods : byDays
}

const markDerived = (cell: Cell, derived: boolean): Cell => ({
  ...cell,
  own: noted(cell.own, derived ? 'derived' : null),
})

function periodSpans(
  formula: Formula,
  spans: readonly Span[],
  range: DayRange,
  periods: readonly Period[],
  rows: readonly (Fact | null)[],
  newest: number,
): Span[] {
  const known = rows.filter((row) => row !== null)
  const at = formula.ref.source
  return spans.map((span, s) => {
    if (s !== at) return span
    const columns = span.columns.length > 0 ? span.columns : (known[0]?.values ?? [])
    const values = columns.map((_, c) => known.map((row) => row.values[c] ?? null))
    const pieces = pieceSpan({ from: known.map((row) => row.from), values }, range, periods, span.whole)
    return { ...pieces, expected: periods.filter((period) => period.from <= newest).length, open: range.to > newest }
  })
}
