import type { Book } from '../book.ts'
import { EMPTY_ROW, lineRow } from '../rows.ts'
import { uniqueNames } from '../names.ts'
import type { CellRange, PlanRow, PlanSheet, PlanTable } from '../types.ts'

/** A list with a title, a line on what it is, and one header. */
export interface ListSheet {
  readonly name: string
  readonly title: string
  readonly lead: string
  readonly widths: readonly number[]
  readonly header: readonly string[]
  readonly rowCount: number
  readonly rows: () => Iterable<PlanRow>
  readonly rangeName: readonly string[]
  /** Rows below the list. */
  readonly after?: { readonly rowCount: number; readonly rows: () => Iterable<PlanRow> }
}

/** Rows above the header of a list. */
const ABOVE = 4

/** The table that a whole list is. */
export function listTable(
  book: Book,
  name: readonly string[],
  range: CellRange,
  columns: readonly string[],
): PlanTable {
  return {
    name: book.rangeNames.take('table', ...name),
    range,
    columns: columns.map((one) => ({ name: one })),
    totals: false,
  }
}

/** A sheet that is one long list: a table under a frozen header that every page repeats. */
export function planList(book: Book, list: ListSheet): PlanSheet {
  const { frame } = book.styles
  const names = uniqueNames(list.header)
  const header = { values: names, styles: names.map(() => frame.headerLeft), height: 24 }
  const whole: CellRange = { top: ABOVE + 1, left: 1, bottom: ABOVE + 1 + list.rowCount, right: list.header.length }
  return {
    name: list.name,
    tab: null,
    widths: list.widths,
    rowCount: ABOVE + 1 + list.rowCount + (list.after?.rowCount ?? 0),
    rows: function* () {
      yield lineRow(list.title, frame.title, 28)
      yield lineRow(list.lead, frame.subtitle, 18)
      yield lineRow(book.t.back, frame.link, 18)
      yield EMPTY_ROW
      yield header
      yield* list.rows()
      if (list.after) yield* list.after.rows()
    },
    freeze: { rows: ABOVE + 1, columns: 1 },
    filter: null,
    merges: [],
    scales: [],
    bars: [],
    tables: list.rowCount > 0 ? [listTable(book, list.rangeName, whole, names)] : [],
    charts: [],
    links: [{ row: 3, column: 1, sheet: book.sheets.cover, cell: 'A1' }],
    names: [{ name: book.rangeNames.take(...list.rangeName), range: whole }],
    print: {
      landscape: true,
      repeatRows: [ABOVE + 1, ABOVE + 1],
      breaks: [],
      footer: list.title,
      // what programs read below the list is nothing for paper
      ...(list.after && { area: { ...whole, top: 1 } }),
    },
    outline: false,
  }
}
