import { STATES, type StateLetter } from './states.ts'

/** The drawing's own measure of a day, with the gap behind it, and of its height: it is stretched to the room there is. */
export const DAY_WIDTH = 8
export const HEIGHT = 24
const GAP = 1

/** All days of one state, as a path. */
export interface StatePath {
  readonly state: StateLetter
  readonly path: string
}

/** One or several series of days as blocks, by state; several lie on each other, the best at the bottom. */
export function stripPaths(rows: readonly string[]): StatePath[] {
  const days = Math.max(0, ...rows.map((row) => row.length))
  const paths = new Map<StateLetter, string>()
  for (let day = 0; day < days; day += 1) {
    let bottom = HEIGHT
    for (const state of STATES) {
      const count = rows.reduce((sum, row) => sum + Number(row[day] === state), 0)
      if (count === 0 || state === 'a') continue
      const height = (count / rows.length) * HEIGHT
      bottom -= height
      const block = `M${day * DAY_WIDTH} ${round(bottom)}h${DAY_WIDTH - GAP}v${round(height)}h${GAP - DAY_WIDTH}z`
      paths.set(state, (paths.get(state) ?? '') + block)
    }
  }
  return [...paths].map(([state, path]) => ({ state, path }))
}

const round = (value: number) => Math.round(value * 100) / 100

/** A day that the axis names, and where. */
export interface Tick {
  readonly label: string
  /** Where the day begins, in percent of the whole width. */
  readonly at: number
}

const STEPS = [1, 2, 5, 7, 10, 14, 30, 61, 91, 183, 365]
/** Pixels a label takes with the room around it. */
const LABEL = 48

/** Which days the axis names, as many as there is room for. */
export function ticksOf(days: readonly string[], width: number): Tick[] {
  const fit = Math.max(1, Math.floor(width / LABEL))
  const step = STEPS.find((each) => days.length / each <= fit) ?? days.length
  return days.flatMap((day, i) => (i % step === 0 ? [{ label: day.slice(5), at: (100 * i) / days.length }] : []))
}
