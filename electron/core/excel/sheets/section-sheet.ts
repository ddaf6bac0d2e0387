import { excelValue } from '../../../contract/units.ts'
import { markOf, totalUnit, type Book } from '../book.ts'
import { fill } from '../i18n/index.ts'
import { pageBreaks } from '../print.ts'
import { EMPTY_ROW, lineRow, RowMaker } from '../rows.ts'
import { MARK_SIGNS, NOTED, type Style } from '../styles.ts'
import { clamp, linesOf, rowHeight, textWidth } from '../text-width.ts'
import type { CellRange, CellValue, PlanRow, PlanSheet, Trend } from '../types.ts'
import {
  LINE,
  measure,
  NUMBER_WIDTH,
  placeSections,
  type Layout,
  type Measured,
  type Measures,
} from './section-layout.ts'
import type { Foot, Head, Section, SectionColumn } from './sections.ts'

export interface SectionSheet {
  readonly name: string
  readonly title: string
  readonly subtitle: string
  readonly sections: readonly Section[]
  /** Lines of the notes at the foot. */
  readonly remarks: readonly string[]
}

/** A sheet of sections one below the other, their columns aligned; one header stays in sight where all sections share it. */
export function planSections(book: Book, sheet: SectionSheet): PlanSheet {
  const measures = measure(sheet.sections)
  const layout = placeSections(measures)
  const notes = footLines(book, sheet, measures)
  const total = layout.end + notes.length
  return {
    name: sheet.name,
    tab: null,
    widths: layout.widths,
    rowCount: total,
    rows: () => sheetRows(book, sheet, layout, notes),
    freeze: { rows: layout.shared ? 4 : 3, columns: 1 },
    filter: null,
    merges: [],
    scales: layout.placed.flatMap(({ section, body }) => scaleOf(section, body)),
    bars: layout.placed.flatMap(({ section, body }) => barsOf(section, body)),
    tables: [],
    charts: layout.placed.flatMap(({ charts }) => charts),
    trends: trendsOf(layout),
    links: [{ row: 3, column: 1, sheet: book.sheets.cover, cell: 'A1' }],
    names: layout.placed.map(({ section, body }) => ({ name: book.rangeNames.take(...section.names), range: body })),
    print: {
      landscape: true,
      repeatRows: [1, layout.shared ? 4 : 2],
      breaks: pageBreaks(layout.widths, layout.blocks, true),
      footer: sheet.title,
    },
    outline: measures.sections.some(({ groups }) => groups),
  }
}

function scaleOf(section: Section, body: CellRange): CellRange[] {
  return section.scaleFrom === null ? [] : [{ ...body, left: body.left + 1 + section.scaleFrom }]
}

function barsOf({ barsIn }: Section, body: CellRange): CellRange[] {
  return barsIn === undefined ? [] : [{ ...body, left: barsIn + 2, right: barsIn + 2 }]
}

/** Where the summary's charts find the apps' days. */
function trendsOf({ placed, shared }: Layout): Map<string, Trend> {
  return new Map(
    placed.flatMap(({ section, body, measured: { days, partial } }) =>
      [...(section.trends ?? [])].map(([metric, column]): [string, Trend] => [
        metric,
        { body, header: shared ? 4 : body.top - 1, column: column + 2, days, partial },
      ]),
    ),
  )
}

const blankRows = (count: number): PlanRow[] => Array.from({ length: count }, () => ({ ...EMPTY_ROW, height: LINE }))

function* sheetRows(book: Book, sheet: SectionSheet, layout: Layout, notes: readonly PlanRow[]): Iterable<PlanRow> {
  const { frame } = book.styles
  yield lineRow(sheet.title, frame.title, 28)
  yield lineRow(sheet.subtitle, frame.subtitle, LINE)
  yield lineRow(book.t.back, frame.link, LINE)
  const [first] = layout.placed
  if (layout.shared && first) yield headerRow(book, first.section, first.measured.columns)
  for (const { section, measured, above, below } of layout.placed) {
    yield new RowMaker()
      .set(1, section.title, frame.band)
      .set(2, section.hint, frame.bandHint)
      .fill(1, measured.columns.length + 1, frame.band)
      .row(22)
    yield* blankRows(above)
    if (!layout.shared) yield headerRow(book, section, measured.columns)
    yield* bodyRows(book, section, measured)
    yield* blankRows(below + 1)
  }
  yield EMPTY_ROW
  yield* notes
}

