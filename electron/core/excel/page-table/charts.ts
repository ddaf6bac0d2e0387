import type { PlanChart } from '../charts/types.ts'
import { EMPTY_ROW, lineRow, RowMaker } from '../rows.ts'
import type { PlanSheet } from '../types.ts'
import type { SheetLook } from './sheet.ts'
import type { PageTable } from './types.ts'

const WIDTHS = Array.from({ length: 11 }, () => 12)
/** Rows of a chart, and from one to the next. */
const [ROWS, STEP] = [20, 22]

/** A sheet with the lines of a workbook's tables, one chart a table, bound to their cells; null where there is nothing to draw. */
export function planCharts(
  look: SheetLook,
  of: PageTable,
  tables: readonly PlanSheet[],
  name: string,
): PlanSheet | null {
  const { frame } = look.styles
  const above = [
    lineRow(of.title, frame.title, 28),
    ...of.facts.map(([label, value]) => new RowMaker().set(1, label, frame.label).set(2, value, frame.fact).row(18)),
    EMPTY_ROW,
  ]
  const charts = of.sheets.flatMap((sheet, n): Omit<PlanChart, 'anchor'>[] => {
    const [planned, lines] = [tables[n], sheet.lines]
    const range = planned?.tables[0]?.range
    // one point is no line
    if (!planned || !range || !lines || sheet.rows.length < 2) return []
    const column = (at: number) => ({ top: range.top + 1, left: at, bottom: range.bottom, right: at })
    return [
      {
        ...{ kind: 'line', title: sheet.title, note: lines.note, sheet: planned.name, days: false, unit: lines.unit },
        categories: column(1),
        series: lines.series.map(({ column: at, ...looks }) => ({
          ...looks,
          name: { row: range.top, column: at },
          values: column(at),
        })),
      },
    ]
  })
  if (charts.length === 0) return null
  const bottom = above.length + charts.length * STEP
  return {
    name,
    tab: null,
    widths: WIDTHS,
    rowCount: bottom,
    // a chart lies over rows that are there
    rows: function* () {
      yield* above
      for (let row = above.length; row < bottom; row += 1) yield EMPTY_ROW
    },
    freeze: { rows: 0, columns: 0 },
    filter: null,
    ...{ merges: [], scales: [], bars: [], links: [], tables: [], names: [], outline: false },
    charts: charts.map((chart, n) => {
      const top = above.length + 1 + n * STEP
      return { ...chart, anchor: { top, left: 1, bottom: top + ROWS - 1, right: WIDTHS.length } }
    }),
    print: {
      ...{
        landscape: true,
        repeatRows: null,
        breaks: charts.slice(1).map((_, n) => above.length + (n + 1) * STEP),
        footer: of.title,
      },
    },
  }
}
