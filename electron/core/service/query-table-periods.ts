import type { Note } from '../../contract/methods/query.ts'
import type { Values } from '../catalogue/schema.ts'
import type { Formula } from '../metrics/formula.ts'
import type { Cell } from '../metrics/over-apps.ts'
import { cellOverTime } from '../metrics/over-time.ts'
import { periodNames, periodsOf, type Period } from '../metrics/periods.ts'
import { laterPeriod, poolCohorts } from '../metrics/retention.ts'
import type { Fact } from '../store/types.ts'
import { periodCells, rowsOfPeriods, storedPeriods } from './query-periods.ts'
import { queryOf, readSpans, type AppSpans } from './query-read.ts'
import { missingTable, type AppTable, type TableQuery, type TableRow } from './query-table-parts.ts'

type Kind = 'day' | 'week' | 'month'

/** A report whose rows are periods, for each app: stored rows, and weeks and months made from days where none is stored. */
export function periodTables(query: TableQuery, kind: Kind): AppTable[] {
  const { reading, range, formulas, report } = query
  const [source] = reading.sources
  const periods = periodsOf(range, kind, reading.newest)
  const stored = storedPeriods(reading, source, range, kind)
  const known = report.granularities.some(({ key }) => key === kind)
  const replies = source && known ? reading.facts.replies(queryOf(reading, source, kind), range) : []
  const spans = readSpans(reading, [range])[0] ?? []
  const cells = formulas.map((formula) => cellsOf(query, formula, kind, periods, stored, spans))
  return spans.map((app, a) => {
    const facts = rowsOfPeriods(periods, stored[a] ?? [])
    const own = cells.map((byApp) => byApp[a])
    const rows = periods.flatMap((period, p) =>
      rowOf(
        query,
        kind,
        period,
        facts[p] ?? null,
        own.map((c) => c?.cells?.[p]),
      ),
    )
    const reply = replies[a] ?? null
    if (rows.length === 0 && !reply)
      return missingTable((stored[a] ?? []).length > 0 ? 'not-fetched-range' : 'not-fetched')
    const derived = rows.length > facts.filter((fact) => fact !== null).length
    return {
      rows,
      sum: sumOf(
        formulas,
        own.map((c) => c?.total),
        app,
      ),
      pooled: pooledOf(formulas, rows),
      exact: reply !== null,
      snapshots: snapshotsOf(facts, app, derived, reply?.id),
      note: noteOf(periods, rows, derived, reading.newest),
      whole: true,
      missing: null,
    }
  })
}

interface Made {
  /** Null for days: their rows are taken as they are. */
  readonly cells: readonly Cell[] | null
  readonly total: Cell
}

function cellsOf(
  { range, reading }: TableQuery,
  formula: Formula,
  kind: Kind,
  periods: readonly Period[],
  stored: readonly (readonly Fact[])[],
  spans: readonly AppSpans[],
): Made[] {
  if (kind === 'day') return spans.map((app) => ({ cells: null, total: cellOverTime(formula, app.spans) }))
  return periodCells(formula, range, periods, stored, spans, reading.newest)
}

function rowOf(
  { formulas, report }: TableQuery,
  kind: Kind,
  period: Period,
  fact: Fact | null,
  cells: readonly (Cell | undefined)[],
): TableRow[] {
  const made: (number | null)[] = []
  formulas.forEach((formula, f) => (made[formula.ref.column] = cells[f]?.own.value ?? null))
  if (!fact && made.every((value) => value === null)) return []
  const names = periodNames(period, kind, report.token === 'platform')
  return [{ member: null, group: null, ...names, parent: null, period, values: fact ? fact.values : made }]
}

/** The reply's own sum where it says something, else the total by the rule. What becomes a rate is told as such, in `pooled`. */
function sumOf(formulas: readonly Formula[], totals: readonly (Cell | undefined)[], app: AppSpans): Values {
  const sum: (number | null)[] = []
  formulas.forEach((formula, f) => {
    const { source, column } = formula.ref
    const whole = app.spans[source]?.whole?.[column] ?? null
    const another = formula.totals !== formula.overApps
    sum[column] = whole ?? (another ? null : (totals[f]?.own.value ?? null))
  })
  return sum
}

function pooledOf(formulas: readonly Formula[], rows: readonly TableRow[]): Values | null {
  const later = formulas.filter(({ metric }) => laterPeriod(metric.key) !== null)
  const [size] = formulas
  if (later.length === 0 || !size) return null
  const cohorts = rows.map(({ values }) => ({
    size: values[size.ref.column] ?? null,
    later: later.map(({ ref }) => values[ref.column] ?? null),
  }))
  const kind = later[0]?.metric.unit === 'percent' ? 'ratio' : 'count'
  const { rate } = poolCohorts(cohorts, kind)
  const pooled: (number | null)[] = []
  later.forEach(({ ref }, n) => (pooled[ref.column] = rate[n] ?? null))
  return pooled
}

function snapshotsOf(
  facts: readonly (Fact | null)[],
  app: AppSpans,
  derived: boolean,
  reply: number | undefined,
): number[] {
  const ids = new Set(facts.flatMap((fact) => fact?.snapshot ?? []))
  if (derived || ids.size === 0) ids.add(app.snapshot)
  if (reply !== undefined) ids.add(reply)
  return [...ids].sort((a, b) => a - b)
}

function noteOf(periods: readonly Period[], rows: readonly TableRow[], derived: boolean, newest: number): Note | null {
  const due = periods.filter((period) => period.from <= newest).length
  if (rows.length < due) return 'incomplete'
  return derived ? 'derived' : null
}
