import type { ChartConfiguration, ChartDataset, Point } from 'chart.js'
import type { Locale } from '../../electron/contract/primitives.ts'
import { formatUnit, type Unit } from '../../electron/contract/units.ts'
import { lyingValueAxis, placeAxis, valueAxis, type ChartWindow } from './axes.ts'
import { faded } from './colors.ts'
import type { ChartSeries } from './line-chart.ts'
import type { Granularity, Place } from './places.ts'
import { sharesOf } from './shares.ts'
import { fitText } from './text-width.ts'
import type { ChartTheme } from './theme.ts'
import { extentOf, valueScale, type ValueScale } from './value-scale.ts'
import { zoomOptions } from './zoom.ts'

export interface BarModel {
  readonly places: readonly Place[]
  /** Null where the places are categories and not periods: each is named then. */
  readonly granularity: Granularity | null
  readonly unit: Unit
  readonly locale: Locale
  readonly series: readonly ChartSeries[]
  /**
   * grouped: side by side. stacked: on each other. share: on each other, each place's whole is 100 %. mirrored: the first series to the
   * left of a line, the second to the right of it, for bars that lie.
   */
  readonly form?: 'grouped' | 'stacked' | 'share' | 'mirrored'
  /** Bars that lie, for names that are long. */
  readonly lying?: boolean
  /** Write each bar's value at its end, or within it where bars are stacked and it fits. */
  readonly valued?: boolean
  /** How a value of a series (by its place) reads, where that is not by its unit. */
  readonly valueText?: (value: number, series: number) => string
  readonly window?: ChartWindow | null
  readonly scale?: ValueScale
}

type Bars = ChartDataset<'bar', Point[]>

const BEFORE_ALPHA = 0.35
/** Pixels a name of a lying bar may take. */
const NAME_ROOM = 150

/** Bars over categories or periods, standing or lying; grouped, stacked, or as shares of a whole. */
export function barChart(model: BarModel, theme: ChartTheme): ChartConfiguration<'bar', Point[]> {
  const { places, granularity, lying = false, form = 'grouped', window = null, locale } = model
  const unit = form === 'share' ? 'percent' : model.unit
  const lines = barValues(model)
  const stacked = form !== 'grouped'
  const mirrored = form === 'mirrored'
  const scale = form === 'share' ? { min: 0, max: 100, step: 25 } : (model.scale ?? barScale(model))
  const names =
    granularity === null ? nameAxis(places, lying, theme) : placeAxis(places, granularity, window, theme, { pad: 0.5 })
  const values = lying
    ? lyingValueAxis(scale, unit, locale, theme, { unsigned: mirrored })
    : valueAxis(scale, unit, locale, theme)
  const textOf = model.valueText ?? ((value: number) => formatUnit(unit, value, locale))
  const inside = form === 'stacked' || form === 'share'
  return {
    type: 'bar',
    data: {
      labels: places.map(({ label }) => label),
      datasets: model.series.map((series, s) =>
        barDataset(series, lines[s] ?? [], { lying, stacked, single: mirrored, back: mirrored && s === 0 }, theme),
      ),
    },
    options: {
      parsing: false,
      normalized: true,
      indexAxis: lying ? 'y' : 'x',
      layout: { padding: { top: 8, right: model.valued && lying && form === 'grouped' ? 72 : 14, left: 0, bottom: 0 } },
      scales: {
        x: { ...(lying ? values : names), stacked },
        y: { ...(lying ? names : values), stacked },
      },
      plugins: {
        ...(granularity === null || lying ? {} : { zoom: zoomOptions(places.length, theme) }),
        barLabels: {
          texts: model.valued
            ? lines.map((line, s) => line.map((value) => (value === null ? '' : textOf(value, s))))
            : [],
          color: theme.soft,
          font: theme.font,
          inks: inside ? model.series.map(({ color }) => theme.on(color)) : null,
        },
      },
    },
  }
}

/** What the bars measure: the values, or their shares. */
export function barValues({
  series,
  form,
}: Pick<BarModel, 'series' | 'form'>): readonly (readonly (number | null)[])[] {
  const lines = series.map(({ values }) => values)
  return form === 'share' ? sharesOf(lines) : lines
}

/** Bars begin at zero; stacked ones need room for their sums. */
export function barScale({ series, form, unit, places }: BarModel): ValueScale {
  const lines = series.map(({ values }) => values)
  if (form === 'mirrored') {
    // room for the values behind the bars' ends, the same at either side
    const { max, step } = valueScale(extentOf(lines.map((line) => line.map((value) => value && value * 1.3))), unit, {
      zero: true,
      steps: 3,
    })
    return { min: -max, max, step }
  }
  if (form !== 'stacked') return valueScale(extentOf(lines), unit, { zero: true })
  const sums = places.map((_, i) => lines.reduce((sum, values) => sum + (values[i] ?? 0), 0))
  return valueScale(extentOf([sums]), unit, { zero: true })
}

function barDataset(
  series: ChartSeries,
  values: readonly (number | null)[],
  { lying, stacked, single, back }: { lying: boolean; stacked: boolean; single: boolean; back: boolean },
  theme: ChartTheme,
): Bars {
  const color = theme.color(series.color)
  const sign = back ? -1 : 1
  const length = (value: number | null) => (value === null ? NaN : sign * value)
  const data = values.map((value, i): Point => (lying ? { x: length(value), y: i } : { x: i, y: length(value) }))
  return {
    label: series.label,
    data,
    backgroundColor: series.before ? faded(color, BEFORE_ALPHA) : color,
    // a thin edge keeps neighbours of one stack apart
    ...(stacked ? { borderColor: theme.surface, borderWidth: 0.5, borderSkipped: false } : { borderRadius: 2 }),
    categoryPercentage: stacked && !single ? 0.94 : 0.78,
    barPercentage: stacked ? 1 : 0.92,
    maxBarThickness: 56,
    ...{ key: series.key },
  }
}

function nameAxis(places: readonly Place[], lying: boolean, theme: ChartTheme) {
  return {
    type: 'category' as const,
    border: { color: theme.line },
    grid: { display: false },
    ticks: {
      color: lying ? theme.ink : theme.muted,
      autoSkip: !lying,
      maxRotation: 0,
      callback: (index: number | string) => fitText(places[Number(index)]?.label ?? '', NAME_ROOM),
    },
  }
}
