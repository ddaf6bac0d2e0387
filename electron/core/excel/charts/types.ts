import type { Unit } from '../../../contract/units.ts'
import type { CellRange } from '../ranges.ts'

/**
 * `line` over time or age; `column` and `bar` side by side; `stacked` and `share` one upon the other, as numbers or as parts of 100 %;
 * `doughnut` parts of one whole; `combo` columns with lines on an axis of their own.
 */
export type ChartKind = 'line' | 'column' | 'stacked' | 'bar' | 'share' | 'doughnut' | 'combo'

export interface ChartCell {
  readonly row: number
  readonly column: number
}

/** Cells of one sheet that a chart is bound to. */
export interface ChartSeries {
  /** The cell that holds the series' name. */
  readonly name: ChartCell
  readonly values: CellRange
  /** RRGGBB. */
  readonly colour: string
  /** Each part's own colour, in a ring. */
  readonly points?: readonly string[]
  /** A colour's second and third use on a chart are told apart by their dashes. */
  readonly dash?: 'dash' | 'dot'
  /** Points (counted from 0) whose period is not whole: drawn dashed, or pale. */
  readonly partial?: readonly number[]
  /** Drawn as a line on the second axis of a combo. */
  readonly second?: boolean
  /** Texts beside single points (counted from 0). */
  readonly remarks?: ReadonlyMap<number, string>
}

export interface PlanChart {
  readonly kind: ChartKind
  readonly title: string
  /** A smaller line below the title: the rule by which its series were chosen. */
  readonly note: string | null
  /** The sheet its cells are on; its own where absent. */
  readonly sheet?: string
  readonly categories: CellRange
  /** Categories are days, as Excel's serial numbers. */
  readonly days: boolean
  readonly series: readonly ChartSeries[]
  readonly unit: Unit
  /** Of the second axis of a combo. */
  readonly secondUnit?: Unit
  /** The cells it lies over, both ends included. */
  readonly anchor: CellRange
}
