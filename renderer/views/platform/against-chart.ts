import type { PlatformReconciliation } from '../../../electron/contract/methods/query-reconcile.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import type { LegendItem } from '../../charts/legend.ts'
import type { LineModel } from '../../charts/line-chart.ts'
import { periodTitle, placesOf } from '../../charts/places.ts'
import type { ChartTip } from '../../charts/tip.ts'
import { formatDifference, formatValue } from '../../format/numbers.ts'
import { APPS, PLATFORM } from './against-table.ts'
import { dayOf, type PlatformMeasure } from '../../../electron/contract/reconcile.ts'
import { t } from './texts.ts'

const COLORS = { [PLATFORM]: '--accent', [APPS]: 2 } as const

const periodsOf = (days: readonly string[]) => days.map((day) => ({ key: day, from: day, to: day, partial: false }))

/** A measure's two sides by day. */
export function againstModel(measure: PlatformMeasure, days: readonly string[], locale: Locale): LineModel {
  return {
    places: placesOf(periodsOf(days), 'day', locale),
    granularity: 'day',
    unit: measure.unit,
    locale,
    series: [
      // the first is drawn last: dashes over a line show both where they are the same
      { key: APPS, label: t('sum'), color: COLORS.apps, dash: [6, 3], values: measure.apps.values },
      { key: PLATFORM, label: t('platform'), color: COLORS.platform, dash: [], values: measure.platform.values },
    ],
    named: true,
  }
}

export const againstLegend = (): LegendItem[] => [
  { key: PLATFORM, label: t('platform'), color: COLORS.platform, dash: [] },
  { key: APPS, label: t('sum'), color: COLORS.apps, dash: [6, 3] },
]

/** A day's two sides, how far they are apart, and how many apps are in the sum. */
export function againstTip(
  { appsHere }: PlatformReconciliation,
  measure: PlatformMeasure,
  day: string,
  at: number,
  locale: Locale,
): ChartTip {
  const { platform, apps, difference, percent } = dayOf(measure, at)
  const text = (value: number | null) => (value === null ? t('unknown') : formatValue(measure.unit, value))
  const apart =
    difference === null
      ? []
      : [t('tipDifference', { by: apartText(difference, percent), known: measure.apps.known[at] ?? 0, all: appsHere })]
  return {
    title: periodTitle({ key: day, from: day, to: day, partial: false }, 'day', locale),
    lines: apart,
    rows: [
      { key: PLATFORM, label: t('platform'), color: COLORS.platform, value: text(platform) },
      { key: APPS, label: t('sum'), color: COLORS.apps, dash: [6, 3], value: text(apps) },
    ],
  }
}

/** `+1,234 (+6.40%)`. */
export function apartText(difference: number, percent: number | null): string {
  const by = formatDifference('count', difference)
  return percent === null ? by : t('apart', { by, percent: `${formatDifference('decimal', percent)}%` })
}
