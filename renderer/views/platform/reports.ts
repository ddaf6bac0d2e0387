import type { Reconciliation } from '../../../electron/contract/methods/query-reconcile.ts'
import { formatDifference } from '../../format/numbers.ts'
import { inLocale } from '../../i18n/locale.ts'
import type { MetricInfo, ReportInfo } from '../../stores/catalogue.ts'
import type { ValueCell, ValueColumn, ValueRow } from '../../components/values/values.ts'
import type { Table } from './against-table.ts'
import type { Counted } from './state.ts'
import { t } from './texts.ts'

export const APP = 'app'
const SPREAD = 'spread'
const PERCENT = 'spread%'

export type Known = ReadonlyMap<string, { readonly report: ReportInfo; readonly metric: MetricInfo }>

/**
 * What each report of an app counts, an app a row: numbers behind a total are how far it is from the first that is known. Nothing is
 * adjusted. A row's id is the app's.
 */
export function reportsTable({ apps }: Reconciliation, counted: Counted, known: Known): Table {
  const measures = apps.map((app) => ({ ...app, own: app.measures.find(({ id }) => id === counted) }))
  const metrics = measures[0]?.own?.totals.map(({ metric }) => metric) ?? []
  const rows = measures.map(({ appId, app, own }): ValueRow => {
    const first = own?.totals.find(({ total }) => total.value !== null)
    const cells = (own?.totals ?? []).map(({ metric, total, difference }): [string, ValueCell] => [
      metric,
      {
        value: total.value,
        note: total.note,
        ...(difference === null || difference === 0 ? {} : { hint: formatDifference('count', difference) }),
      },
    ])
    const base = first?.total.value ?? null
    const spread = own?.spread ?? null
    return {
      id: appId,
      cells: new Map<string, ValueCell>([
        [APP, { text: app }],
        ...cells,
        [SPREAD, { value: spread }],
        [PERCENT, { value: spread === null || !base ? null : (100 * spread) / base }],
      ]),
    }
  })
  return { columns: columnsOf(metrics, known), rows }
}

function columnsOf(metrics: readonly string[], known: Known): ValueColumn[] {
  return [
    { key: APP, title: t('app'), kind: 'text', width: 180, pinned: true },
    { key: SPREAD, title: t('spread'), kind: 'number', unit: 'count' },
    { key: PERCENT, title: t('spreadPercent'), kind: 'number', unit: 'percent' },
    ...metrics.map((metric): ValueColumn => {
      return { key: metric, title: metricTitle(metric, known), kind: 'number', unit: 'count', width: 132 }
    }),
  ]
}

/** `用户趋势·启动次数`: the same thing is called the same in several reports. */
export function metricTitle(metric: string, known: Known): string {
  const found = known.get(metric)
  return found
    ? t('reportMetric', { report: inLocale(found.report.name), metric: inLocale(found.metric.name) })
    : metric
}

/** The metrics held against each other, as a workbook is asked for them. */
export const metricsOf = (answer: Reconciliation | null, counted: Counted): string[] =>
  answer?.apps[0]?.measures.find(({ id }) => id === counted)?.totals.map(({ metric }) => metric) ?? []

/** No report says anything of any app. */
export const nothingKnown = ({ apps }: Reconciliation): boolean =>
  apps.every(({ measures }) => measures.every(({ totals }) => totals.every(({ total }) => total.value === null)))
