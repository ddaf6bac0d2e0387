import type { Reconciliation } from '../../../electron/contract/methods/query-reconcile.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import type { BarModel } from '../../charts/bar-chart.ts'
import type { LegendItem } from '../../charts/legend.ts'
import { categories } from '../../charts/places.ts'
import type { ChartTip } from '../../charts/tip.ts'
import { formatDifference, formatValue } from '../../format/numbers.ts'
import { seriesOf } from '../../theme/series.ts'
import { metricTitle, type Known } from './reports.ts'
import type { Counted } from './state.ts'
import { t } from './texts.ts'

/** Apps whose bars can be told apart at a glance: those whose reports are farthest apart. */
const MOST_APPS = 8

type Measure = Reconciliation['apps'][number]['measures'][number]
interface Own {
  readonly appId: number
  readonly app: string
  readonly measure: Measure
  /** The largest difference there is, in percent. */
  readonly apart: number
}

/** How far each report is from the first that is known, app by app. */
export interface ReportsChart {
  readonly apps: readonly Own[]
  /** Apps of which two reports at least are known. */
  readonly all: number
  /** The reports that are not the first everywhere. */
  readonly metrics: readonly { readonly metric: string; readonly title: string }[]
  /** What the first is called. */
  readonly base: string
}

/** Null where nothing is held against anything. */
export function reportsChart({ apps }: Reconciliation, counted: Counted, known: Known): ReportsChart | null {
  const own = apps.flatMap(({ appId, app, measures }): Own[] => {
    const measure = measures.find(({ id }) => id === counted)
    const sizes = (measure?.totals ?? []).flatMap(({ percent }) => (percent === null ? [] : [Math.abs(percent)]))
    return measure && measure.spread !== null && sizes.length > 0
      ? [{ appId, app, measure, apart: Math.max(...sizes) }]
      : []
  })
  const drawn = own.toSorted((a, b) => b.apart - a.apart).slice(0, MOST_APPS)
  const [first] = drawn
  if (!first) return null
  const isFirst = ({ totals }: Measure, metric: string) =>
    totals.find(({ total }) => total.value !== null)?.metric === metric
  const others = first.measure.totals
    .map(({ metric }) => metric)
    .filter((metric) => drawn.some(({ measure }) => !isFirst(measure, metric) && percentOf(measure, metric) !== null))
  const base = first.measure.totals.find(({ metric }) => isFirst(first.measure, metric))?.metric ?? ''
  return {
    apps: drawn,
    all: own.length,
    metrics: others.map((metric) => ({ metric, title: metricTitle(metric, known) })),
    base: metricTitle(base, known),
  }
}

const percentOf = ({ totals }: Measure, metric: string) =>
  totals.find((each) => each.metric === metric)?.percent ?? null

export const reportsLegend = ({ metrics }: ReportsChart): LegendItem[] =>
  metrics.map(({ metric, title }, at) => ({ key: metric, label: title, color: seriesOf(at + 1), dash: [] }))

export function reportsModel(chart: ReportsChart, locale: Locale): BarModel {
  return {
    places: categories(chart.apps.map(({ app }) => app)),
    granularity: null,
    unit: 'percent',
    locale,
    series: reportsLegend(chart).map((item) => ({
      ...item,
      values: chart.apps.map(({ measure }) => percentOf(measure, item.key)),
    })),
  }
}

/** What each report of an app says, and how far that is from the first. */
export function reportsTip(chart: ReportsChart, at: number): ChartTip | null {
  const own = chart.apps[at]
  if (!own) return null
  const totalOf = (metric: string) => own.measure.totals.find((each) => each.metric === metric)
  const first = own.measure.totals.find(({ total }) => total.value !== null)
  return {
    title: own.app,
    lines: [t('tipBase', { metric: chart.base, value: formatValue('count', first?.total.value ?? null) })],
    rows: reportsLegend(chart).map(({ key, label, color }) => {
      const found = totalOf(key)
      const value = found?.total.value ?? null
      const [by, percent] = [found?.difference ?? null, found?.percent ?? null]
      return {
        key,
        label,
        color,
        value: value === null ? t('unknown') : formatValue('count', value),
        ...(by === null
          ? {}
          : {
              before: t('apart', {
                by: formatDifference('count', by),
                percent: `${formatDifference('decimal', percent)}%`,
              }),
            }),
      }
    }),
  }
}

/** What must be known to read the bars. */
export const reportsNotes = ({ apps, all }: ReportsChart): string[] =>
  apps.length < all ? [t('farthest', { n: apps.length, all })] : []
