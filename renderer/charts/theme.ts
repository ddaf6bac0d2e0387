import { Chart, type ChartConfiguration, type Point } from 'chart.js'
import { SERIES_COLORS } from '../theme/series.ts'
import { token } from '../theme/look.ts'
import type { SeriesColor } from './colors.ts'

/** The colours and type of the page as a chart draws them: CSS variables mean nothing on a canvas. */
export interface ChartTheme {
  readonly ink: string
  /** What stands second: titles of axes, labels of lines. */
  readonly soft: string
  readonly muted: string
  readonly line: string
  readonly surface: string
  readonly accent: string
  readonly warn: string
  readonly rise: string
  readonly fall: string
  readonly font: string
  /** The palette, from the first series colour on. */
  readonly series: readonly string[]
  /** A series' colour as a canvas takes it. */
  readonly color: (color: SeriesColor) => string
  /** The ink that reads on it. */
  readonly on: (color: SeriesColor) => string
}

/** The kinds of chart the page draws. */
export type PageChart = ChartConfiguration<'line'> | ChartConfiguration<'bar', Point[]> | ChartConfiguration<'doughnut'>

/** As the constructor takes it: chart.js's types of one kind of chart and of any kind do not fit each other. */
export function anyChart(chart: PageChart): ChartConfiguration {
  const any: unknown = chart
  return any as ChartConfiguration
}

/** Reads the tokens in force. Ask again when `look` (theme/look.ts) changes. */
export function chartTheme(): ChartTheme {
  const series = Array.from({ length: SERIES_COLORS }, (_, i) => token(`--s${i + 1}`))
  const rises = token('--rise') === token('--red')
  return {
    ink: token('--ink'),
    soft: token('--ink-2'),
    muted: token('--ink-3'),
    line: token('--line'),
    surface: token('--surface'),
    accent: token('--accent'),
    warn: token('--warn'),
    rise: token(rises ? '--red' : '--green'),
    fall: token(rises ? '--green' : '--red'),
    font: token('--font'),
    series,
    color: (color) => (typeof color === 'number' ? (series[color - 1] ?? token('--accent')) : token(color)),
    on: (color) => {
      if (typeof color === 'number') return token(`--s${color}-on`)
      return token(/^--(seq|div)-\d$/.test(color) ? `${color}-on` : '--ink')
    },
  }
}

/** Makes every chart from now on wear the page's look. */
export function applyChartDefaults(theme: ChartTheme): void {
  const { defaults } = Chart
  defaults.font.family = theme.font
  defaults.font.size = 12
  defaults.color = theme.muted
  defaults.borderColor = theme.line
  defaults.animation = false
  defaults.maintainAspectRatio = false
  defaults.responsive = true
  defaults.elements.line.borderWidth = 2
  defaults.elements.line.tension = 0
  defaults.elements.line.borderJoinStyle = 'round'
  defaults.elements.point.radius = 0
  defaults.elements.point.hoverRadius = 0
  defaults.elements.point.hitRadius = 0
  // Pointer and tooltip are ChartCanvas's and HTML: they never clip, and a moving pointer draws no line again.
  defaults.events = []
}
