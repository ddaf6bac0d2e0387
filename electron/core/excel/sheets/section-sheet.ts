import type { Note } from '../../../contract/methods/query.ts'
import { excelValue } from '../../../contract/units.ts'
import { markOf, totalUnit, type Book } from '../book.ts'
import { pageBreaks } from '../print.ts'
import { EMPTY_ROW, lineRow, RowMaker } from '../rows.ts'
import { MARK_SIGNS, type Style } from '../styles.ts'
import { clamp, linesOf, rowHeight, textWidth } from '../text-width.ts'
import type { CellRange, CellValue, PlanRow, PlanSheet } from '../types.ts'
import { notesOf, type Foot, type Head, type Section, type SectionBody, type SectionColumn } from './sections.ts'

const LINE = 16.5
const NUMBER_WIDTH = 11

/** A section with what its place on the sheet depends on; its numbers are not kept. */
interface Measured {
  readonly section: Section
  readonly columns: readonly SectionColumn[]
  readonly heads: number
  readonly foot: number | null
  readonly more: number
  readonly groups: boolean
}

interface Measures {
  readonly sections: readonly Measured[]
  readonly widths: readonly number[]
  readonly notes: readonly Note[]
  readonly partial: boolean
  readonly seconds: boolean
}

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
    widths: measures.widths,
    rowCount: total,
    rows: () => sheetRows(book, sheet, layout, notes),
    freeze: { rows: layout.shared ? 4 : 3, columns: 1 },
    filter: null,
    merges: [],
    scales: layout.placed.flatMap(({ section, body }) => scaleOf(section, body)),
    links: [{ row: 3, column: 1, sheet: book.sheets.cover, cell: 'A1' }],
    names: layout.placed.map(({ section, body }) => ({ name: book.rangeNames.take(...section.names), range: body })),
    print: {
      landscape: true,
      repeatRows: [1, layout.shared ? 4 : 2],
      breaks: pageBreaks(measures.widths, layout.blocks, true),
      footer: sheet.title,
    },
    outline: measures.sections.some(({ groups }) => groups),
  }
}

function measure(sections: readonly Section[]): Measures {
  const widths: number[] = [14]
  const notes = new Set<Note>()
  let partial = false
  let seconds = false
  const measured = sections.map((section): Measured => {
    const body = section.load()
    widenFor(widths, section, body)
    for (const note of notesOf(body)) notes.add(note)
    partial ||= body.heads.some((head) => head.partial)
    seconds ||= body.columns.some(({ unit }) => unit === 'seconds')
    return {
      section,
      columns: body.columns,
      heads: body.heads.length,
      foot: body.foot && footHeight(body.foot, widths),
      more: body.more,
      groups: body.heads.some((head) => head.child),
    }
  })
  return { sections: measured, widths, notes: [...notes], partial, seconds }
}

function widenFor(widths: number[], section: Section, body: SectionBody): void {
  const headWidth = (head: Head) => (typeof head.label === 'number' ? 20 : textWidth(head.label) + (head.child ? 5 : 2))
  const first = [textWidth(section.corner) + 2, textWidth(body.foot?.label ?? '') + 2, ...body.heads.map(headWidth)]
  widths[0] = clamp(
    first.reduce((a, b) => Math.max(a, b), widths[0] ?? 0),
    14,
    46,
  )
  body.columns.forEach(({ label }, c) => {
    const largest = body.values.reduce((most, row) => Math.max(most, Math.abs(row[c] ?? 0)), 0)
    const total = Math.abs(body.foot?.totals[c]?.value ?? 0)
    const digits = String(Math.round(Math.max(largest, total))).length
    const number = digits + Math.floor((digits - 1) / 3) + 4
    widths[c + 1] = Math.max(widths[c + 1] ?? NUMBER_WIDTH, number, clamp(textWidth(label) + 3, NUMBER_WIDTH, 17))
  })
}

interface Placed {
  readonly measured: Measured
  readonly section: Section
  readonly top: number
  readonly body: CellRange
}

