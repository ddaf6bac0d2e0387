import { excelValue, UNITS, type Unit } from '../../../contract/units.ts'
import type { RangeNames } from '../names.ts'
import { uniqueNames } from '../names.ts'
import { dateSerial, momentSerial } from '../refs.ts'
import { NO_RECORD_MARK } from '../record/record.ts'
import { EMPTY_ROW, lineRow, RowMaker } from '../rows.ts'
import type { Style, Styles } from '../styles.ts'
import { clamp, linesOf, rowHeight, textWidth } from '../text-width.ts'
import type { CellRange, CellValue, PlanRow, PlanSheet, PlanTable } from '../types.ts'
import type { ColumnKind, PageSheet, PageTable, TableCell, TableColumn } from './types.ts'
import type { Words } from './words.ts'

/** Characters by kind; a longer head widens its column. */
const WIDTHS: Readonly<Record<ColumnKind, number>> = {
  ...{ text: 18, wrap: 40, day: 13, moment: 17, id: 10, number: 14, change: 12, state: 5 },
  ...{ count: 14, percent: 12, seconds: 12, decimal: 12 },
}
const [FACT_COLUMN, LEAST_FACTS] = [1, 2]
const NUMBERS: ReadonlySet<ColumnKind> = new Set([...UNITS, 'number', 'change'])
/** Rows whose texts say how wide a column must be. */
const MEASURED = 500

export interface SheetLook {
  readonly words: Words
  readonly styles: Styles
  readonly rangeNames: RangeNames
}

/** A sheet of a page's table: what it is, when it was made, and the table under a frozen header that every page repeats. */
export function planPageSheet(look: SheetLook, of: PageTable, sheet: PageSheet, name: string): PlanSheet {
  const { words, styles } = look
  const names = uniqueNames(sheet.columns.map((column) => column.name))
  const widths = widthsOf(sheet, of.facts)
  const above = [
    lineRow(sheet.title, styles.frame.title, 28),
    ...of.facts.map(([label, value]) =>
      new RowMaker().set(FACT_COLUMN, label, styles.frame.label).set(LEAST_FACTS, value, styles.frame.fact).row(18),
    ),
    ...sheet.notes.map((note) => lineRow(note, styles.frame.note, 16)),
    EMPTY_ROW,
  ]
  const top = above.length + 1
  const table: CellRange = { top, left: 1, bottom: top + sheet.rows.length, right: sheet.columns.length }
  const after = [
    EMPTY_ROW,
    new RowMaker().set(1, NO_RECORD_MARK, styles.frame.note).set(2, words.p.noRecord, styles.frame.record).row(16),
  ]
  return {
    name,
    tab: null,
    widths,
    rowCount: table.bottom + after.length,
    rows: function* () {
      yield* above
      yield headerRow(styles, sheet.columns, names, widths)
      for (const cells of sheet.rows) yield bodyRow(look, sheet.columns, cells, widths)
      yield* after
    },
    freeze: { rows: top, columns: sheet.pinned },
    filter: null,
    ...{ merges: [], scales: [], bars: [], charts: [], links: [], outline: false },
    tables: sheet.rows.length > 0 ? [tableOf(look, table, names, name)] : [],
    names: [{ name: look.rangeNames.take(name), range: table }],
    print: {
      landscape: true,
      repeatRows: [top, top],
      breaks: [],
      footer: sheet.title,
      // what programs read below the table is nothing for paper
      area: { ...table, top: 1 },
    },
  }
}

const tableOf = ({ rangeNames }: SheetLook, range: CellRange, columns: readonly string[], name: string): PlanTable => ({
  name: rangeNames.take('table', name),
  range,
  columns: columns.map((one) => ({ name: one })),
  totals: false,
})

/** As wide as what stands in it, within bounds. */
function widthsOf({ columns, rows }: PageSheet, facts: PageTable['facts']): number[] {
  // the facts' names stand in the first
  const named = Math.max(...facts.map(([name]) => textWidth(name))) + 2
  return columns.map(({ name, kind, width }, c) => {
    const own = width ?? usual(name, kind, c)
    return c === 0 ? Math.max(own, Math.min(named, 30)) : own
  })

  function usual(name: string, kind: ColumnKind, c: number): number {
    const least = WIDTHS[kind]
    const head = Math.min(textWidth(name), 24) + 3
    if (kind !== 'text') return Math.max(least, Math.min(head, 20))
    const texts = rows.slice(0, MEASURED).map((cells) => (typeof cells[c] === 'string' ? textWidth(cells[c]) : 0))
    return clamp(Math.max(head, ...texts) + 2, 10, 36)
  }
}

function headerRow(
  styles: Styles,
  columns: readonly TableColumn[],
  names: readonly string[],
  widths: readonly number[],
): PlanRow {
  const { header, headerLeft } = styles.frame
  const lines = Math.max(...names.map((name, c) => linesOf(name, widths[c] ?? 10)))
  return {
    values: names,
    styles: columns.map(({ kind }) => (NUMBERS.has(kind) ? header : headerLeft)),
    height: Math.max(24, rowHeight(lines)),
  }
}

function bodyRow(
  look: SheetLook,
  columns: readonly TableColumn[],
  cells: readonly TableCell[],
  widths: readonly number[],
): PlanRow {
  const made = columns.map(({ kind }, c) => cellOf(look, kind, cells[c] ?? null))
  const wrapped = columns.flatMap(({ kind }, c) => {
    const cell = cells[c]
    return kind === 'wrap' && typeof cell === 'string' ? [linesOf(cell, widths[c] ?? 40)] : []
  })
  return {
    values: made.map(([value]) => value),
    styles: made.map(([, style]) => style),
    height: rowHeight(Math.max(1, ...wrapped)),
  }
}

function cellOf({ styles, words }: SheetLook, kind: ColumnKind, cell: TableCell): [CellValue, Style] {
  const { body } = styles.cell
  if (cell !== null && typeof cell === 'object') {
    if ('state' in cell) return [words.p.coverage.signs[cell.state] || null, styles.state[cell.state]]
    return [excelValue(cell.unit, cell.value), body[cell.unit]]
  }
  if (kind === 'change') return changeCell(styles, cell)
  if (typeof cell === 'number') return numberCell(styles, kind, cell)
  if (kind === 'day') return [cell === null ? null : dateSerial(cell), body.day]
  if (kind === 'moment') return [cell === null ? null : momentSerial(cell), body.moment]
  return [cell === '' ? null : cell, kind === 'wrap' ? body.wrap : isNumeric(kind) ? body[unitOf(kind)] : body.text]
}

const isNumeric = (kind: ColumnKind) => NUMBERS.has(kind)
const unitOf = (kind: ColumnKind): Unit => UNITS.find((unit) => unit === kind) ?? 'count'

function numberCell({ cell }: Styles, kind: ColumnKind, value: number): [CellValue, Style] {
  if (kind === 'id') return [value, cell.body.id]
  const unit = unitOf(kind)
  return [excelValue(unit, value), cell.body[unit]]
}

/** In percent, with its direction. */
function changeCell({ rise, fall, flat }: Styles, value: TableCell): [CellValue, Style] {
  if (typeof value !== 'number') return [null, flat.body]
  const look = Math.abs(value) < 0.05 ? flat : value > 0 ? rise : fall
  return [excelValue('percent', value), look.body]
}
