import type { Kpi, Total } from '../../../contract/methods/query.ts'
import { excelValue, type Unit } from '../../../contract/units.ts'
import { markOf, metricOf, rangeText, totalUnit, type Book } from '../book.ts'
import { fill } from '../i18n/index.ts'
import { dateSerial } from '../refs.ts'
import { EMPTY_ROW, lineRow, RowMaker } from '../rows.ts'
import { MARK_SIGNS, type Style, type Styles } from '../styles.ts'
import { clamp, linesOf, rowHeight, textWidth } from '../text-width.ts'
import type { CellRange, MetricInfo, PlanRow, PlanSheet } from '../types.ts'
import { columnLabel } from './period-sections.ts'

const NUMBER = 11
const CHANGE = 11.5
/** Title, subtitle, link, three rows of cards, a gap; then the header's two rows. */
const HEADER_TOP = 8

interface SummaryMetric {
  readonly info: MetricInfo
  readonly unit: Unit
}

/** All apps side by side: each metric's figure, the one before and the change; the whole at the top and in the last row. */
export function planSummary(book: Book): PlanSheet {
  const { overview } = book.input
  const metrics = metricsOf(book)
  const each = overview.compare ? 3 : 1
  const last = 1 + metrics.length * each + 1
  const names = overview.apps.map(({ app }) => textWidth(app) + 2)
  const first = clamp(Math.max(16, textWidth(totalLabel(book)) + 2, ...names), 16, 36)
  const perMetric = each === 3 ? [NUMBER, NUMBER, CHANGE] : [NUMBER + 5]
  const notes = noteRows(book)
  const bodyTop = HEADER_TOP + (each === 3 ? 2 : 1)
  const totalRow = bodyTop + overview.apps.length
  return {
    name: book.sheets.summary,
    tab: null,
    widths: [first, ...metrics.flatMap(() => perMetric), NUMBER + 2],
    rowCount: totalRow + 1 + notes.length,
    rows: function* () {
      yield* topRows(book, metrics, each)
      yield* headerRows(book, metrics, each, last)
      for (const app of overview.apps) yield appRow(book, app, metrics, each)
      yield totalsRow(book, metrics, each, last)
      yield EMPTY_ROW
      yield* notes
    },
    freeze: { rows: bodyTop - 1, columns: 1 },
    filter: null,
    merges: mergesOf(metrics.length, each),
    scales: [],
    links: [{ row: 3, column: 1, sheet: book.sheets.cover, cell: 'A1' }],
    names: [
      {
        name: book.rangeNames.take('summary'),
        range: { top: bodyTop, left: 1, bottom: Math.max(bodyTop, totalRow - 1), right: last },
      },
    ],
    print: { landscape: true, repeatRows: [HEADER_TOP, bodyTop - 1], breaks: [], footer: book.t.sheetSummary },
    outline: false,
  }
}

function metricsOf({ input }: Book): SummaryMetric[] {
  return input.overview.metrics.map(({ metric, unit }) => {
    const [report = '', key = ''] = metric.split('/')
    return {
      info: metricOf(
        input.catalogue.find(({ id }) => id === report),
        key,
      ),
      unit,
    }
  })
}

const totalLabel = ({ t, input }: Book) => fill(t.appsInTotal, { n: input.overview.apps.length })

function mergesOf(metrics: number, each: number): CellRange[] {
  if (each === 1) return []
  return Array.from({ length: metrics }, (_, m) => 2 + m * each).flatMap((left) => [
    ...[4, 5, 6].map((row) => ({ top: row, left, bottom: row, right: left + each - 1 })),
    { top: HEADER_TOP, left, bottom: HEADER_TOP, right: left + each - 1 },
  ])
}

function* topRows(book: Book, metrics: readonly SummaryMetric[], each: number): Iterable<PlanRow> {
  const { t, styles, input } = book
  const { overview } = input
  const compared = overview.compare && fill(t.summaryCompare, overview.compare)
  const subtitle = [rangeText(book, overview.from, overview.to), ...(compared ? [compared] : [])]
  yield lineRow(t.sheetSummary, styles.frame.title, 28)
  yield lineRow(subtitle.join(t.dot), styles.frame.subtitle, 18)
  yield lineRow(t.back, styles.frame.link, 18)
  const name = new RowMaker().set(1, totalLabel(book), styles.frame.cardName)
  const value = new RowMaker().set(1, null, styles.frame.cardName)
  const change = new RowMaker().set(1, null, styles.frame.cardName)
  metrics.forEach((metric, m) => {
    const left = 2 + m * each
    const kpi = overview.combined[m]
    name.set(left, metricLabel(book, metric), styles.frame.cardName).fill(left, left + each - 1, styles.frame.cardName)
    value.set(left, ...cardValue(styles, kpi?.total, metric.unit)).fill(left, left + each - 1, styles.frame.cardName)
    if (each === 1) return
    change.set(left, ...cardChange(book, kpi)).fill(left, left + each - 1, styles.frame.cardNote)
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

const metricLabel = ({ input }: Book, { info }: SummaryMetric) => info.name[input.locale]

function* headerRows(book: Book, metrics: readonly SummaryMetric[], each: number, last: number): Iterable<PlanRow> {
  const { t, styles } = book
  const { header, headerLeft, headerGroup } = styles.frame
  const label = (metric: SummaryMetric) => columnLabel(book, metricLabel(book, metric), metric.unit)
  const lines = Math.max(...metrics.map((metric) => linesOf(label(metric), each === 3 ? 38 : NUMBER + 5)), 1)
  const top = new RowMaker().set(1, t.appName, headerLeft)
  const below = new RowMaker().set(1, null, headerLeft)
  metrics.forEach((metric, m) => {
    const left = 2 + m * each
    top.set(left, label(metric), each === 3 ? headerGroup : header).fill(left, left + each - 1, headerGroup)
    if (each === 3)
      below
        .set(left, t.current, header)
        .set(left + 1, t.previous, header)
        .set(left + 2, t.change, header)
  })
  yield top.set(last, t.newestDay, headerLeft).row(Math.max(24, rowHeight(lines)))
  if (each === 3) yield below.set(last, null, headerLeft).row(20)
}

type AppRow = Book['input']['overview']['apps'][number]

function appRow(book: Book, app: AppRow, metrics: readonly SummaryMetric[], each: number): PlanRow {
  const { cell } = book.styles
  const maker = new RowMaker().set(1, app.app, cell.body.text)
  metrics.forEach(({ unit }, m) => kpiCells(book, maker, app.kpis[m], unit, 2 + m * each, each, 'body'))
  const { day } = app.freshness
  return maker.set(2 + metrics.length * each, day === null ? null : dateSerial(day), cell.body.day).row(20)
}

function totalsRow(book: Book, metrics: readonly SummaryMetric[], each: number, last: number): PlanRow {
  const { styles, input } = book
  const maker = new RowMaker().set(1, totalLabel(book), styles.cell.total.text)
  metrics.forEach(({ unit }, m) => kpiCells(book, maker, input.overview.combined[m], unit, 2 + m * each, each, 'total'))
  return maker.set(last, null, styles.cell.total.text).row(24)
}

function kpiCells(
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

const changeValue = (kpi: Kpi | undefined) => excelValue('percent', kpi?.change ?? null)

function changeStyle(styles: Styles, kpi: Kpi | undefined, tone: 'body' | 'total' | 'card'): Style {
  const change = kpi?.change ?? 0
  return change > 0 ? styles.rise[tone] : change < 0 ? styles.fall[tone] : styles.flat[tone]
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
