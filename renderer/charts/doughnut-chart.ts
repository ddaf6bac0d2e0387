import type { ChartConfiguration } from 'chart.js'
import type { SeriesColor } from './colors.ts'
import type { ChartTheme } from './theme.ts'

export interface Slice {
  readonly key: string
  readonly label: string
  readonly color: SeriesColor
  readonly value: number | null
}

/** Parts of one whole, at most a handful: more are bars. */
export function doughnutChart(slices: readonly Slice[], theme: ChartTheme): ChartConfiguration<'doughnut'> {
  return {
    type: 'doughnut',
    data: {
      labels: slices.map(({ label }) => label),
      datasets: [
        {
          data: slices.map(({ value }) => value ?? 0),
          backgroundColor: slices.map(({ color }) => theme.color(color)),
          borderColor: theme.surface,
          borderWidth: 2,
        },
      ],
    },
    options: { cutout: '66%', layout: { padding: 4 } },
  }
}
