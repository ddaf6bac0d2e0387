import type { CellRange, CellValue } from '../ranges.ts'
import type { ChartCell, PlanChart } from './types.ts'

/** Which columns of a row some chart shows. */
interface Watch {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/**
 * What the cells of a workbook's charts hold, noted down as the rows go by: a chart keeps a copy of its cells for programs that do not
 * calculate, and this way the copy cannot differ from the cells.
 */
export class ChartCells {
  readonly #watches = new Map<string, Watch[]>()
  readonly #values = new Map<string, CellValue>()

  constructor(sheets: readonly { readonly name: string; readonly charts: readonly PlanChart[] }[]) {
    for (const { name, charts } of sheets)
      for (const chart of charts) {
        const sheet = chart.sheet ?? name
        const watches = this.#watches.get(sheet) ?? []
        watches.push(chart.categories)
        for (const { name: cell, values } of chart.series) watches.push(values, rangeOf(cell))
        this.#watches.set(sheet, watches)
      }
  }

  /** What takes a sheet's rows, one-based; null where no chart looks at the sheet. */
  reader(sheet: string): ((row: number, values: readonly CellValue[]) => void) | null {
    const watches = this.#watches.get(sheet)
    if (!watches) return null
    return (row, values) => {
      for (const { top, bottom, left, right } of watches) {
        if (row < top || row > bottom) continue
        for (let column = left; column <= right; column += 1)
          this.#values.set(keyOf(sheet, row, column), values[column - 1] ?? null)
      }
    }
  }

  /** The values of a range of one row or one column; null for a blank cell. */
  of(sheet: string, { top, left, bottom, right }: CellRange): CellValue[] {
    const found: CellValue[] = []
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1)
        found.push(this.#values.get(keyOf(sheet, row, column)) ?? null)
    return found
  }
}

export const rangeOf = ({ row, column }: ChartCell): CellRange => ({
  top: row,
  left: column,
  bottom: row,
  right: column,
})

const keyOf = (sheet: string, row: number, column: number) => `${row} ${column} ${sheet}`
