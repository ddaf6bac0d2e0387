import type { PlanRow } from './types.ts'

/** A4 between the margins, in points. */
const PAGE = { landscape: { width: 785, height: 515 }, portrait: { width: 537, height: 762 } }
const POINTS_A_ROW = 17
/** Title rows that every page repeats. */
const REPEATED = 90
/** Programs differ in how wide they draw a column, so only this part of a page is counted on. */
const CERTAIN = 0.85

/** A column of so many characters, in points. */
const columnPoints = (width: number) => (width * 7 + 5) * 0.75

/** What a page holds of rows, in points, when the columns are fitted to its width. */
function pageHeight(widths: readonly number[], landscape: boolean): number {
  const page = landscape ? PAGE.landscape : PAGE.portrait
  const scale = Math.min(1, page.width / widths.reduce((sum, width) => sum + columnPoints(width), 0))
  return page.height / scale
}

/** A little more than a page is one page made smaller, rather than a second one with a few rows. */
const NEARLY = 1.4

/** Whether the rows are so few that they read well on one page. */
export function nearlyOnePage(widths: readonly number[], rows: readonly PlanRow[], landscape: boolean): boolean {
  const height = rows.reduce((sum, row) => sum + (row.height ?? POINTS_A_ROW), 0)
  return height <= pageHeight(widths, landscape) * NEARLY
}

/**
 * Where pages should begin so that blocks are not torn: before every block that would not surely fit below the ones before it. A block
 * longer than a page has its pages to itself. Returns the rows after which to break.
 */
export function pageBreaks(
  widths: readonly number[],
  blocks: readonly { readonly top: number; readonly rows: number }[],
  landscape: boolean,
): number[] {
  const capacity = ((pageHeight(widths, landscape) - REPEATED) / POINTS_A_ROW) * CERTAIN
  const breaks: number[] = []
  let used = 0
  for (const { top, rows } of blocks) {
    if (used > 0 && used + rows > capacity) {
      breaks.push(top - 1)
      used = 0
    }
    used += rows
  }
  return breaks
}
