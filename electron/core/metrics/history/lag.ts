/** A number as it read at some time after its period ended: whole days later, 0 being the morning after. */
export interface Seen {
  readonly lag: number
  readonly value: number | null
}

export interface LagPoint {
  readonly lag: number
  readonly cells: number
  /** Percent of the cells that a later reply told otherwise. */
  readonly changed: number
  /** What was told then in percent of what was told last; null where nothing adds up. */
  readonly reported: number | null
}

export interface Advice {
  readonly days: number
  readonly changed: number
  readonly atMost: number
  readonly cells: number
}

/** So few numbers that change are no reason to go on fetching, in percent. */
const WORTH_FETCHING = 1
/** Fewer cells say nothing. */
const FEWEST = 20

interface Tally {
  cells: number
  changed: number
  then: number
  last: number
}

/** How a metric's numbers settle after their period ended. Each cell is held against what was last seen of it. */
export class LagCurve {
  readonly #horizon: number
  readonly #tallies = new Map<number, Tally>()
  #seenUpTo: number | null = null

  constructor(horizon: number) {
    this.#horizon = horizon
  }

  /** One cell, oldest first; of several on one day the last counts. */
  add(seen: readonly Seen[]): void {
    const last = seen.at(-1)
    if (!last || seen.length < 2) return
    seen.forEach((one, i) => {
      const next = seen[i + 1]
      if (!next || next.lag === one.lag || one.lag > this.#horizon || one.lag === last.lag) return
      // what was never known says nothing
      if (one.value === null && last.value === null) return
      this.#count(one, last)
    })
  }

  #count(one: Seen, last: Seen): void {
    const tally = this.#tallies.get(one.lag) ?? { cells: 0, changed: 0, then: 0, last: 0 }
    this.#tallies.set(one.lag, tally)
    this.#seenUpTo = Math.max(this.#seenUpTo ?? 0, last.lag)
    tally.cells += 1
    if (one.value !== last.value) tally.changed += 1
    tally.then += one.value ?? 0
    tally.last += last.value ?? 0
  }

  /** `adds`: the metric's numbers add up, so that the share already told can be given. */
  points(adds: boolean): LagPoint[] {
    return [...this.#tallies]
      .sort(([a], [b]) => a - b)
      .map(([lag, { cells, changed, then, last }]) => ({
        lag,
        cells,
        changed: (100 * changed) / cells,
        reported: adds && last > 0 ? (100 * then) / last : null,
      }))
  }

  get seenUpTo(): number | null {
    return this.#seenUpTo
  }

  /** The first lag from which on so few numbers still changed that fetching again is not worth it. */
  advice(): Advice | null {
    const points = this.points(false).filter(({ cells }) => cells >= FEWEST)
    const settled = points.findLastIndex(({ changed }) => changed > WORTH_FETCHING) + 1
    const point = points[settled]
    if (!point) return null
    const { lag, changed, cells } = point
    return { days: lag, changed, atMost: upperBound(changed, cells), cells }
  }
}

/** What a percentage seen in `n` cases is at most, with 95 % confidence (Wilson). */
export function upperBound(percent: number, n: number): number {
  const z = 1.959964
  const p = percent / 100
  const middle = p + (z * z) / (2 * n)
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return (100 * (middle + spread)) / (1 + (z * z) / n)
}
