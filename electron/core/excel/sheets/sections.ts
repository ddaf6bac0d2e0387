import type { Note, Total } from '../../../contract/methods/query.ts'
import type { Unit } from '../../../contract/units.ts'
import type { ChartKind, ChartSeries } from '../charts/types.ts'

/** What a row of a section is about: a day (Excel serial) or a text. */
export interface Head {
  readonly label: string | number
  readonly partial?: boolean
  /** A day that somebody noted something on. */
  readonly noted?: boolean
  /** A group over its members. */
  readonly group?: boolean
  /** A member of a group. */
  readonly child?: boolean
}

export interface SectionColumn {
  readonly label: string
  readonly unit: Unit
}

/** The last row of a section: one total a column; null leaves the cell blank. */
export interface Foot {
  readonly label: string
  readonly totals: readonly (Total | null)[]
}

/** A section's numbers as the API gave them (percent 0–100), row by row. */
export interface SectionBody {
  readonly heads: readonly Head[]
  readonly columns: readonly SectionColumn[]
  readonly values: readonly (readonly (number | null)[])[]
  readonly foot: Foot | null
  /** Members left out of a long list. */
  readonly more: number
}

/** One block of a sheet: rows of the same kind under one heading. */
export interface Section {
  readonly names: readonly string[]
  readonly title: string
  readonly hint: string
  /** Above the first column. */
  readonly corner: string
  /** The first column a colour scale runs over, counted from 0; null for none. */
  readonly scaleFrom: number | null
  /** The column with bars behind its numbers, counted from 0. */
  readonly barsIn?: number
  /** Which column of the body is which metric (`report/metric`) of all apps: where other sheets find it. */
  readonly trends?: ReadonlyMap<string, number>
  /** Charts of its cells. */
  readonly charts?: (body: SectionBody) => readonly SectionChart[]
  /** Asked twice: for the layout and for the rows. */
  readonly load: () => SectionBody
}

/** Rows or columns of a body, counted from 0, both ends included. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * A chart of a section, by the places in its body. `down`: a series a column, its categories the heads of these rows. `across`: a series a
 * row, its categories the headers of these columns; the row after the last is the foot.
 */
export interface SectionChart {
  readonly kind: ChartKind
  readonly title: string
  readonly note: string | null
  readonly unit: Unit
  readonly secondUnit?: Unit
  readonly along: 'down' | 'across'
  readonly categories: Stretch
  readonly days: boolean
  readonly series: readonly (Omit<ChartSeries, 'name' | 'values'> & { readonly at: number })[]
}

/** The notes a reader needs for this body, each once. */
export function notesOf(body: SectionBody): Note[] {
  return [...new Set(body.foot?.totals.flatMap((total) => (total?.note ? [total.note] : [])))]
}

/** Whether a body's rows are days, as Excel's serial numbers. */
export const isDays = ({ heads }: SectionBody) =>
  heads.length > 0 && heads.every(({ label }) => typeof label === 'number')
