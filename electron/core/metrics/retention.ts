import type { Values } from '../catalogue/schema.ts'
import { quantile } from './quantile.ts'

/** One cohort: its size, and how many of it (`count`) or what percentage (`ratio`) came back in each later period. */
export interface Cohort {
  readonly size: number | null
  readonly later: Values
}

export interface Pooled {
  /** Percent by later period; null where no cohort is old enough. */
  readonly rate: readonly (number | null)[]
  /** The people these rates stand on, by later period: only cohorts that are old enough. */
  readonly base: readonly number[]
  /** How many of them came back; of percentages, these times the sizes. Null where no cohort is old enough. */
  readonly retained: readonly (number | null)[]
}

/**
 * Many cohorts, of one app or of several, as one: 100 × Σ retained / Σ cohort over mature cells only. A 0 is a mature cell and counts, null is
 * not yet known and does not. `later[0]` is 第2天 (week, month), the field's day-1 retention.
 */
export function poolCohorts(cohorts: readonly Cohort[], kind: 'count' | 'ratio'): Pooled {
  const length = cohorts.reduce((most, cohort) => Math.max(most, cohort.later.length), 0)
  const rate: (number | null)[] = []
  const base: number[] = []
  const back: (number | null)[] = []
  for (let n = 0; n < length; n += 1) {
    let retained = 0
    let size = 0
    let mature = false
    for (const cohort of cohorts) {
      const cell = cohort.later[n] ?? null
      if (cell === null || cohort.size === null) continue
      retained += kind === 'count' ? cell : (cell * cohort.size) / 100
      size += cohort.size
      mature = true
    }
    rate.push(size === 0 ? null : (100 * retained) / size)
    base.push(size)
    back.push(mature ? retained : null)
  }
  return { rate, base, retained: back }
}

/** The middle of many curves and the half around it, by later period. */
export interface Band {
  readonly median: readonly (number | null)[]
  readonly lower: readonly (number | null)[]
  readonly upper: readonly (number | null)[]
  readonly curves: readonly number[]
}

/** Fewer curves have no quartiles worth the name. */
const FEWEST_FOR_QUARTILES = 4

/** Each curve counts once, however many people it stands on; a point on fewer than `minBase` people does not. */
export function bandOf(curves: readonly Pick<Pooled, 'rate' | 'base'>[], length: number, minBase: number): Band {
  const rates = Array.from({ length }, (_, n) =>
    curves.flatMap(({ rate, base }) => ((base[n] ?? 0) >= minBase ? (rate[n] ?? []) : [])).toSorted((a, b) => a - b),
  )
  const quartile = (q: number) => rates.map((at) => (at.length < FEWEST_FOR_QUARTILES ? null : quantile(at, q)))
  return {
    median: rates.map((at) => quantile(at, 0.5)),
    lower: quartile(0.25),
    upper: quartile(0.75),
    curves: rates.map((at) => at.length),
  }
}

/** Whether a column is one of a cohort's later periods (`第2天`, `第2周`, `第2月`), and which. */
export function laterPeriod(key: string): number | null {
  const match = /^第(\d+)[天周月]$/.exec(key)
  return match ? Number(match[1]) : null
}

/** Replies follow a cohort to its ninth period; later columns are shown only where some cohort has them. */
export const USUAL_LAST_PERIOD = 9
