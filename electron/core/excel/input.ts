import { AppError } from '../../contract/errors.ts'
import type { Overview, ReportTable } from '../../contract/methods/query.ts'
import { workbookRecord, type RecordOrder } from './record/order.ts'
import type { ExportDeps, ExportOrder } from './order.ts'
import type { ReportInfo, ReportSource, VariantSource, WorkbookInput } from './types.ts'

/** What the workbook is made from: the overview, and a source of tables for every report chosen. */
export function workbookInput(deps: ExportDeps, order: ExportOrder): WorkbookInput {
  const { range, asOf, locale } = order
  const chosen = chosenMetrics(deps.catalogue, order.metrics)
  const overview = overviewOf(deps, order, chosen)
  const shown = new Set(overview.apps.map(({ appId }) => appId))
  const last = new LastAnswer()
  const kind = typeof order.compare === 'string' ? order.compare : 'range'
  return {
    locale,
    from: range.from,
    to: range.to,
    compare: overview.compare && { kind, ...overview.compare },
    asOf: asOf ?? null,
    madeAt: new Date(deps.clock()).toISOString(),
    version: deps.version,
    apps: deps.apps.filter(({ id }) => shown.has(id)),
    overview,
    catalogue: deps.catalogue,
    reports: chosenReports(deps.catalogue, order.reports, chosen).map((info) =>
      reportSource(deps, order, info, chosen.get(info.id) ?? null, last),
    ),
    cover: order.cover ?? { title: '', lines: [] },
    logo: deps.logo ?? null,
    recorded: recordedOf(deps, order, [...shown]),
    annotations: deps.annotations?.({ range, scope: order.scope }) ?? [],
    ...(deps.maxRows !== undefined && { maxRows: deps.maxRows }),
  }
}

/** The order as it can be given again: of all apps, those there are now. */
function recordedOf(deps: ExportDeps, order: ExportOrder, apps: readonly number[]): RecordOrder {
  const knownAt = order.asOf ?? deps.knownAt ?? new Date(deps.clock()).toISOString()
  const scope = { apps: [...apps], tags: [] }
  return { knownAt, order: workbookRecord.shape.order.parse({ ...order, scope }) }
}

/** The metric keys chosen, by report; empty where nobody chose. Throws `report.unknown`, `metric.unknown`. */
function chosenMetrics(catalogue: readonly ReportInfo[], metrics: readonly string[]): Map<string, Set<string>> {
  const chosen = new Map<string, Set<string>>()
  for (const metric of metrics) {
    const slash = metric.indexOf('/')
    const [report, key] = slash < 0 ? ['', metric] : [metric.slice(0, slash), metric.slice(slash + 1)]
    const info = infoOf(catalogue, report)
    const known = info.metrics.map((one) => one.key)
    if (!known.includes(key)) throw new AppError('metric.unknown', { metric, report, known })
    chosen.set(report, (chosen.get(report) ?? new Set()).add(key))
  }
  return chosen
}

function infoOf(catalogue: readonly ReportInfo[], id: string): ReportInfo {
  const found = catalogue.find((info) => info.id === id)
  if (!found) throw new AppError('report.unknown', { report: id, known: catalogue.map((info) => info.id) })
  return found
}

/** The reports named; where none is, those the chosen metrics belong to; where neither is, all. */
function chosenReports(
  catalogue: readonly ReportInfo[],
  named: readonly string[],
  chosen: ReadonlyMap<string, unknown>,
): readonly ReportInfo[] {
  const wanted = new Set((named.length > 0 ? named : [...chosen.keys()]).map((id) => infoOf(catalogue, id).id))
  return wanted.size === 0 ? catalogue : catalogue.filter(({ id }) => wanted.has(id))
}

function overviewOf(deps: ExportDeps, order: ExportOrder, chosen: ReadonlyMap<string, ReadonlySet<string>>): Overview {
  const { range, scope, compare } = order
  const asOf = order.asOf ?? deps.askAsOf
  const metrics = summaryMetrics(deps, order, chosen)
  return deps.query.overview({
    range,
    compare,
    scope,
    ...(metrics.length > 0 && { metrics: [...metrics] }),
    ...(asOf && { asOf }),
  })
}

/**
 * Those of the chosen metrics that have one figure for a range: not shares of a whole, not what has no total, not the platform's own beside
 * the apps'. Where none is left the summary shows its usual figures.
 */
function summaryMetrics(
  { catalogue, query }: ExportDeps,
  { metrics, range, scope }: ExportOrder,
  chosen: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const token = [...chosen.keys()].some((id) => infoOf(catalogue, id).token === 'app') ? 'app' : 'platform'
  const last = { from: range.to, to: range.to }
  return [...new Set(metrics)].filter((metric) => {
    const [report = '', key = ''] = metric.split('/')
    const info = infoOf(catalogue, report)
    const rule = info.metrics.find((one) => one.key === key)?.overTime.rule
    if (info.token !== token || rule === 'none' || rule === 'share') return false
    return isKnown(() => query.overview({ range: last, compare: 'none', scope, metrics: [metric] }))
  })
}

/** Later weeks and months of cohorts are metrics of those granularities only: the overview does not know them. */
function isKnown(ask: () => unknown): boolean {
  try {
    ask()
    return true
  } catch (thrown) {
    if (AppError.from(thrown).code === 'metric.unknown') return false
    throw thrown
  }
}

type Granularity = VariantSource['granularity']

/** The granularity wanted where the report can be had by it, else its days; members of a dimension are of the whole range. */
function granularityOf(info: ReportInfo, wanted: ExportOrder['granularity']): Granularity {
  if (!info.granularities.includes('day')) return 'range'
  return wanted === 'hour' && !info.granularities.includes('hour') ? 'day' : wanted
}

function reportSource(
  deps: ExportDeps,
  order: ExportOrder,
  info: ReportInfo,
  metrics: ReadonlySet<string> | null,
  last: LastAnswer,
): ReportSource {
  const variants = info.variants.filter((variant) => !metrics || variant.metrics.some((key) => metrics.has(key)))
  const granularity = granularityOf(info, order.granularity)
  return {
    info,
    variants: variants.map((variant) => variantSource(deps, order, info, variant, granularity, metrics, last)),
  }
}

function variantSource(
  { query, askAsOf }: ExportDeps,
  { range, scope, asOf = askAsOf, locale }: ExportOrder,
  info: ReportInfo,
  { key, name }: ReportInfo['variants'][number],
  granularity: Granularity,
  metrics: ReadonlySet<string> | null,
  last: LastAnswer,
): VariantSource {
  const common = { range, scope, variant: key, ...(asOf && { asOf }) }
  const byTime = granularity === 'range' ? null : granularity
  const ask = () => {
    const table = query.table({ ...common, report: info.id, ...(byTime && { granularity: byTime }) })
    return metrics ? { ...table, columns: table.columns.filter((column) => metrics.has(column.key)) } : table
  }
  return {
    key,
    name: name[locale],
    granularity,
    table: () => last.of(ask, ask),
    series: byTime && ((metric) => query.series({ ...common, metric: `${info.id}/${metric}`, granularity: byTime })),
  }
}

/** Keeps the answer asked for last, of whichever source, so that one table is in memory at a time. */
class LastAnswer {
  #source: object | null = null
  #answer: ReportTable | null = null

  of(source: object, ask: () => ReportTable): ReportTable {
    if (this.#source !== source || this.#answer === null) {
      this.#answer = ask()
      this.#source = source
    }
    return this.#answer
  }
}
