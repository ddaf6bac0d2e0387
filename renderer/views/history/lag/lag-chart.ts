import type { Lag } from '../../../../electron/contract/methods/history-changes.ts'
import type { Locale } from '../../../../electron/contract/primitives.ts'
import { dashesFor } from '../../../charts/dashes.ts'
import type { LineModel } from '../../../charts/line-chart.ts'
import type { Place } from '../../../charts/places.ts'
import type { ChartTip } from '../../../charts/tip.ts'
import type { ValueColumn, ValueRow } from '../../../components/values/values.ts'
import { formatValue } from '../../../format/numbers.ts'
import { t } from './texts.ts'

export type Curve = 'changed' | 'reported'
type Metric = Lag['metrics'][number]

/** Colours there are; the ninth metric has the first again, dashed. */
const COLORS = 8

export interface LagLook {
  readonly curve: Curve
  readonly locale: Locale
  readonly name: (metric: string) => string
}

/** Whole days after the end, from the first that was seen to the last. */
export function lagsOf({ metrics }: Lag): number[] {
  const seen = metrics.flatMap(({ points }) => points.map(({ lag }) => lag))
  return seen.length === 0 ? [] : Array.from({ length: Math.max(...seen) + 1 }, (_, lag) => lag)
}

const places = (lag: Lag): Place[] =>
  lagsOf(lag).map((n) => ({ label: String(n), title: t('lagFull', { n }), from: '', partial: false }))

/** Metrics that have something to draw. */
export const drawnMetrics = ({ metrics }: Lag, curve: Curve): Metric[] =>
  metrics.filter(({ points }) => points.some((point) => point[curve] !== null))

/** A line a metric, over the days after the end. */
export function lagModel(lag: Lag, { curve, locale, name }: LagLook): LineModel {
  const drawn = drawnMetrics(lag, curve)
  const colors = drawn.map((_, i) => (i % COLORS) + 1)
  const dashes = dashesFor(colors)
  const lags = lagsOf(lag)
  return {
    places: places(lag),
    granularity: null,
    unit: 'percent',
    locale,
    series: drawn.map(({ metric, points }, i) => {
      const at = new Map(points.map((point) => [point.lag, point[curve]]))
      return {
        key: metric,
        label: name(metric),
        color: colors[i] ?? 1,
        dash: dashes[i] ?? [],
        values: lags.map((each) => at.get(each) ?? null),
      }
    }),
    ...(curve === 'changed' ? { levels: [{ value: 1 }] } : {}),
  }
}

export function lagTip(lag: Lag, model: LineModel, at: number): ChartTip | null {
  const n = lagsOf(lag)[at]
  if (n === undefined) return null
  const cells = new Map(
    lag.metrics.map(({ metric, points }) => [metric, points.find((point) => point.lag === n)?.cells ?? 0]),
  )
  return {
    title: t('lagFull', { n }),
    rows: model.series.map(({ key, label, color, dash, values }) => ({
      key,
      label,
      color,
      dash,
      value: formatValue('percent', values[at] ?? null) || '—',
      before: t('seen', { n: cells.get(key) ?? 0 }),
    })),
  }
}

/** The longest advice there is: what a report's days should be fetched again for. Null where nothing can be said. */
export function adviceOf({ metrics }: Lag): number | null {
  const days = metrics.flatMap(({ advised }) => (advised ? [advised.days] : []))
  return days.length === 0 ? null : Math.max(...days)
}

export const lagColumns = (): ValueColumn[] => [
  { key: 'metric', title: t('metric'), kind: 'text', width: 190 },
  { key: 'advised', title: t('advised'), kind: 'text', width: 110 },
  { key: 'changed', title: t('stillChanged'), kind: 'number', unit: 'percent', width: 110 },
  { key: 'atMost', title: t('atMost'), kind: 'number', unit: 'percent', width: 130 },
  { key: 'cells', title: t('cells'), kind: 'number', width: 100 },
  { key: 'seenUpTo', title: t('seenUpTo'), kind: 'number', width: 100 },
]

export function lagRows({ metrics }: Lag, name: (metric: string) => string): ValueRow[] {
  return metrics.map(({ metric, advised, seenUpTo }, i) => ({
    id: i + 1,
    cells: new Map([
      ['metric', { text: name(metric) }],
      ['advised', { text: adviceText(advised?.days), order: advised?.days ?? Infinity }],
      ['changed', { value: advised?.changed ?? null }],
      ['atMost', { value: advised?.atMost ?? null }],
      ['cells', { value: advised?.cells ?? null }],
      ['seenUpTo', { value: seenUpTo }],
    ]),
  }))
}

function adviceText(days: number | undefined): string {
  if (days === undefined) return t('unsure')
  return days === 0 ? t('settled') : t('advisedDays', { n: days })
}
