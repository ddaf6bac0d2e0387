import { formatDay, type DayRange } from '../../contract/calendar.ts'
import { AppError } from '../../contract/errors.ts'
import type { PeriodInfo, SeriesInput, SeriesTable, Total } from '../../contract/methods/query.ts'
import { variantOf } from '../catalogue/lookup.ts'
import { Formulas, reportById, splitMetric, usualGranularity, type Formula } from '../metrics/formula.ts'
import type { Amount } from '../metrics/notes.ts'
import { overApps, type Cell } from '../metrics/over-apps.ts'
import { cellOverTime } from '../metrics/over-time.ts'
import { newestCompleteDay, periodsOf, type Period } from '../metrics/periods.ts'
import { combinedValues, dayCells } from '../metrics/series.ts'
import { hourCells, readHours } from './query-hours.ts'
import { periodCells, storedPeriods } from './query-periods.ts'
import { readSpans, type AppSpans, type Reading } from './query-read.ts'
import { appsInScope, asOfMs, dayRange, type QueryApp, type QueryOptions } from './query-scope.ts'
import { provenanceOf } from './query-source.ts'

/** One app's cells by period, its total, and the newest snapshot they speak from. */
export interface AppCells {
  readonly cells: readonly Cell[]
  readonly total: Cell
  readonly snapshot: number
}

/** `query.series`: one metric by period, app by app and as one. Throws `metric.unknown`, `report.unknown`, `app.unknown`, `input.invalid`. */
export function querySeries(options: QueryOptions, input: SeriesInput): SeriesTable {
  const { report: reportId, key } = splitMetric(input.metric)
  const report = reportById(options.reports, reportId)
  const variant = variantOf(report, input.variant).key
  const range = dayRange(input.range)
  const known = report.granularities.some((option) => option.key === input.granularity)
  if (input.granularity === 'hour' && !known)
    throw new AppError('input.invalid', { field: 'granularity', value: 'hour', report: report.id })
  const formulas = new Formulas(options.reports)
  const formula = formulas.of(report, variant, key, known ? input.granularity : usualGranularity(report))
  const apps = appsInScope(options.apps(), input.scope, report)
  const newest = newestCompleteDay(options.clock())
  const reading: Reading = {
    facts: options.facts,
    apps: apps.map((app) => app.id),
    asOf: asOfMs(input.asOf),
    newest,
    sources: formulas.sources,
    formulas: [formula],
  }
  const periods = periodsOf(range, input.granularity, newest)
  const found = cellsOf(reading, formula, range, periods, input.granularity)
  return {
    report: report.id,
    metric: formula.metric.key,
    variant,
    unit: formula.metric.unit,
    granularity: input.granularity,
    periods: periodInfos(periods),
    series: seriesOf(options, formula, apps, found),
    combined: combinedOf(formula, periods, found),
  }
}

function cellsOf(
  reading: Reading,
  formula: Formula,
  range: DayRange,
  periods: readonly Period[],
  granularity: SeriesInput['granularity'],
): AppCells[] {
  const spans = readSpans(reading, [range])[0] ?? []
  if (granularity === 'day') return spans.map((app) => dayCellsOf(formula, app))
  const source = reading.sources[formula.ref.source]
  if (granularity === 'hour') return hourCells(formula, range, readHours(reading, source, range), spans, reading.newest)
  const stored = storedPeriods(reading, source, range, granularity)
  return periodCells(formula, range, periods, stored, spans, reading.newest)
}

function dayCellsOf(formula: Formula, { spans, snapshot }: AppSpans): AppCells {
  return { cells: dayCells(formula, spans), total: cellOverTime(formula, spans), snapshot }
}

function seriesOf(options: QueryOptions, formula: Formula, apps: readonly QueryApp[], found: readonly AppCells[]) {
  const sources = provenanceOf(
    options,
    found.map((app) => app.snapshot),
  )
  return apps.map((app, a) => {
    const cells = found[a]
    return {
      appId: app.id,
      app: app.name,
      values: cells?.cells.map((cell) => cell.own.value) ?? [],
      total: timeTotal(formula, cells?.total.own ?? { value: null, note: 'not-fetched' }),
      source: sources.get(cells?.snapshot ?? 0) ?? null,
    }
  })
}

/** All apps as one. A hole in one app's periods is a hole in the whole: the total says so. */
function combinedOf(formula: Formula, periods: readonly Period[], found: readonly AppCells[]): SeriesTable['combined'] {
  const [only] = found
  const values =
    found.length === 1 && only
      ? only.cells.map((cell) => cell.own.value)
      : combinedValues(
          formula,
          periods,
          found.map((app) => app.cells),
        )
  return {
    values,
    total: appsTotal(
      formula,
      overApps(
        formula,
        found.map((app) => app.total),
      ),
    ),
  }
}

/** A total over time with the rule it was made by. */
export function timeTotal(formula: Formula, given: Amount): Total {
  return withUnit(formula, { value: given.value, rule: formula.metric.overTime.rule, note: given.note })
}

/** A total over apps with the rule it was made by. */
export function appsTotal(formula: Formula, given: Amount): Total {
  return withUnit(formula, { value: given.value, rule: formula.totals.rule, note: given.note })
}

function withUnit({ metric }: Formula, given: Total): Total {
  const { overTime: rule } = metric
  return rule.rule === 'ratio' && rule.unit && rule.unit !== metric.unit ? { ...given, unit: rule.unit } : given
}

export function periodInfos(periods: readonly Period[]): PeriodInfo[] {
  return periods.map(({ key, from, to, partial }) => ({ key, from: formatDay(from), to: formatDay(to), partial }))
}
