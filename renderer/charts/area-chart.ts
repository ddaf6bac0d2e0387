import type { ChartConfiguration, ChartDataset } from 'chart.js'
import { placeAxis, valueAxis } from './axes.ts'
import { barScale, barValues, type BarModel } from './bar-chart.ts'
import type { Keyed } from './emphasis.ts'
import { pointsOf } from './line-chart.ts'
import type { ChartTheme } from './theme.ts'
import { zoomOptions } from './zoom.ts'

/** More bars than this cannot be told apart, and take chart.js longer than a glance. */
const MOST_BARS = 2500

/** Whether stacked bars are too many, so that areas say it better. */
export const tooManyBars = ({ places, series }: Pick<BarModel, 'places' | 'series'>): boolean =>
  places.length * series.length > MOST_BARS

/** Stacked values (or shares) over periods as areas on each other: what stacked bars are for few. */
export function areaChart(model: BarModel, theme: ChartTheme): ChartConfiguration<'line'> {
  const { places, granularity, window = null, locale } = model
  const unit = model.form === 'share' ? 'percent' : model.unit
  const scale = model.form === 'share' ? { min: 0, max: 100, step: 25 } : (model.scale ?? barScale(model))
  const tops = stackTops(barValues(model))
  return {
    type: 'line',
    data: {
      datasets: model.series.map((series, s): ChartDataset<'line'> => {
        const keyed: Keyed = { key: series.key, area: true }
        const color = theme.color(series.color)
        return {
          label: series.label,
          data: pointsOf(tops[s] ?? [], places),
          fill: s === 0 ? 'origin' : '-1',
          backgroundColor: color,
          borderColor: theme.surface,
          borderWidth: 0.5,
          pointRadius: 0,
          ...keyed,
        }
      }),
    },
    options: {
      parsing: false,
      normalized: true,
      layout: { padding: { top: 8, right: 14, left: 0, bottom: 0 } },
      scales: {
        x: placeAxis(places, granularity ?? 'day', window, theme),
        y: valueAxis(scale, unit, locale, theme),
      },
      plugins: { zoom: zoomOptions(places.length, theme) },
    },
  }
}

/** How high each series reaches when it stands on those before it; unknown adds nothing, and where all are unknown there is a gap. */
export function stackTops(lines: readonly (readonly (number | null)[])[]): (number | null)[][] {
  const length = Math.max(0, ...lines.map((values) => values.length))
  const known = Array.from({ length }, (_, i) => lines.some((values) => (values[i] ?? null) !== null))
  const below = new Array<number>(length).fill(0)
  return lines.map((values) =>
    known.map((is, i) => {
      below[i] = (below[i] ?? 0) + (values[i] ?? 0)
      return is ? below[i] : null
    }),
  )
}
