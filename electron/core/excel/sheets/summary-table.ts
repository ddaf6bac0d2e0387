import type { Kpi, Overview, Total } from '../../../contract/methods/query.ts'
import { excelValue, type Unit } from '../../../contract/units.ts'
import { markOf, metricOf, totalUnit, type Book } from '../book.ts'
import { fill } from '../i18n/index.ts'
import { dateSerial } from '../refs.ts'
import { RowMaker } from '../rows.ts'
import type { Style, Styles } from '../styles.ts'
import { columnSum } from '../tables.ts'
import { linesOf, rowHeight } from '../text-width.ts'
import type { CellValue, MetricInfo, PlanRow, TableColumn } from '../types.ts'
import { uniqueNames } from '../names.ts'
import { columnLabel } from './period-sections.ts'

export interface SummaryMetric {
  readonly info: MetricInfo
  readonly unit: Unit
}

type AppRow = Overview['apps'][number]

/** The summary's list: an app a row, a metric's figure, the one before and the change; all apps together in the last row. */
export interface SummaryTable {
  readonly name: string
  readonly metrics: readonly SummaryMetric[]
  /** Columns a metric takes. */
  readonly each: 1 | 3
  /** Most of the first figure first. */
  readonly apps: readonly AppRow[]
  readonly columns: readonly TableColumn[]
  readonly widths: readonly number[]
}

/** In percent: what is less reads 0.0 %, as on the page. */
const LEAST_CHANGE = 0.05

const [NUMBER, CHANGE, ALONE, DAY] = [11.5, 12, 16, 13]

export function summaryMetrics({ input }: Book): SummaryMetric[] {
  return input.overview.metrics.map(({ metric, unit }) => {
    const [report = '', key = ''] = metric.split('/')
    const found = input.catalogue.find(({ id }) => id === report)
    return { info: metricOf(found, key), unit }
  })
}

export const totalLabel = ({ t, input }: Book) => fill(t.appsInTotal, { n: input.overview.apps.length })

export const metricLabel = ({ input }: Book, { info }: SummaryMetric) => info.name[input.locale]

export function summaryTable(book: Book, firstWidth: number): SummaryTable {
  const { overview } = book.input
  const metrics = summaryMetrics(book)
  const each = overview.compare ? 3 : 1
  const size = (app: AppRow) => app.kpis[0]?.total.value ?? -1
  const table = {
    name: book.rangeNames.take('table', 'summary'),
    metrics,
    each,
    apps: overview.apps.toSorted((a, b) => size(b) - size(a)),
    widths: [firstWidth, ...metrics.flatMap(() => (each === 3 ? [NUMBER, NUMBER, CHANGE] : [ALONE])), DAY],
  } as const
  return { ...table, columns: columnsOf(book, table) }
}

function columnsOf(book: Book, table: Omit<SummaryTable, 'columns'>): TableColumn[] {
  const { t } = book
  const names = uniqueNames([
    t.appName,
    ...table.metrics.flatMap((metric) => {
      const label = columnLabel(book, metricLabel(book, metric), metric.unit)
      return table.each === 3 ? [label, [label, t.previous].join(t.dot), [label, t.change].join(t.dot)] : [label]
    }),
    t.newestDay,
  ])
  return names.map((name, c): TableColumn => {
    const total = c === 0 ? { label: totalLabel(book) } : totalOf(book, table, c)
    return { name, ...(total && { total }) }
  })
}

/** Which figure of which metric a column holds; null for the names and the last day. */
function figureOf({ metrics, each }: Pick<SummaryTable, 'metrics' | 'each'>, column: number) {
  const m = Math.floor((column - 1) / each)
  const metric = metrics[m]
  if (column === 0 || !metric) return null
  const which = (['total', 'previous', 'change'] as const)[(column - 1) % each] ?? 'total'
  const of = (kpi: Kpi | undefined): number | null =>
    which === 'change' ? (kpi?.change ?? null) : (kpi?.[which]?.value ?? null)
  return { m, metric, which, of }
}