function headerRow(book: Book, section: Section, columns: readonly SectionColumn[]): PlanRow {
  const maker = new RowMaker().set(1, section.corner, book.styles.frame.headerLeft)
  columns.forEach(({ label }, c) => maker.set(c + 2, label, book.styles.frame.header))
  const lines = Math.max(
    1,
    ...columns.map(({ label }) => linesOf(label, clamp(textWidth(label) + 3, NUMBER_WIDTH, 17))),
  )
  return maker.row(Math.max(22, rowHeight(lines)))
}

function* bodyRows(book: Book, section: Section, measured: Measured): Iterable<PlanRow> {
  const body = section.load()
  const looks = new Map<string, (Style | null)[]>()
  for (const [r, head] of body.heads.entries()) {
    const look = lookOf(head)
    let styles = looks.get(look)
    if (!styles) looks.set(look, (styles = stylesOf(book, head, body.columns)))
    const row = body.values[r] ?? []
    const values: CellValue[] = [head.label, ...body.columns.map(({ unit }, c) => excelValue(unit, row[c] ?? null))]
    yield { values, styles, height: LINE, ...(head.child && { outline: 1 }) }
  }
  if (body.foot && measured.foot !== null) yield footRow(book, body.foot, body.columns, measured.foot)
  if (body.more > 0) {
    const text = book.t.moreMembers.replace('{n}', String(body.more)).replace('{sheet}', book.sheets.data[0] ?? '')
    yield lineRow(text, book.styles.frame.note, LINE)
  }
}

const lookOf = ({ label, partial, noted, group, child }: Head) =>
  [typeof label, partial, noted, group, child].map((one) => one ?? false).join()

function stylesOf(book: Book, head: Head, columns: readonly SectionColumn[]): (Style | null)[] {
  const tone = head.partial ? 'partial' : head.group ? 'group' : 'body'
  const cells = book.styles.cell[tone]
  const date = head.noted ? (head.partial ? 'datePartialNoted' : 'dateNoted') : head.partial ? 'datePartial' : 'date'
  const first = typeof head.label === 'number' ? date : head.child ? 'child' : 'text'
  return [cells[first], ...columns.map(({ unit }) => cells[unit])]
}

/** A total without a value says why instead. */
function footRow(book: Book, foot: Foot, columns: readonly SectionColumn[], height: number): PlanRow {
  const { cell, marked, frame } = book.styles
  const maker = new RowMaker().set(1, foot.label, cell.total.text)
  columns.forEach((column, c) => {
    const total = foot.totals[c] ?? null
    if (total === null || (total.value === null && (total.note === null || total.note === 'no-total')))
      return maker.set(c + 2, null, cell.total[column.unit])
    if (total.value === null) return maker.set(c + 2, total.note && book.shared.notes[total.note], frame.why)
    const unit = totalUnit(total, column.unit)
    const mark = markOf(total.note)
    return maker.set(c + 2, excelValue(unit, total.value), mark ? marked[mark][unit] : cell.total[unit])
  })
  return maker.row(height)
}

function footLines(book: Book, sheet: SectionSheet, measures: Measures): PlanRow[] {
  const { t, styles, shared } = book
  const signs = measures.notes.flatMap((note) => {
    const mark = markOf(note)
    return mark ? [`${MARK_SIGNS[mark]} ${shared.notes[note]}`] : []
  })
  const lines = [
    ...signs,
    ...(measures.partial ? [t.notePartial] : []),
    ...(measures.noted ? [fill(t.noteNoted, { sign: NOTED, sheet: book.sheets.summary })] : []),
    t.noteBlank,
    ...(measures.seconds ? [t.noteSeconds] : []),
    ...sheet.remarks,
  ]
  return [lineRow(t.howToRead, styles.frame.heading, 22), ...lines.map((line) => lineRow(line, styles.frame.note, 16))]
}
