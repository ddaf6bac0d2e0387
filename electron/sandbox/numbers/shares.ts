import type { Day } from '../../contract/calendar.ts'
import { between, hash, unit } from './random.ts'

const VARIANTS = 4
/** Days over which the shares drift from one variant to the next. */
const DRIFT = 45

/**
 * How a day's total falls on the members of a dimension. Shares drift slowly and tremble from day to day; the parts of a
 * day are whole and add up to its total exactly, so ranges are plain sums of days.
 */
export class Shares {
  readonly size: number
  private readonly seed: number
  private readonly drifting: readonly Float64Array[]
  private readonly trembling: readonly Float64Array[]

  /** `weights` need no particular sum; a weight of 0 stays 0. `spread` says how far the drift may take a share from it. */
  constructor(seed: number, weights: readonly number[], spread = 0.25) {
    this.seed = seed
    this.size = weights.length
    const variant = (number: number, reach: number) =>
      cumulated(weights.map((weight, i) => weight * Math.exp(between(-reach, reach, seed, number, i))))
    this.drifting = Array.from({ length: VARIANTS }, (_, i) => variant(i, spread))
    this.trembling = Array.from({ length: VARIANTS }, (_, i) => variant(100 + i, spread * 1.5))
  }

  /**
   * Adds a day's parts of `total` to `out`; where `factor` is given, the parts times it to `products` as well. `salt` keeps
   * the rounding of different measures apart.
   */
  add(total: number, day: Day, salt: number, out: Numbers, factor = 0, products?: Numbers): void {
    if (total === 0) return
    const step = Math.floor(day / DRIFT)
    const into = (day - step * DRIFT) / DRIFT
    const a = this.drifting[mod(step)] as Float64Array
    const b = this.drifting[mod(step + 1)] as Float64Array
    const c = this.trembling[hash(this.seed, day, 7) % VARIANTS] as Float64Array
    const shift = unit(this.seed, day, salt)
    const wa = total * 0.7 * (1 - into)
    const wb = total * 0.7 * into
    const wc = total * 0.3
    let before = 0
    for (let i = 0; i < this.size - 1; i++) {
      const until = Math.floor(wa * (a[i] as number) + wb * (b[i] as number) + wc * (c[i] as number) + shift)
      const part = until - before
      before = until
      out[i] = (out[i] as number) + part
      if (products) products[i] = (products[i] as number) + part * factor
    }
    const last = this.size - 1
    out[last] = (out[last] as number) + total - before
    if (products) products[last] = (products[last] as number) + (total - before) * factor
  }
}

export type Numbers = number[] | Float64Array

/** Splits `total` by whole weights into whole parts, each at most its weight as long as the total is at most theirs. */
export function splitBy(total: number, weights: Numbers, shift: number): Float64Array {
  const parts = new Float64Array(weights.length)
  let sum = 0
  for (const weight of weights) sum += weight
  if (sum === 0) return parts
  let run = 0
  let before = 0
  for (let i = 0; i < weights.length; i++) {
    run += weights[i] as number
    // the last boundary is exact: a rounding error must not lose a unit
    const until = run === sum ? total : Math.floor((total * run) / sum + shift)
    parts[i] = until - before
    before = until
  }
  return parts
}

export function total(numbers: Numbers): number {
  let sum = 0
  for (const number of numbers) sum += number
  return sum
}

function cumulated(weights: readonly number[]): Float64Array {
  const result = new Float64Array(weights.length)
  let sum = 0
  for (let i = 0; i < weights.length; i++) result[i] = sum += weights[i] as number
  for (let i = 0; i < weights.length; i++) result[i] = (result[i] as number) / sum
  return result
}

function mod(step: number): number {
  return ((step % VARIANTS) + VARIANTS) % VARIANTS
}
