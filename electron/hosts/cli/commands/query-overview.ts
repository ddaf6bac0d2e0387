import { AppError } from '../../../contract/errors.ts'
import type { Output } from '../../../contract/index.ts'
import type { Comparison, Kpi } from '../../../contract/methods/query.ts'
import { formatUnit, type Unit } from '../../../contract/units.ts'
import { formatMoment, readAsOf, readRange, toContract, type RangeOptions } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { present } from '../numbers.ts'
import {
  listReports,
  readMetric,
  readScope,
  splitCommas,
  withNearMetrics,
  type ReportInfo,
  type ScopeOptions,
} from '../resolve.ts'
import type { Session } from '../session.ts'
import { renderTable } from '../table.ts'
import { metricName, noteText } from './query-series.ts'

export interface OverviewOptions extends RangeOptions, ScopeOptions {
  readonly compare?: Comparison
  readonly metric?: string[]
  readonly asOf?: string
}

type Overview = Output<'query.overview'>

export async function overview(session: Session, options: OverviewOptions): Promise<number> {
  const range = toContract(readRange(session, options))
  const asOf = readAsOf(session, options.asOf)
  const metrics = options.metric === undefined ? undefined : splitCommas(options.metric)
  const wanted = await Promise.all((metrics ?? []).map((metric) => readMetric(session, metric)))
  const scope = await readScope(session, options)
  const core = await session.core()
  const input = present({ range, compare: options.compare, metrics, scope, asOf })
  const result = await core.call('query.overview', input).catch((thrown: unknown) => {
    throw wanted.length === 0 ? thrown : withNear(thrown, wanted, metrics ?? [])
  })
  const reports = session.json ? [] : await listReports(session)
  session.print(overviewDocument(session, result), () => overviewText(session, reports, result))
  return EXIT.done
}

/** The core names the metric it does not know; its report's metrics are the ones that may have been meant. */
function withNear(thrown: unknown, wanted: readonly { report: ReportInfo }[], metrics: readonly string[]): unknown {
  const named = thrown instanceof AppError ? String(thrown.details['metric'] ?? '') : ''
  const at = Math.max(
    0,
    metrics.findIndex((metric) => metric === named || metric.endsWith(`/${named}`)),
  )
  const report = wanted[at]?.report
  return report === undefined ? thrown : withNearMetrics(thrown, report, metrics[at] ?? named)
}

function overviewDocument(session: Session, result: Overview) {
  const kpiOf = ({ total, previous, change }: Kpi) => ({
    total: { ...total, note: noteText(session, total.note), noteCode: total.note },
    previous: previous && { ...previous, note: noteText(session, previous.note), noteCode: previous.note },
    change,
  })
  return {
    ...result,
    apps: result.apps.map((app) => ({ ...app, kpis: app.kpis.map(kpiOf) })),
    combined: result.combined.map(kpiOf),
  }
}

function overviewText(session: Session, reports: readonly ReportInfo[], result: Overview): string {
  const { t } = session
  const compared = result.compare ? t('query.compared', result.compare) : t('query.notCompared')
  const name = (metric: string) => {
    const report = reports.find(({ id }) => id === metric.slice(0, metric.indexOf('/')))
    return report ? metricName(session, report, metric) : metric
  }
  const titles = [
    { title: t('query.app') },
    ...result.metrics.map(({ metric }) => ({ title: name(metric), right: true })),
    { title: t('query.newest') },
  ]
  const cells = (kpis: readonly Kpi[]) =>
    kpis.map((kpi, i) => kpiText(kpi, result.metrics[i]?.unit ?? 'count', session.locale))
  const rows = result.apps.map((app) => [
    app.app,
    ...cells(app.kpis),
    app.freshness.day ?? formatMoment(app.freshness.fetchedAt),
  ])
  if (rows.length === 0) return t('apps.none')
  if (rows.length > 1) rows.push([t('query.all'), ...cells(result.combined)])
  const notes = [
    ...new Set([...result.apps.flatMap((app) => app.kpis), ...result.combined].map((kpi) => kpi.total.note)),
  ]
    .filter((note) => note !== null)
    .map((note) => noteText(session, note) ?? '')
  const caption = `${result.from} – ${result.to}${session.shared('facts.separator')}${compared}`
  const noteLine = notes.length > 0 ? [t('query.notes') + notes.join(session.shared('facts.separator'))] : []
  return [caption, renderTable(titles, rows), ...noteLine].join('\n')
}

function kpiText({ total, change }: Kpi, unit: Unit, locale: string): string {
  const value = formatUnit(total.unit ?? unit, total.value, locale) || '--'
  if (change === null) return value
  const sign = change > 0 ? '+' : ''
  return `${value} (${sign}${change.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}%)`
}
