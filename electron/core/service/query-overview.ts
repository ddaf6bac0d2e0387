import { formatDay, type Day, type DayRange } from '../../contract/calendar.ts'
import { changeOf, comparedRange } from '../../contract/compare.ts'
import { AppError } from '../../contract/errors.ts'
import type { Kpi, Overview, OverviewInput } from '../../contract/methods/query.ts'
import { Formulas, lastDaySources, type Formula } from '../metrics/formula.ts'
import type { Amount } from '../metrics/notes.ts'
import { overApps, type Cell } from '../metrics/over-apps.ts'
import { cellOverTime } from '../metrics/over-time.ts'
import { newestCompleteDay } from '../metrics/periods.ts'
import type { Span } from '../metrics/span.ts'
import { readSpans, type AppSpans, type Reading } from './query-read.ts'
import { appsInScope, asOfMs, dayRange, type QueryApp, type QueryOptions } from './query-scope.ts'
import { appsTotal, timeTotal } from './query-series.ts'
import { provenanceOf } from './query-source.ts'

/**
 * What an analyst wants to see first, in this order: how often, by how many, how many of them new and in what part, for how long, and how many
 * are active in a week. The first is drawn as the sparkline.
 */
export const OVERVIEW_METRICS = [
  'user-trend/session_count',
  'user-trend/user_count',
  'user-trend/new_user_count',
  'user-trend/new_user_ratio',
  'user-trend/average_session_time',
  'active-users/weekly_user_count',
] as const

/**
 * `query.overview`: every app's KPIs over a range and over the range it is compared with. Freshness is the newest day with data within these ranges.
 * Throws `metric.unknown`, `report.unknown`, `app.unknown`, `input.invalid`.
 */
export function queryOverview(options: QueryOptions, input: OverviewInput): Overview {
  const range = dayRange(input.range)
  const compared = comparedRange(range, typeof input.compare === 'string' ? input.compare : dayRange(input.compare))
  const formulas = new Formulas(options.reports)
  const wanted = (input.metrics ?? OVERVIEW_METRICS).map((metric) => formulas.named(metric))
  const apps = appsOf(options, input, formulas, wanted)
  const reading: Reading = {
    facts: options.facts,
    apps: apps.map((app) => app.id),
    asOf: asOfMs(input.asOf),
    newest: newestCompleteDay(options.clock()),
    sources: formulas.sources,
    formulas: wanted,
    lastDayOnly: lastDays(wanted),
  }
  const [now = [], before] = readSpans(reading, compared ? [range, compared] : [range])
  const current = cellsOf(wanted, now)
  const base = before ? cellsOf(wanted, before) : null
  return {
    from: input.range.from,
    to: input.range.to,
    compare: compared && { from: formatDay(compared.from), to: formatDay(compared.to) },
    metrics: wanted.map((formula, m) => ({
      metric: (input.metrics ?? OVERVIEW_METRICS)[m] ?? '',
      unit: formula.metric.unit,
      overTime: formula.metric.overTime.rule,
      overApps: formula.metric.overApps.rule,
    })),
    apps: appRows(options, wanted, apps, now, range, current, base),
    combined: wanted.map((formula, m) => combinedKpi(formula, m, current, base)),
  }
}

/** Trailing windows need no other day; the first metric is drawn day by day. */
function lastDays(wanted: readonly Formula[]): Set<number> {
  const sources = lastDaySources(wanted)
  if (wanted[0]) sources.delete(wanted[0].ref.source)
  return sources
}

/** Metrics of the platform belong to no app; they stand alone. */
function appsOf(options: QueryOptions, input: OverviewInput, formulas: Formulas, wanted: readonly Formula[]) {
  const tokens = new Set(wanted.map(({ ref }) => formulas.sources[ref.source]?.report.token ?? 'app'))
  if (tokens.size > 1) throw new AppError('input.invalid', { field: 'metrics', metrics: input.metrics ?? [] })
  const [token = 'app'] = tokens
  return appsInScope(options.apps(), input.scope, { token })
}

/** By app, then metric. */
function cellsOf(wanted: readonly Formula[], apps: readonly AppSpans[]): Cell[][] {
  return apps.map(({ spans }) => wanted.map((formula) => cellOverTime(formula, spans)))
}

function appRows(
  options: QueryOptions,
  wanted: readonly Formula[],
  apps: readonly QueryApp[],
  now: readonly AppSpans[],
  range: DayRange,
  current: readonly Cell[][],
  base: readonly Cell[][] | null,
): Overview['apps'] {
  const sources = provenanceOf(
    options,
    now.map((app) => app.snapshot),
  )
  const first = wanted[0]
  return apps.map((app, a) => {
    const span = first && now[a]?.spans[first.ref.source]
    const day = span ? lastKnownDay(span) : null
    return {
      appId: app.id,
      app: app.name,
      kpis: wanted.map((formula, m) => kpiOf(formula, current[a]?.[m], base?.[a]?.[m])),
      spark: sparkOf(first, span, range),
      freshness: {
        day: day === null ? null : formatDay(day),
        fetchedAt: sources.get(now[a]?.snapshot ?? 0)?.fetchedAt ?? null,
      },
    }
  })
}

function sparkOf(formula: Formula | undefined, span: Span | undefined, range: DayRange): (number | null)[] {
  const spark = new Array<number | null>(range.to - range.from + 1).fill(null)
  if (!formula || !span) return spark
  const values = span.columns[formula.ref.column] ?? []
  for (let i = span.lo; i < span.hi; i += 1) spark[(span.days[i] ?? 0) - range.from] = values[i] ?? null
  return spark
}

/** The newest stored day on which anything is known. */
function lastKnownDay(span: Span): Day | null {
  for (let i = span.days.length - 1; i >= 0; i -= 1)
    if (span.columns.some((column) => (column[i] ?? null) !== null)) return span.days[i] ?? null
  return null
}

const MISSING: Amount = { value: null, note: 'not-fetched' }

function kpiOf(formula: Formula, current: Cell | undefined, base: Cell | null | undefined): Kpi {
  const own = current?.own ?? MISSING
  const before = base ? base.own : null
  return {
    total: timeTotal(formula, own),
    previous: before && timeTotal(formula, before),
    change: changeOf(own, before),
  }
}

function combinedKpi(formula: Formula, m: number, current: readonly Cell[][], base: readonly Cell[][] | null): Kpi {
  const over = (apps: readonly Cell[][]) =>
    overApps(
      formula,
      apps.flatMap((cells) => cells[m] ?? []),
    )
  const own = over(current)
  const before = base && over(base)
  return {
    total: appsTotal(formula, own),
    previous: before && appsTotal(formula, before),
    change: changeOf(own, before),
  }
}
