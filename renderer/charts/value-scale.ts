import type { Unit } from '../../electron/contract/units.ts'

/** Where a value axis begins and ends, and its steps. */
export interface ValueScale {
  readonly min: number
  readonly max: number
  readonly step: number
}

type Values = readonly (number | null)[]

/** The least and the greatest known value; null where nothing is known. */
export function extentOf(lines: readonly Values[], first = 0, last = Infinity): { low: number; high: number } | null {
  let low = Infinity
  let high = -Infinity
  for (const values of lines) {
    const end = Math.min(last, values.length - 1)
    for (let i = Math.max(0, first); i <= end; i += 1) {
      const value = values[i]
      if (value === null || value === undefined) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return low > high ? null : { low, high }
}

/** Above this part of the greatest value, lines would lie flat on a scale that begins at zero. */
const FLAT = 0.7

/**
 * A scale of round steps around the values, in minutes and hours where they are seconds. It begins at zero unless all values lie close
 * together far above it; `zero` insists (bars are read by their length).
 */
export function valueScale(
  extent: { low: number; high: number } | null,
  unit: Unit,
  { zero = false, steps = 4 }: { zero?: boolean; steps?: number } = {},
): ValueScale {
  const { low, high } = extent ?? { low: 0, high: 1 }
  const close = !zero && low > high * FLAT && low > 0 && high > low
  const begin = close ? low : Math.min(0, low)
  const end = Math.max(high, low >= 0 && high <= 0 ? 1 : high, zero ? 0 : -Infinity)
  const step = roundStep((end - begin) / steps || 1, unit)
  const min = Math.floor(begin / step + 1e-9) * step
  const max = Math.ceil(end / step - 1e-9) * step
  return { min: tidy(min), max: tidy(max === min ? min + step : max), step }
}

/** Two scales of as many steps, so that the lines across one are those of the other. */
export function withEqualSteps(a: ValueScale, b: ValueScale): [ValueScale, ValueScale] {
  const count = ({ min, max, step }: ValueScale) => Math.round((max - min) / step)
  const most = Math.max(count(a), count(b))
  const widened = (scale: ValueScale) => ({ ...scale, max: tidy(scale.min + most * scale.step) })
  return [widened(a), widened(b)]
}

const SECONDS = [
  1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
]

/** Steps that can be read, times a power of ten. */
const ROUND = [1, 2, 2.5, 3, 4, 5, 6, 10]

function roundStep(rough: number, unit: Unit): number {
  if (unit === 'seconds') {
    const found = SECONDS.find((step) => step >= rough)
    if (found !== undefined && rough > 0.5) return found
  }
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = (ROUND.find((each) => each * power >= rough - power * 1e-9) ?? 10) * power
  return unit === 'count' ? Math.max(1, Math.ceil(step)) : tidy(step)
}

/** Without the dust of binary fractions. */
const tidy = (value: number) => Number(value.toPrecision(12))
