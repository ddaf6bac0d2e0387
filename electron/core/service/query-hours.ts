import type { DayRange } from '../../contract/calendar.ts'
import type { Formula, Source } from '../metrics/formula.ts'
import { noted, unknown } from '../metrics/notes.ts'
import type { Cell } from '../metrics/over-apps.ts'
import { cellOverTime, overTime } from '../metrics/over-time.ts'
import { daySpan, NO_ROWS, pieceSpan, type Span } from '../metrics/span.ts'
import type { Fact } from '../store/types.ts'
import { newestOf, queryOf, type AppSpans, type Reading } from './query-read.ts'
import type { PeriodCells } from './query-periods.ts'

const HOURS = 24
const UNKNOWN: Cell = { own: unknown('not-fetched'), num: null, den: null }

/** Stored hours by app: the reply for exactly the range, and the one-day replies of apps that have none. */
export interface StoredHours {
  readonly exact: readonly (readonly Fact[])[]
  readonly days: readonly (readonly Fact[])[]
}

export function readHours(reading: Reading, source: Source | undefined, range: DayRange): StoredHours {
  if (!source) return { exact: [], days: [] }
  const query = queryOf(reading, source, 'hour')
  const exact = reading.facts.exact(query, range)
  if (exact.every((facts) => facts.length > 0)) return { exact, days: [] }
  const days = reading.facts.rows(query, range).map((facts) => facts.filter((fact) => fact.from === fact.to))
  return { exact, days }
}

/**
 * The 24 hours of the day, pooled over the range: the reply for exactly the range; else put together from one-day replies by the
 * metric's rule (users stay unknown), with the note `hour-pooled`, or `incomplete` where days are missing.
 */
export function hourCells(
  formula: Formula,
  range: DayRange,
  stored: StoredHours,
  spans: readonly AppSpans[],
  newest: number,
): PeriodCells[] {
  return spans.map((app, a) => {
    const own = stored.exact[a] ?? []
    if (own.length > 0) return fromExact(formula, range, own, app, newest)
    return fromDays(formula, range, stored.days[a] ?? [], app)
  })
}

/** The hour of the day a row is about: its member is `hour:00` … `hour:23`. */
export function hourOf(member: string | null): number | null {
  const match = /^hour:(\d{2})$/.exec(member ?? '')
  const hour = match ? Number(match[1]) : HOURS
  return hour < HOURS ? hour : null
}

function fromExact(
  formula: Formula,
  range: DayRange,
  facts: readonly Fact[],
  app: AppSpans,
  newest: number,
): PeriodCells {
  const cells = new Array<Cell>(HOURS).fill(UNKNOWN)
  for (const fact of facts) {
    const hour = hourOf(fact.member)
    if (hour === null) continue
    const whole = daySpan(NO_ROWS, range, newest, fact.values, true)
    cells[hour] = cellOverTime(formula, replaced(formula, app.spans, whole))
  }
  return { cells, total: totalOf(formula, app, cells, facts, range), snapshot: Math.max(app.snapshot, newestOf(facts)) }
}

function fromDays(formula: Formula, range: DayRange, facts: readonly Fact[], app: AppSpans): PeriodCells {
  const days = [...new Set(facts.map((fact) => fact.from))].sort((a, b) => a - b)
  const byHour = Map.groupBy(facts, (fact) => hourOf(fact.member))
  const cells = new Array<Cell>(HOURS).fill(UNKNOWN)
  const note = days.length < range.to - range.from + 1 ? 'incomplete' : 'hour-pooled'
  for (const [hour, rows] of byHour) {
    if (hour === null) continue
    // an hour that a fetched day does not list had nothing to count
    const span = { ...spanOf(rows, range, days), expected: rows.length }
    const cell = cellOverTime(formula, replaced(formula, app.spans, span))
    cells[hour] = { ...cell, own: noted(cell.own, note) }
  }
  const total = totalOf(formula, app, cells, facts, range)
  return {
    cells,
    total: { ...total, own: noted(total.own, facts.length > 0 ? note : null) },
    snapshot: Math.max(app.snapshot, newestOf(facts)),
  }
}

/** The range's total: as by day; from the hours where no days are stored. */
function totalOf(
  formula: Formula,
  app: AppSpans,
  cells: readonly Cell[],
  facts: readonly Fact[],
  range: DayRange,
): Cell {
  const byDays = cellOverTime(formula, app.spans)
  if (byDays.own.value !== null && byDays.own.note !== 'incomplete') return byDays
  const rule = formula.overTime.rule
  if (rule === 'sum' && cells.some((cell) => cell.own.value !== null)) {
    const total = cells.reduce((a, cell) => a + (cell.own.value ?? 0), 0)
    return { own: { value: total, note: null }, num: null, den: null }
  }
  if (rule !== 'weighted' && rule !== 'ratio') return byDays
  const rows = facts.map((fact, i) => ({ ...fact, from: range.from + i }))
  const span = {
    ...spanOf(
      rows,
      range,
      rows.map((row) => row.from),
    ),
    open: false,
  }
  const own = overTime(formula, replaced(formula, app.spans, span))
  return own.value === null ? byDays : cellOverTime(formula, replaced(formula, app.spans, span))
}

function spanOf(rows: readonly Fact[], range: DayRange, days: readonly number[]): Span {
  const values = (rows[0]?.values ?? []).map((_, c) => rows.map((row) => row.values[c] ?? null))
  const pieces = days.map((day) => ({ from: day, to: day }))
  return pieceSpan({ from: rows.map((row) => row.from), values }, range, pieces, null)
}

const replaced = (formula: Formula, spans: readonly Span[], own: Span): Span[] =>
  spans.map((span, s) => (s === formula.ref.source ? own : span))
