import type { PeriodInfo } from '../../../electron/contract/methods/query.ts'
import { meanOf, type Values } from '../../components/series/panel.ts'

export interface Found {
  readonly value: number
  /** The place it stands at. */
  readonly at: number
}
export interface Summary {
  readonly least: Found | null
  readonly greatest: Found | null
  readonly last: Found | null
  readonly mean: number | null
}

/** What a line says in a few numbers. Periods that are not whole are left out, unless there are no others. */
export function summaryOf(values: Values, periods: readonly Pick<PeriodInfo, 'partial'>[]): Summary {
  const whole = values.map((value, i) => (periods[i]?.partial === true ? null : value))
  const used = whole.some((value) => value !== null) ? whole : values
  const pick = (better: (value: number, than: number) => boolean): Found | null =>
    used.reduce<Found | null>(
      (best, value, at) => (value !== null && (best === null || better(value, best.value)) ? { value, at } : best),
      null,
    )
  return {
    least: pick((value, than) => value < than),
    greatest: pick((value, than) => value > than),
    last: pick(() => true),
    mean: meanOf(used),
  }
}
