import { Chart, type ChartConfiguration } from 'chart.js'
import { SERIES_COLORS, seriesOf } from '../theme/series.ts'
import { token } from '../theme/look.ts'

/** The colours and type of the page as a chart draws them: CSS variables mean nothing on a canvas. */
export interface ChartTheme {
  readonly ink: string
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
  /** An app's own colour, the one of its avatar. */
  readonly ofApp: (appId: number) => string
}

/** The kinds of chart the page draws. */
export type PageChart = ChartConfiguration<'line'> | ChartConfiguration<'bar'> | ChartConfiguration<'doughnut'>

/** Reads the tokens in force. Ask again when `look` (theme/look.ts) changes. */
export function chartTheme(): ChartTheme {
  const series = Array.from({ length: SERIES_COLORS }, (_, i) => token(`--s${i + 1}`))
  return {
    ink: token('--ink'),
    muted: token('--ink-3'),
    line: token('--line'),
    surface: token('--surface'),
    accent: token('--accent'),
    warn: token('--warn'),
    rise: token(token('--rise') === token('--red') ? '--red' : '--green'),
    fall: token(token('--rise') === token('--red') ? '--green' : '--red'),
    font: token('--font'),
    series,
    ofApp: (appId) => series[seriesOf(appId) - 1] ?? token('--accent'),
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
  defaults.elements.point.radius = 0
  defaults.elements.point.hoverRadius = 4
  defaults.elements.point.hitRadius = 8
  defaults.plugins.legend.display = false
  Object.assign(defaults.plugins.tooltip, {
    backgroundColor: theme.surface,
    titleColor: theme.ink,
    bodyColor: theme.ink,
    borderColor: theme.line,
    borderWidth: 1,
    padding: 10,
    cornerRadius: 6,
    usePointStyle: true,
    boxPadding: 4,
  })
}
