import type { Unit } from '../../../electron/contract/units.ts'
import type { Field } from '../../router/view-state.ts'
import type { Reading } from './sides.ts'

/** What a side is seen against: nothing, all apps as one, itself in the range compared with, or an app. */
export type Against = 'none' | 'all' | 'before' | number

/** In the address; `auto` is what fits. */
export const againstField: Field<Against | 'auto'> = {
  read: (text) => {
    if (text === 'none' || text === 'all' || text === 'before') return text
    return /^\d+$/.test(text) ? Number(text) : 'auto'
  },
  write: (value) => (value === 'auto' ? '' : String(value)),
}

/** What there is to be seen against. */
export interface Possible {
  /** A portfolio of more than the app itself. */
  readonly all: boolean
  readonly before: boolean
  readonly apps: readonly number[]
}

/** What was chosen where that is there; else the portfolio, else the range compared with, else nothing. */
export function againstFor(chosen: Against | 'auto', possible: Possible): Against {
  if (chosen === 'none') return chosen
  if (typeof chosen === 'number' && possible.apps.includes(chosen)) return chosen
  if (chosen === 'before' && possible.before) return chosen
  if (possible.all) return 'all'
  return possible.before ? 'before' : 'none'
}

/** How a number differs from the one it is seen against: shares in points. Counts of two apps are of different sizes: null. */
export function differenceFrom(unit: Unit, own: Reading, other: Reading | null): number | null {
  const there = other?.value ?? null
  return unit === 'count' || own.value === null || there === null ? null : own.value - there
}

/** The index (TGI): a share as a part of the share it is seen against, 100 where both are the same; null where that is 0 or unknown. */
export function indexFrom(unit: Unit, own: Reading, other: Reading | null): number | null {
  if (unit !== 'percent' || own.value === null || !other?.value) return null
  return (own.value / other.value) * 100
}
