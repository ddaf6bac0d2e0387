import { formatDay } from '../../contract/calendar.ts'
import { AppError } from '../../contract/errors.ts'
import type { ReportTable, TableInput } from '../../contract/methods/query.ts'
import { columnsFor, variantOf } from '../catalogue/lookup.ts'
import type { Granularity, Report, Values } from '../catalogue/schema.ts'
import { Formulas, reportById, usualGranularity, type Formula } from '../metrics/formula.ts'
import { newestCompleteDay } from '../metrics/periods.ts'
import { laterPeriod, USUAL_LAST_PERIOD } from '../metrics/retention.ts'
import type { Reading } from './query-read.ts'
import { appsInScope, asOfMs, dayRange, type QueryApp, type QueryOptions } from './query-scope.ts'
import { provenanceOf } from './query-source.ts'
import type { AppTable, TableQuery, TableRow } from './query-table-parts.ts'
import { hourTables } from './query-table-hours.ts'
import { memberTables } from './query-table-members.ts'
import { periodTables } from './query-table-periods.ts'

/**
 * `query.table`: one report, its rows app by app. Replies for exactly the range are shown as they came; else shorter ones that fill it are put
 * together by the rules. Periods are oldest first, members in the replies' order, groups before their members.
 * Throws `report.unknown`, `app.unknown`, `input.invalid`.
 */
export function queryTable(options: QueryOptions, input: TableInput): ReportTable {
  const report = reportById(options.reports, input.report)
  const variant = variantOf(report, input.variant).key
  const granularity = granularityOf(report, input.granularity)
  const formulas = new Formulas(options.reports)
  const known = report.granularities.some(({ key }) => key === granularity)
  const named = known ? granularity : usualGranularity(report)
  const columns = columnsFor(report, variant, named).map(({ metric }) =>
    formulas.of(report, variant, metric.key, named),
  )
  const apps = appsInScope(options.apps(), input.scope, report)
  const reading: Reading = {
    facts: options.facts,
    apps: apps.map((app) => app.id),
    asOf: asOfMs(input.asOf),
    newest: newestCompleteDay(options.clock()),
    sources: formulas.sources,
    formulas: columns,
  }
  const query: TableQuery = {
    report,
    granularity,
    range: dayRange(input.range),
    formulas: columns,
    reading,
    locale: options.locale?.() ?? 'zh-CN',
  }
  const tables = tablesOf(query)
  const head = { report: report.id, variant, granularity, from: input.range.from, to: input.range.to }
  return { ...head, ...assembled(options, apps, tables, shownColumns(columns, tables)) }
}

function granularityOf(report: Report, wanted: Granularity | undefined): Granularity {
  if (report.dimension || wanted === undefined) return usualGranularity(report)
  if (wanted === 'hour' && !report.granularities.some(({ key }) => key === 'hour'))
    throw new AppError('input.invalid', { field: 'granularity', value: wanted, report: report.id })
  return wanted
}

function tablesOf(query: TableQuery): AppTable[] {
  switch (query.granularity) {
    case 'range':
      return memberTables(query)
    case 'hour':
      return hourTables(query)
    default:
      return periodTables(query, query.granularity)
  }
}

/** Later periods of cohorts only as far as some cohort has them, or replies usually go. */
function shownColumns(formulas: readonly Formula[], tables: readonly AppTable[]): Formula[] {
  return formulas.filter(({ metric, ref }) => {
    if ((laterPeriod(metric.key) ?? 0) <= USUAL_LAST_PERIOD) return true
    return tables.some((table) => table.rows.some((row) => (row.values[ref.column] ?? null) !== null))
  })
}

function assembled(
  options: QueryOptions,
  apps: readonly QueryApp[],
  tables: readonly AppTable[],
  columns: readonly Formula[],
) {
  const sources = provenanceOf(
    options,
    tables.flatMap((table) => table.snapshots),
  )
  const record = (values: Values) =>
    Object.fromEntries(columns.map(({ metric, ref }) => [metric.key, values[ref.column] ?? null]))
  const named = apps.flatMap((app, a) => {
    const table = tables[a]
    return table ? [{ app, about: { appId: app.id, app: app.name }, table }] : []
  })
  const present = named.filter(({ table }) => table.missing === null)
  const recordsOf = (part: 'sum' | 'pooled') =>
    Object.fromEntries(present.flatMap(({ app, table }) => (table[part] ? [[app.name, record(table[part])]] : [])))
  return {
    columns: columns.map(({ metric }) => ({ key: metric.key, unit: metric.unit })),
    rows: named.flatMap(({ about, table }) =>
      table.rows.map((row) => ({ ...about, ...rowOut(row), values: record(row.values) })),
    ),
    sum: recordsOf('sum'),
    ...(named.some(({ table }) => table.pooled) && { pooled: recordsOf('pooled') }),
    sources: present.map(({ about, table }) => ({
      ...about,
      exact: table.exact,
      snapshots: table.snapshots.flatMap((id) => sources.get(id) ?? []),
      note: table.note,
    })),
    missing: named.flatMap(({ about, table }) => (table.missing ? [{ ...about, reason: table.missing }] : [])),
  }
}

function rowOut({ key, label, parent, period }: TableRow) {
  const about = { key, label, parent }
  if (!period) return about
  return { ...about, from: formatDay(period.from), to: formatDay(period.to), partial: period.partial }
}
