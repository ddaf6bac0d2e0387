import type { Unit } from '../../electron/contract/units.ts'
import { extentOf, valueScale } from './value-scale.ts'

/** A step of the colours that stand for values: from little to much, or from below to above. Its ink is the token with `-on`. */
export type ScaleColor = `--seq-${number}` | `--div-${number}`

/** How many colours either row has. */
export const SCALE_COLORS = 7

/** Values as colours, in classes that a legend can name. */
export interface ColorScale {
  /** diverging: around a middle, whose class has no colour of its own. */
  readonly kind: 'sequential' | 'diverging'
  /** Where one class ends and the next begins; a value on a bound belongs to the class above it. */
  readonly bounds: readonly number[]
  /** One more than there are bounds. */
  readonly colors: readonly ScaleColor[]
  /** The steps grow: most values lie close together far below the greatest. */
  readonly uneven: boolean
}

type Values = readonly (number | null)[]

/** Where so many of the values would fall into the lowest class, even steps would show one thing only: who is the greatest. */
const CROWDED = 0.6

/** Colours from little to much: even round steps, or steps of 1, 2, 5, 10 … where nearly all values are small beside the greatest. */
export function sequentialScale(values: Values, unit: Unit): ColorScale {
  const extent = extentOf([values])
  if (!extent) return { kind: 'sequential', bounds: [], colors: ['--seq-1'], uneven: false }
  const { min, max, step } = valueScale(extent, unit, { steps: SCALE_COLORS - 1 })
  const count = Math.min(SCALE_COLORS, Math.max(1, Math.round((max - min) / step)))
  const even = Array.from({ length: count - 1 }, (_, i) => tidy(min + (i + 1) * step))
  const known = values.filter((value) => value !== null)
  const lowest = known.filter((value) => value < (even[0] ?? Infinity)).length
  const uneven = min === 0 && known.length > 3 && lowest > known.length * CROWDED
  const bounds = uneven ? roundBelow(extent.high, SCALE_COLORS - 1) : even
  return { kind: 'sequential', bounds, colors: spreadColors(bounds.length + 1), uneven }
}

/** Colours around a middle, as many steps below as above; the class of the middle holds what differs hardly. */
export function divergingScale(values: Values, middle = 0): ColorScale {
  const far = Math.max(0, ...values.map((value) => (value === null ? 0 : Math.abs(value - middle))))
  const half = far === 0 ? [1, 2, 5] : roundBelow(far, 3)
  const bounds = [...half.map((step) => middle - step).toReversed(), ...half.map((step) => middle + step)]
  return diverging(bounds.map(tidy))
}

/** Colours of an index around 100, the same wherever it stands: from a half to double. */
export const INDEX_SCALE: ColorScale = diverging([50, 75, 90, 110, 133, 200])

function diverging(bounds: readonly number[]): ColorScale {
  const colors = Array.from({ length: SCALE_COLORS }, (_, i): ScaleColor => `--div-${i + 1}`)
  return { kind: 'diverging', bounds, colors, uneven: false }
}

/** The class a value falls into; null for unknown. */
export function classOf(scale: ColorScale, value: number | null): number | null {
  if (value === null) return null
  const above = scale.bounds.findIndex((bound) => value < bound)
  return above < 0 ? scale.bounds.length : above
}

export const scaleColor = (scale: ColorScale, value: number | null): ScaleColor | null =>
  scale.colors[classOf(scale, value) ?? -1] ?? null

/** The ink that reads on a colour of a scale. */
export const inkOn = (color: ScaleColor): `--${string}` => `${color}-on`

/** The greatest numbers of the row 1, 2, 5, 10 … below a value, rising. */
function roundBelow(value: number, count: number): number[] {
  const found: number[] = []
  let power = 10 ** Math.floor(Math.log10(value))
  for (; found.length < count; power /= 10)
    for (const step of [5, 2, 1]) if (step * power < value && found.length < count) found.push(tidy(step * power))
  return found.toReversed()
}

/** So many colours of the row, from its one end to its other. */
function spreadColors(count: number): ScaleColor[] {
  const place = (i: number) => (count === 1 ? 4 : 1 + Math.round((i * (SCALE_COLORS - 1)) / (count - 1)))
  return Array.from({ length: count }, (_, i): ScaleColor => `--seq-${place(i)}`)
}

/** Without the dust of binary fractions. */
const tidy = (value: number) => Number(value.toPrecision(12))
