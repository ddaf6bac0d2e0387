import type { PlanChart } from '../charts/types.ts'
import type { CellRange } from '../types.ts'
import type { SectionChart } from './sections.ts'

/** Tables of about this many characters leave room for charts at their right; those of wider ones stand above. */
const NARROW = 126
/** Rows of a chart. */
export const CHART_ROWS = 15
const GAP = 2
const CHART_COLUMNS = Array.from({ length: 6 }, () => 11)
/** Characters of a chart above a table: the only one of its section, one of several. */
const [ALONE, OF_SEVERAL] = [88, 60]
/** A sheet of hundreds of charts is a slow one that nobody looks through. */
const MOST_CHARTS = 40

/** Where a sheet's charts stand. */
export interface ChartPlaces {
  readonly beside: boolean
  /** Characters of a chart above a table. */
  readonly least: number
  /** The columns of the whole sheet. */
  readonly widths: readonly number[]
  /** By section the charts it has room for. */
  readonly charts: readonly (readonly SectionChart[])[]
}

export function placesFor(widths: readonly number[], wanted: readonly (readonly SectionChart[])[]): ChartPlaces {
  let left = MOST_CHARTS
  const charts = wanted.map((some) => {
    const kept = some.slice(0, left)
    left -= kept.length
    return kept
  })
  const any = charts.some((some) => some.length > 0)
  const beside = widths.reduce((sum, width) => sum + width, 0) <= NARROW
  const least = charts.some((some) => some.length > 1) ? OF_SEVERAL : ALONE
  if (beside) return { beside, least, widths: any ? [...widths, GAP, ...CHART_COLUMNS] : widths, charts }
  const room = columnsAbove(widths, least).length
  return { beside, least, widths, charts: charts.map((some) => some.slice(0, room)) }
}

/** The rows that a section's charts need above its table. */
export const rowsAbove = (places: ChartPlaces, charts: readonly SectionChart[]) =>
  places.beside || charts.length === 0 ? 0 : CHART_ROWS + 1

/** The rows a section must have for the charts beside it. */
export const rowsBeside = (places: ChartPlaces, charts: readonly SectionChart[]) =>
  places.beside ? charts.length * (CHART_ROWS + 1) : 0

/** Stretches of columns, from the second on, each wide enough for a chart. */
export function chartColumns(widths: readonly number[], least: number): { left: number; right: number }[] {
  const found: { left: number; right: number }[] = []
  let left = 2
  let sum = 0
  for (let column = 2; column <= widths.length; column += 1) {
    sum += widths[column - 1] ?? 0
    if (sum < least) continue
    found.push({ left, right: column })
    left = column + 1
    sum = 0
  }
  return found
}

/** The same for charts above a table; a narrow one has room for one all the same. */
function columnsAbove(widths: readonly number[], least: number): { left: number; right: number }[] {
  const found = chartColumns(widths, least)
  return found.length > 0 ? found : [{ left: 2, right: Math.max(2, widths.length) }]
}

/** Where the nth chart of a section lies whose charts begin at row `top`. */
export function anchorOf(places: ChartPlaces, tableColumns: number, top: number, n: number): CellRange {
  if (!places.beside) {
    const { left, right } = columnsAbove(places.widths, places.least)[n] ?? { left: 2, right: 2 }
    return { top, left, bottom: top + CHART_ROWS - 1, right }
  }
  const left = tableColumns + 2
  const first = top + n * (CHART_ROWS + 1)
  return { top: first, left, bottom: first + CHART_ROWS - 1, right: left + CHART_COLUMNS.length - 1 }
}

/** A section's chart bound to its cells. `header` is the row of the column names, `body` the first of the numbers. */
export function bindChart(
  { along, categories, series, ...chart }: SectionChart,
  rows: { readonly header: number; readonly body: number },
  anchor: CellRange,
): PlanChart {
  const { from, to } = categories
  const stretch = (at: number): CellRange =>
    along === 'down'
      ? { top: rows.body + from, left: at + 2, bottom: rows.body + to, right: at + 2 }
      : { top: rows.body + at, left: from + 2, bottom: rows.body + at, right: to + 2 }
  const heads: CellRange =
    along === 'down'
      ? { top: rows.body + from, left: 1, bottom: rows.body + to, right: 1 }
      : { top: rows.header, left: from + 2, bottom: rows.header, right: to + 2 }
  return {
    ...chart,
    categories: heads,
    series: series.map(({ at, ...look }) => ({
      ...look,
      name: along === 'down' ? { row: rows.header, column: at + 2 } : { row: rows.body + at, column: 1 },
      values: stretch(at),
    })),
    anchor,
  }
}
