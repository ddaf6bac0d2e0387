import type { Unit } from '../../../contract/units.ts'
import { median } from '../quantile.ts'

/** What a number is held against: the middle of others like it, and how far they usually are from it. */
export interface Baseline {
  readonly expected: number
  readonly spread: number
  readonly values: readonly number[]
}

/** Fewer numbers have no middle worth the name. */
export const FEWEST = 4
/** The median distance of a normal distribution, so that scores read like standard deviations. */
const MAD_TO_SIGMA = 1.4826
/** Nothing in this business is steadier than so many hundredths. */
const STEADIEST = 0.03

/**
 * Median and median distance: outliers among the numbers themselves do no harm. `noise` is what chance alone makes of a number as large as
 * the expected one; the spread is never less. Null for too few numbers, or where nothing can be expected.
 */
export function baselineOf(values: readonly number[], noise: (expected: number) => number): Baseline | null {
  if (values.length < FEWEST) return null
  const expected = median(values) ?? 0
  const distance = median(values.map((value) => Math.abs(value - expected))) ?? 0
  const spread = Math.max(MAD_TO_SIGMA * distance, noise(expected))
  return spread > 0 ? { expected, spread, values } : null
}

/** How far a number is from what is expected, in usual distances. */
export const scoreOf = (value: number, { expected, spread }: Baseline) => (value - expected) / spread

/**
 * What chance makes of a number: a count of n varies by √n, a percentage of n cases by its sampling error. `base`: how many cases a ratio or
 * average stands on.
 */
export function noiseOf(unit: Unit, base: number | null): (expected: number) => number {
  return (expected) => {
    const steadiest = STEADIEST * Math.abs(expected)
    if (unit === 'count') return Math.max(Math.sqrt(Math.max(expected, 1)), steadiest)
    if (unit !== 'percent' || !base) return steadiest
    const p = Math.min(Math.max(expected, 0), 100)
    return Math.max(Math.sqrt((p * (100 - p)) / base), steadiest)
  }
}
