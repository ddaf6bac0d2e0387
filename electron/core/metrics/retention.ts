import type { Values } from '../catalogue/schema.ts'

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
}

/**
 * Many cohorts, of one app or of several, as one: 100 × Σ retained / Σ cohort over mature cells only. A 0 is a mature cell and counts, null is
 * not yet known and does not. `later[0]` is 第2天 (week, month), the field's day-1 retention.
 */
export function poolCohorts(cohorts: readonly Cohort[], kind: 'count' | 'ratio'): Pooled {
  const length = cohorts.reduce((most, cohort) => Math.max(most, cohort.later.length), 0)
  const rate: (number | null)[] = []
  const base: number[] = []
  for (let n = 0; n < length; n += 1) {
    let retained = 0
    let size = 0
    for (const cohort of cohorts) {
      const cell = cohort.later[n] ?? null
      if (cell === null || cohort.size === null) continue
      retained += kind === 'count' ? cell : (cell * cohort.size) / 100
      size += cohort.size
    }
    rate.push(size === 0 ? null : (100 * retained) / size)
    base.push(size)
  }
  return { rate, base }
}

/** Whether a column is one of a cohort's later periods (`第2天`, `第2周`, `第2月`), and which. */
export function laterPeriod(key: string): number | null {
  const match = /^第(\d+)[天周月]$/.exec(key)
  return match ? Number(match[1]) : null
}

/** Replies follow a cohort to its ninth period; later columns are shown only where some cohort has them. */
export const USUAL_LAST_PERIOD = 9
