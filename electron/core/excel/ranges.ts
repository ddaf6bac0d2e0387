/** One-based rows and columns, both ends included. */
export interface CellRange {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export type CellValue = string | number | FormulaCell | null

/** A number that Excel would work out anew, with what it is now. */
export interface FormulaCell {
  readonly formula: string
  readonly value: number
}
