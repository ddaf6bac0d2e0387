import type { Kpi, Total } from '../../../contract/methods/query.ts'
import { excelValue, type Unit } from '../../../contract/units.ts'
import { markOf, rangeText, totalUnit, type Book } from '../book.ts'
import type { PlanChart } from '../charts/types.ts'
import { fill } from '../i18n/index.ts'
import { EMPTY_ROW, lineRow, RowMaker } from '../rows.ts'
import { MARK_SIGNS, type Style, type Styles } from '../styles.ts'
import { clamp, textWidth } from '../text-width.ts'
import type { CellRange, PlanRow, PlanSheet } from '../types.ts'
import { annotationRows } from './annotations.ts'
import { chartColumns, CHART_ROWS } from './chart-place.ts'
import { columnLabel } from './period-sections.ts'
import { summaryCharts } from './summary-charts.ts'
import {
  appRow,
  changeStyle,
  changeValue,
  headerRow,
  metricLabel,
  summaryTable,
  totalLabel,
  totalsRow,
  type SummaryTable,
} from './summary-table.ts'

/** Title, subtitle, link, three rows of cards, a gap. */
const TOP = 8
/** Characters of a chart's width, and of the columns added where the table is narrower than its charts. */
const CHART_WIDTH = 64
const ADDED = 11.5

/**
 * What a reader sees first: the key figures of all apps together, charts of them, and the list of all apps. `reports` are the sheets that
 * charts find the periods on.
 */
export function planSummary(book: Book, reports: readonly PlanSheet[]): PlanSheet {
  const { overview } = book.input
  const names = overview.apps.map(({ app }) => textWidth(app) + 2)
  const table = summaryTable(book, clamp(Math.max(16, textWidth(totalLabel(book)) + 2, ...names), 16, 36))
  const charts = placed(book, table, reports)
  const header = TOP + (charts.charts.length > 0 ? CHART_ROWS + 1 : 0)
  const [first, last] = [header + 1, header + table.apps.length]
  const notes = [...annotationRows(book), ...noteRows(book)]
  const filled = table.apps.length > 0
  const columns = table.columns.length
  return {
    name: book.sheets.summary,
    tab: null,
    widths: charts.widths,
    rowCount: last + 2 + notes.length,
    rows: function* () {
      yield* topRows(book, table)
      for (let row = TOP; row < header; row += 1) yield { ...EMPTY_ROW, height: 17 }
      yield headerRow(book, table)
      for (const app of table.apps) yield appRow(book, app, table)
      yield totalsRow(book, table)
      yield EMPTY_ROW
      yield* notes
    },
    freeze: { rows: 0, columns: 1 },
    filter: null,
    merges: mergesOf(table),
    scales: [],
    bars: filled ? [{ top: first, left: 2, bottom: last, right: 2 }] : [],
    tables: filled
      ? [
          {
            name: table.name,
            range: { top: header, left: 1, bottom: last + 1, right: columns },
            columns: table.columns,
            totals: true,
          },
        ]
      : [],
    charts: charts.charts,
    links: [{ row: 3, column: 1, sheet: book.sheets.cover, cell: 'A1' }],
    names: [
      {
        name: book.rangeNames.take('summary'),
        range: { top: first, left: 1, bottom: Math.max(first, last), right: columns },
      },
    ],
    print: { landscape: true, repeatRows: [header, header], breaks: [], footer: book.t.sheetSummary },
    outline: false,
  }
}

/** The charts in their places; the sheet is as wide as they need. */
function placed(
  book: Book,
  table: SummaryTable,
  reports: readonly PlanSheet[],
): { widths: readonly number[]; charts: PlanChart[] } {
  const wanted = summaryCharts(book, table, TOP + CHART_ROWS + 2, reports)
  const widths = [...table.widths]
  while (chartColumns(widths, CHART_WIDTH).length < wanted.length) widths.push(ADDED)
  const columns = chartColumns(widths, CHART_WIDTH)
  const charts = wanted.flatMap((chart, n): PlanChart[] => {
    const at = columns[n]
    return at ? [{ ...chart, anchor: { top: TOP, bottom: TOP + CHART_ROWS - 1, ...at } }] : []
  })
  return { widths: charts.length > 0 ? widths : table.widths, charts }
}

function mergesOf({ metrics, each }: SummaryTable): CellRange[] {
  if (each === 1) return []
  return metrics.flatMap((_, m) => {
    const left = 2 + m * each
    return [4, 5, 6].map((row) => ({ top: row, left, bottom: row, right: left + each - 1 }))
  })
}

function* topRows(book: Book, { metrics, each }: SummaryTable): Iterable<PlanRow> {
  const { t, styles, input } = book
  const { overview } = input
  const compared = overview.compare && fill(t.summaryCompare, overview.compare)
  const subtitle = [rangeText(book, overview.from, overview.to), ...(compared ? [compared] : [])]
  yield lineRow(t.sheetSummary, styles.frame.title, 28)
  yield lineRow(subtitle.join(t.dot), styles.frame.subtitle, 18)
  yield lineRow(t.back, styles.frame.link, 18)
  const { cardName, cardNote } = styles.frame
  const name = new RowMaker().set(1, totalLabel(book), cardName)
  const value = new RowMaker().set(1, null, cardName)
  const change = new RowMaker().set(1, null, cardName)
  metrics.forEach((metric, m) => {
    const left = 2 + m * each
    const kpi = overview.combined[m]
    name
      .set(left, columnLabel(book, metricLabel(book, metric), metric.unit), cardName)
      .fill(left, left + each - 1, cardName)
    value.set(left, ...cardValue(styles, kpi?.total, metric.unit)).fill(left, left + each - 1, cardName)
    if (each === 3) change.set(left, ...cardChange(book, kpi)).fill(left, left + each - 1, cardNote)
  })
  yield name.row(20)
  yield value.row(30)
  yield change.row(20)
  yield EMPTY_ROW
}

/** Under a figure its change; under a missing one, why it is missing. */
function cardChange({ styles, shared }: Book, kpi: Kpi | undefined): [number | string | null, Style] {
  if (kpi?.total.value === null && kpi.total.note) return [shared.notes[kpi.total.note], styles.frame.cardNote]
  return [changeValue(kpi), changeStyle(styles, kpi, 'card')]
}

function cardValue(styles: Styles, total: Total | undefined, unit: Unit): [number | string | null, Style] {
  if (typeof total?.value !== 'number') return ['—', styles.card[unit]]
  const own = totalUnit(total, unit)
  const mark = markOf(total.note)
  return [excelValue(own, total.value), mark ? styles.cardMarked[mark][own] : styles.card[own]]
}

function noteRows(book: Book): PlanRow[] {
  const { t, styles, shared, input } = book
  const { overview } = input
  const totals = [...overview.combined, ...overview.apps.flatMap(({ kpis }) => kpis)]
  const notes = new Set(totals.flatMap(({ total, previous }) => [total.note, previous?.note ?? null]))
  const lines = [...notes].flatMap((note) => {
    if (note === null || note === 'derived' || note === 'no-total') return []
    const mark = markOf(note)
    return [`${mark ? MARK_SIGNS[mark] : '·'} ${shared.notes[note]}`]
  })
  return [
    lineRow(t.howToRead, styles.frame.heading, 22),
    ...[...lines, t.noteBlank, t.noteReconcile].map((line) => lineRow(line, styles.frame.note, 16)),
  ]
}
