import type { ChartTheme } from '../../../renderer/charts/theme.ts'

const SERIES = ['#111111', '#222222', '#333333', '#444444', '#555555', '#666666', '#777777', '#888888']

/** A look of plain colours that no stylesheet decides. */
export const THEME: ChartTheme = {
  ink: '#000000',
  soft: '#4d5766',
  muted: '#626c7a',
  line: '#e2e6eb',
  surface: '#ffffff',
  accent: '#0b6e75',
  warn: '#8f5506',
  rise: '#ff0000',
  fall: '#00ff00',
  font: 'sans-serif',
  series: SERIES,
  color: (color) => (typeof color === 'number' ? (SERIES[color - 1] ?? '') : `of ${color}`),
  on: (color) => `on ${color}`,
}