interface Layout {
  readonly placed: readonly Placed[]
  readonly shared: boolean
  readonly blocks: readonly { readonly top: number; readonly rows: number }[]
  /** The first row after the last section. */
  readonly end: number
}

function placeSections({ sections }: Measures): Layout {
  const labels = (measured: Measured) =>
    JSON.stringify([measured.section.corner, ...measured.columns.map((column) => column.label)])
  const [first] = sections
  const shared = first !== undefined && sections.every((measured) => labels(measured) === labels(first))
  let row = shared ? 5 : 4
  const placed = sections.map((measured): Placed => {
    const top = row
    const bodyTop = top + (shared ? 1 : 2)
    row = bodyTop + measured.heads + (measured.foot === null ? 0 : 1) + (measured.more > 0 ? 1 : 0) + 1
    const body = {
      top: bodyTop,
      left: 1,
      bottom: Math.max(bodyTop, bodyTop + measured.heads - 1),
      right: 1 + measured.columns.length,
    }
    return { measured, section: measured.section, top, body }
  })
  const blocks = placed.map(({ top }, i) => ({ top, rows: (placed[i + 1]?.top ?? row) - top }))
  return { placed, shared, blocks, end: row }
}

function scaleOf(section: Section, body: CellRange): CellRange[] {
  return section.scaleFrom === null ? [] : [{ ...body, left: body.left + 1 + section.scaleFrom }]
}

function* sheetRows(book: Book, sheet: SectionSheet, layout: Layout, notes: readonly PlanRow[]): Iterable<PlanRow> {
  const { frame } = book.styles
  yield lineRow(sheet.title, frame.title, 28)
  yield lineRow(sheet.subtitle, frame.subtitle, LINE)
  yield lineRow(book.t.back, frame.link, LINE)
  const [first] = layout.placed
  if (layout.shared && first) yield headerRow(book, first.section, first.measured.columns)
  for (const { section, measured } of layout.placed) {
    yield new RowMaker()
      .set(1, section.title, frame.band)
      .set(2, section.hint, frame.bandHint)
      .fill(1, measured.columns.length + 1, frame.band)
      .row(22)
    if (!layout.shared) yield headerRow(book, section, measured.columns)
    yield* bodyRows(book, section, measured)
    yield EMPTY_ROW
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

const lookOf = (head: Head) => `${typeof head.label} ${head.partial ? 1 : 0}${head.group ? 1 : 0}${head.child ? 1 : 0}`

function stylesOf(book: Book, head: Head, columns: readonly SectionColumn[]): (Style | null)[] {
  const tone = head.partial ? 'partial' : head.group ? 'group' : 'body'
  const cells = book.styles.cell[tone]
  const first = typeof head.label === 'number' ? (head.partial ? 'datePartial' : 'date') : head.child ? 'child' : 'text'
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

function footHeight(foot: Foot, widths: readonly number[]): number {
  const texts = foot.totals.map((total, c) =>
    total?.value === null && total.note !== null && total.note !== 'no-total'
      ? linesOf('x'.repeat(WHY_WIDTH), widths[c + 1] ?? NUMBER_WIDTH)
      : 1,
  )
  return Math.max(LINE, rowHeight(Math.max(1, ...texts)))
}

/** About as long as the longest reason for an empty total. */
const WHY_WIDTH = 40

function footLines(book: Book, sheet: SectionSheet, measures: Measures): PlanRow[] {
  const { t, styles, shared } = book
  const signs = measures.notes.flatMap((note) => {
    const mark = markOf(note)
    return mark ? [`${MARK_SIGNS[mark]} ${shared.notes[note]}`] : []
  })
  const lines = [
    ...signs,
    ...(measures.partial ? [t.notePartial] : []),
    t.noteBlank,
    ...(measures.seconds ? [t.noteSeconds] : []),
    ...sheet.remarks,
  ]
  return [lineRow(t.howToRead, styles.frame.heading, 22), ...lines.map((line) => lineRow(line, styles.frame.note, 16))]
}
