import type { CoverageState } from '../../../contract/methods/history-coverage.ts'
import type { Unit } from '../../../contract/units.ts'

/** What the cells of a column are: a number of one unit, of the unit each cell names, a change in percent, and so on. */
export type ColumnKind = 'text' | 'wrap' | 'day' | 'moment' | 'id' | 'number' | 'change' | 'state' | Unit

export interface TableColumn {
  readonly name: string
  readonly kind: ColumnKind
  /** Characters; by its kind where absent. */
  readonly width?: number
}

/** A number of a unit of its own. */
export interface OwnUnit {
  readonly value: number | null
  readonly unit: Unit
}

/** By the kind of its column: a text, `YYYY-MM-DD`, an ISO moment, a number, a state of a day. Null is not known, or nothing to say. */
export type TableCell = string | number | null | OwnUnit | { readonly state: CoverageState }

/** A sheet with one table of the page. */
export interface PageSheet {
  /** Wanted; made fit for Excel, and different from the others'. */
  readonly name: string
  readonly title: string
  /** What must be known to read it, a line each. */
  readonly notes: readonly string[]
  readonly columns: readonly TableColumn[]
  /** Columns that stay in sight. */
  readonly pinned: number
  readonly rows: readonly (readonly TableCell[])[]
  /** Columns drawn as lines over the first one, on a sheet of charts. */
  readonly lines?: TableLines
}

export interface TableLines {
  readonly unit: Unit
  /** Which of the columns are drawn, where not all are. */
  readonly note: string | null
  /** One-based columns with their looks, RRGGBB. */
  readonly series: readonly { readonly column: number; readonly colour: string; readonly dash?: 'dash' | 'dot' }[]
}

/** A table of the page as a workbook: its sheets, and the facts that each begins with. */
export interface PageTable {
  readonly title: string
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly sheets: readonly PageSheet[]
}
