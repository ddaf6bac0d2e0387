import type { Day, DayRange } from '../../contract/calendar.ts'
import type { Formula } from '../metrics/formula.ts'
import type { DaySeries } from '../metrics/insights/anomalies.ts'
import { unknown } from '../metrics/notes.ts'
import { overApps, type Cell } from '../metrics/over-apps.ts'
import { dayCells } from '../metrics/series.ts'
import { readSpans, type Reading } from './query-read.ts'
import type { QueryApp } from './query-scope.ts'
import { inTurns } from './turns.ts'

/** Apps read before others get their turn. */
const AT_ONCE = 25

/** One app's metrics day by day, or all apps' as one (`app` null). */
export interface WatchedApp {
  readonly app: QueryApp | null
  /** By metric, then by day of the range. */
  readonly cells: readonly (readonly Cell[])[]
  readonly snapshot: number
}

/** The watched metrics of every app, and of all of them as one where there are several. */
export async function readWatched(
  reading: Reading,
  apps: readonly QueryApp[],
  formulas: readonly Formula[],
  range: DayRange,
): Promise<WatchedApp[]> {
  const found = await inTurns(apps, AT_ONCE, (some) => {
    const spans = readSpans({ ...reading, apps: some.map(({ id }) => id) }, [range])[0] ?? []
    return some.map((app, a): WatchedApp => {
      const own = spans[a]
      const cells = formulas.map((formula) => dayCells(formula, own?.spans ?? []))
      return { app, cells, snapshot: own?.snapshot ?? 0 }
    })
  })
  return found.length > 1 ? [...found, await together(found, formulas, range)] : found
}

/**
 * All apps as one: those that were there from the window's first week on, since one that joins later would look like a rise. A day is not
 * known where one of them lacks it that had numbers in the days before: its gap would look like a fall.
 */
async function together(
  apps: readonly WatchedApp[],
  formulas: readonly Formula[],
  { from, to }: DayRange,
): Promise<WatchedApp> {
  const days = Array.from({ length: to - from + 1 }, (_, d) => d)
  const cells = await inTurns([...formulas.entries()], 1, (some) =>
    some.map(([m, formula]) => {
      const there = apps.map((app) => app.cells[m] ?? []).filter((own) => own.slice(0, 7).some(isKnown))
      return days.map((d) => cellOn(formula, there, d))
    }),
  )
  return { app: null, cells, snapshot: apps.reduce((newest, { snapshot }) => Math.max(newest, snapshot), 0) }
}

function cellOn(formula: Formula, apps: readonly (readonly Cell[])[], d: number): Cell {
  if (apps.some((own) => stopped(own, d))) return UNKNOWN
  const known = apps.flatMap((own) => own[d] ?? []).filter(isKnown)
  const parts = (of: (cell: Cell) => number | null) => known.reduce((sum, cell) => sum + (of(cell) ?? 0), 0)
  return { own: overApps(formula, known, false), num: parts((cell) => cell.num), den: parts((cell) => cell.den) }
}

const UNKNOWN: Cell = { own: unknown('incomplete'), num: null, den: null }
/** So many days before a gap tell that it is one. */
const LOOK_BACK = 3

const isKnown = (cell: Cell | undefined) => cell !== undefined && cell.own.value !== null

function stopped(cells: readonly Cell[], d: number): boolean {
  return !isKnown(cells[d]) && cells.slice(Math.max(0, d - LOOK_BACK), d).some(isKnown)
}

/** One metric of one app, as rules read it. */
export function seriesOf({ cells }: WatchedApp, m: number, formula: Formula, range: DayRange): DaySeries {
  const cellOn = (day: Day) => cells[m]?.[day - range.from]
  const { unit } = formula.metric
  return {
    unit,
    valueOn: (day) => cellOn(day)?.own.value ?? null,
    baseOn: (day) => (unit === 'count' ? (cellOn(day)?.own.value ?? null) : (cellOn(day)?.den ?? null)),
  }
}
