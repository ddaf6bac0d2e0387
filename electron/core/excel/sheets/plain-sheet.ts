import type { Book } from '../book.ts'
import { EMPTY_ROW, lineRow } from '../rows.ts'
import type { CellRange, PlanRow, PlanSheet } from '../types.ts'

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
}

/** Rows above the header of a list. */
const ABOVE = 4

/** A sheet that is one long list: frozen header, filter, repeated on every page. */
export function planList(book: Book, list: ListSheet): PlanSheet {
  const { frame } = book.styles
  const header = { values: list.header, styles: list.header.map(() => frame.headerLeft), height: 24 }
  const whole: CellRange = { top: ABOVE + 1, left: 1, bottom: ABOVE + 1 + list.rowCount, right: list.header.length }
  return {
    name: list.name,
    tab: null,
    widths: list.widths,
    rowCount: ABOVE + 1 + list.rowCount,
    rows: function* () {
      yield lineRow(list.title, frame.title, 28)
      yield lineRow(list.lead, frame.subtitle, 18)
      yield lineRow(book.t.back, frame.link, 18)
      yield EMPTY_ROW
      yield header
      yield* list.rows()
    },
    freeze: { rows: ABOVE + 1, columns: 1 },
    filter: whole,
    merges: [],
    scales: [],
    bars: [],
    tables: [],
    charts: [],
    links: [{ row: 3, column: 1, sheet: book.sheets.cover, cell: 'A1' }],
    names: [{ name: book.rangeNames.take(...list.rangeName), range: whole }],
    print: { landscape: true, repeatRows: [ABOVE + 1, ABOVE + 1], breaks: [], footer: list.title },
    outline: false,
  }
}
