import type { CellValue, PlanRow } from './types.ts'
import type { Style } from './styles.ts'

/** A row of cells one by one; for rows that are few. */
export class RowMaker {
  readonly #values: CellValue[] = []
  readonly #styles: (Style | null)[] = []

  /** One-based column. */
  set(column: number, value: CellValue, style: Style): this {
    this.#values[column - 1] = value
    this.#styles[column - 1] = style
    return this
  }

  /** The same style over columns `from` to `to`, where nothing is yet. */
  fill(from: number, to: number, style: Style): this {
    for (let column = from; column <= to; column += 1) if (!this.#styles[column - 1]) this.set(column, null, style)
    return this
  }

  row(height?: number, outline?: number): PlanRow {
    const values = Array.from(this.#values, (value) => value ?? null)
    const styles = Array.from(this.#styles, (style) => style ?? null)
    return { values, styles, ...(height !== undefined && { height }), ...(outline !== undefined && { outline }) }
  }
}

export const EMPTY_ROW: PlanRow = { values: [], styles: [] }

/** A row with one cell, in column A. */
export const lineRow = (value: CellValue, style: Style, height?: number): PlanRow =>
  new RowMaker().set(1, value, style).row(height)
