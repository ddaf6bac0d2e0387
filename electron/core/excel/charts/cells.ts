import type { CellRange, CellValue } from '../ranges.ts'
import type { ChartCell, PlanChart } from './types.ts'

/** What the charts look at on one sheet: by row which columns, and what was found there by cell. */
interface Watched {
  readonly rows: Map<number, [left: number, right: number][]>
  readonly values: Map<number, CellValue>
}

/** More columns than a sheet has. */
const COLUMNS = 1 << 15
const keyOf = (row: number, column: number) => row * COLUMNS + column

/**
 * What the cells of a workbook's charts hold, noted down as the rows go by: a chart keeps a copy of its cells for programs that do not
 * calculate, and this way the copy cannot differ from the cells.
 */
export class ChartCells {
  readonly #sheets = new Map<string, Watched>()

  constructor(sheets: readonly { readonly name: string; readonly charts: readonly PlanChart[] }[]) {
    for (const { name, charts } of sheets)
      for (const chart of charts) {
        const sheet = chart.sheet ?? name
        this.#watch(sheet, chart.categories)
        for (const { name: cell, values } of chart.series) {
          this.#watch(sheet, values)
          this.#watch(sheet, rangeOf(cell))
        }
      }
  }

  #watch(sheet: string, { top, left, bottom, right }: CellRange): void {
    const watched: Watched = this.#sheets.get(sheet) ?? { rows: new Map(), values: new Map() }
    this.#sheets.set(sheet, watched)
    for (let row = top; row <= bottom; row += 1) {
      const stretches = watched.rows.get(row)
      if (stretches) stretches.push([left, right])
      else watched.rows.set(row, [[left, right]])
    }
  }

  /** What takes a sheet's rows, one-based; null where no chart looks at the sheet. */
  reader(sheet: string): ((row: number, values: readonly CellValue[]) => void) | null {
    const watched = this.#sheets.get(sheet)
    if (!watched) return null
    return (row, values) => {
      for (const [left, right] of watched.rows.get(row) ?? [])
        for (let column = left; column <= right; column += 1)
          watched.values.set(keyOf(row, column), values[column - 1] ?? null)
    }
  }

  /** The values of a range of one row or one column; null for a blank cell. */
  of(sheet: string, { top, left, bottom, right }: CellRange): CellValue[] {
    const values = this.#sheets.get(sheet)?.values
    const found: CellValue[] = []
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) found.push(values?.get(keyOf(row, column)) ?? null)
    return found
  }
}

export const rangeOf = ({ row, column }: ChartCell): CellRange => ({
  top: row,
  left: column,
  bottom: row,
  right: column,
})