/** A sum where the total is the apps' own sum; any other total is a number that Excel cannot work out from this list. */
function totalOf(book: Book, table: Omit<SummaryTable, 'columns'>, column: number): TableColumn['total'] {
  const figure = figureOf(table, column)
  const combined = figure && book.input.overview.combined[figure.m]
  const value = combined ? figure.of(combined) : null
  if (!figure || !combined || value === null) return undefined
  const own = table.apps.map(({ kpis }) => figure.of(kpis[figure.m]))
  const sum = own.reduce<number>((all, one) => all + (one ?? 0), 0)
  const adds = figure.which !== 'change' && figure.metric.unit === 'count' && own.every((one) => one !== null)
  if (adds && sum === value) return { sum: true }
  return { formula: String(inCell(figure.metric.unit, figure.which, combined, value)) }
}

const inCell = (unit: Unit, which: 'total' | 'previous' | 'change', kpi: Kpi, value: number): number => {
  const own = which === 'change' ? 'percent' : totalUnit(kpi[which] ?? kpi.total, unit)
  return excelValue(own, value) ?? value
}

export function headerRow(book: Book, { columns, widths, each, metrics }: SummaryTable): PlanRow {
  const { headerLeft, headerSoft } = book.styles.frame
  const maker = new RowMaker()
  const soft = (c: number) => each === 3 && c > 0 && c <= metrics.length * 3 && (c - 1) % 3 > 0
  columns.forEach(({ name }, c) => maker.set(c + 1, name, soft(c) ? headerSoft : headerLeft))
  const lines = Math.max(1, ...columns.map(({ name }, c) => linesOf(name, (widths[c] ?? NUMBER) - 2)))
  return maker.row(Math.max(26, rowHeight(lines)))
}

export function appRow(book: Book, app: AppRow, { metrics, each }: SummaryTable): PlanRow {
  const { cell } = book.styles
  const maker = new RowMaker().set(1, app.app, cell.body.text)
  metrics.forEach(({ unit }, m) => {
    figures(book, maker, app.kpis[m], unit, 2 + m * each, each, 'body')
  })
  const { day } = app.freshness
  return maker.set(2 + metrics.length * each, day === null ? null : dateSerial(day), cell.body.day).row(20)
}

export function totalsRow(book: Book, table: SummaryTable): PlanRow {
  const { styles, input } = book
  const maker = new RowMaker()
  table.metrics.forEach(({ unit }, m) => {
    figures(book, maker, input.overview.combined[m], unit, 2 + m * table.each, table.each, 'total')
  })
  const { values, styles: looks } = maker.set(table.columns.length, null, styles.cell.total.text).row()
  const cells = values.map((value, c): CellValue => {
    const total = table.columns[c]?.total
    if (c === 0) return totalLabel(book)
    if (typeof value !== 'number' || !total) return value
    if ('sum' in total) return { formula: columnSum(table.name, table.columns[c]?.name ?? ''), value }
    return 'formula' in total ? { formula: total.formula, value } : value
  })
  return { values: cells, styles: [styles.cell.total.text, ...looks.slice(1)], height: 24 }
}

function figures(
  { styles }: Book,
  maker: RowMaker,
  kpi: Kpi | undefined,
  unit: Unit,
  left: number,
  each: number,
  tone: 'body' | 'total',
): void {
  const number = (total: Total | null | undefined): [number | null, Style] => {
    if (typeof total?.value !== 'number') return [null, styles.cell[tone][unit]]
    const own = totalUnit(total, unit)
    const mark = tone === 'total' ? markOf(total.note) : null
    return [excelValue(own, total.value), mark ? styles.marked[mark][own] : styles.cell[tone][own]]
  }
  maker.set(left, ...number(kpi?.total))
  if (each === 1) return
  maker.set(left + 1, ...number(kpi?.previous))
  maker.set(left + 2, changeValue(kpi), changeStyle(styles, kpi, tone))
}

export const changeValue = (kpi: Kpi | undefined) => excelValue('percent', kpi?.change ?? null)

export function changeStyle(styles: Styles, kpi: Kpi | undefined, tone: 'body' | 'total' | 'card'): Style {
  const change = kpi?.change ?? 0
  if (Math.abs(change) < LEAST_CHANGE) return styles.flat[tone]
  return change > 0 ? styles.rise[tone] : styles.fall[tone]
}
