import type { SeriesColor } from './colors.ts'
import type { Dash } from './dashes.ts'

/** A series' number at the place pointed at, as text. */
export interface TipRow {
  readonly key: string
  readonly label: string
  readonly color: SeriesColor
  readonly dash?: Dash
  readonly value: string
  /** The number compared with. */
  readonly before?: string
  readonly change?: number | null
  /** Of a share instead: in percentage points. */
  readonly points?: number | null
}
/** What a chart says about the place pointed at. */
export interface ChartTip {
  readonly title: string
  /** A second line below: the day compared with, that the period is not whole. */
  readonly lines?: readonly string[]
  readonly rows: readonly TipRow[]
  /** Where the number of the series pointed at came from. */
  readonly foot?: string
}

/** A point somebody asks about: its series and place, and where on the page it is. */
export interface Picked {
  readonly key: string
  readonly at: number
  readonly element: Element
  readonly x: number
  readonly y: number
}

/** As many rows as a glance can take. */
export const TIP_ROWS = 14

/** The rows to show: all in their order, or the nearest around the one pointed at; how many are left out above and below. */
export function nearestRows(
  rows: readonly TipRow[],
  key: string | null,
  most = TIP_ROWS,
): { rows: readonly TipRow[]; above: number; below: number } {
  const at = Math.max(
    0,
    rows.findIndex((row) => row.key === key),
  )
  const start = Math.max(0, Math.min(at - Math.floor(most / 2), rows.length - most))
  const shown = rows.slice(start, start + most)
  return { rows: shown, above: start, below: rows.length - start - shown.length }
}
