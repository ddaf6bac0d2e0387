import { metricOf, type Book } from '../book.ts'
import { appColour, nthColour } from '../charts/palette.ts'
import type { PlanChart } from '../charts/types.ts'
import { fill } from '../i18n/index.ts'
import { COLOURS } from '../styles.ts'
import type { CellRange, PlanSheet, Trend } from '../types.ts'
import { metricLabel, type SummaryTable } from './summary-table.ts'

const MOST_CHARTS = 3
const MOST_COLUMNS = 8
const MOST_BARS = 12
const MOST_RINGS = 8

/** A chart that still has no place. */
type Unplaced = Omit<PlanChart, 'anchor'>

interface Found {
  readonly sheet: string
  readonly trend: Trend
}

/**
 * Of several apps: all of them together by period, each against the period before, and each one's part. Of one app: its figures by period.
 * Periods are the cells of the reports' sheets. `top` is the table's first row of apps.
 */
export function summaryCharts(book: Book, table: SummaryTable, top: number, reports: readonly PlanSheet[]): Unplaced[] {
  const trends = trendCharts(book, table, reports)
  if (table.apps.length < 2) return trends.slice(0, MOST_CHARTS)
  const [trend, ...others] = trends
  const apps = [...versusBefore(book, table, top), ...partsOf(book, table, top)]
  return [...(trend ? [trend] : []), ...apps, ...others].slice(0, MOST_CHARTS)
}

function trendCharts(book: Book, { metrics, apps }: SummaryTable, reports: readonly PlanSheet[]): Unplaced[] {
  return book.input.overview.metrics.flatMap(({ metric, unit }, m): Unplaced[] => {
    const found = findTrend(reports, metric)
    const named = metrics[m]
    if (!found || !named) return []
    const { sheet, trend } = found
    const { body, header, column, days, partial } = trend
    if (body.bottom === body.top) return []
    const values = { ...body, left: column, right: column }
    const look = { colour: nthColour(m), ...(partial.length > 0 && { partial }) }
    return [
      {
        kind: 'line',
        title: metricLabel(book, named),
        note: apps.length > 1 ? book.t.allApps : null,
        sheet,
        categories: { ...body, left: 1, right: 1 },
        days,
        unit,
        series: [{ name: { row: header, column }, values, ...look }],
      },
    ]
  })
}

function findTrend(reports: readonly PlanSheet[], metric: string): Found | null {
  for (const { name, trends } of reports) {
    const trend = trends?.get(metric)
    if (trend) return { sheet: name, trend }
  }
  return null
}

const stretch = (top: number, count: number, column: number): CellRange => ({
  top,
  left: column,
  bottom: top + count - 1,
  right: column,
})

function versusBefore(book: Book, table: SummaryTable, top: number): Unplaced[] {
  const [metric] = table.metrics
  if (!metric) return []
  const many = table.apps.length > MOST_COLUMNS
  const shown = Math.min(table.apps.length, many ? MOST_BARS : MOST_COLUMNS)
  const column = (at: number, colour: string) => ({
    name: { row: top - 1, column: at },
    values: stretch(top, shown, at),
    colour,
  })
  return [
    {
      kind: many ? 'bar' : 'column',
      title: metricLabel(book, metric),
      note: shown < table.apps.length ? topNote(book, shown) : null,
      categories: stretch(top, shown, 1),
      days: false,
      unit: metric.unit,
      series: [column(2, nthColour(0)), ...(table.each === 3 ? [column(3, COLOURS.before)] : [])],
    },
  ]
}

function topNote({ input, t }: Book, n: number): string {
  const [report = '', key = ''] = (input.overview.metrics[0]?.metric ?? '').split('/')
  const found = input.catalogue.find(({ id }) => id === report)
  return fill(t.chartTopApps, { n, metric: metricOf(found, key).name[input.locale] })
}

/** Each app's part of the first figure, where parts make sense and can be told apart. */
function partsOf(book: Book, table: SummaryTable, top: number): Unplaced[] {
  const [metric] = table.metrics
  const count = table.apps.length
  const known = table.apps.every(({ kpis }) => (kpis[0]?.total.value ?? null) !== null)
  const points = table.apps.map(({ appId }) => appColour(appId))
  if (metric?.unit !== 'count' || !known || count > MOST_RINGS) return []
  return [
    {
      kind: 'doughnut',
      title: [metricLabel(book, metric), book.t.chartParts].join(book.t.dot),
      note: null,
      categories: stretch(top, count, 1),
      days: false,
      unit: metric.unit,
      series: [{ name: { row: top - 1, column: 2 }, values: stretch(top, count, 2), colour: nthColour(0), points }],
    },
  ]
}
