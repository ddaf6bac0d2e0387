import { firstOfMonth, lastOfMonth, shiftMonths, type DayRange } from './calendar.ts'
import type { Comparison, Total } from './methods/query.ts'

type Amount = Pick<Total, 'value' | 'note'>

/**
 * The range a range is compared with; null for `none`. previous: as many days directly before. weekday: shifted by whole weeks, the
 * fewest that do not overlap. year: the same days a year ago (同比), whole months staying whole months. A range is taken as it is.
 */
export function comparedRange(range: DayRange, mode: Comparison | DayRange): DayRange | null {
  if (typeof mode === 'object') return mode
  const length = range.to - range.from + 1
  switch (mode) {
    case 'none':
      return null
    case 'previous':
      return { from: range.from - length, to: range.from - 1 }
    case 'weekday': {
      const shift = Math.ceil(length / 7) * 7
      return { from: range.from - shift, to: range.to - shift }
    }
    case 'year':
      return yearBefore(range)
  }
}

function yearBefore(range: DayRange): DayRange {
  const months = range.from === firstOfMonth(range.from) && range.to === lastOfMonth(range.to)
  const to = shiftMonths(range.to, -12)
  return { from: shiftMonths(range.from, -12), to: months ? lastOfMonth(to) : to }
}

/** Change in percent; null where either side is unknown or the base is zero. */
export function changePercent(current: number | null, base: number | null): number | null {
  if (current === null || base === null || base === 0) return null
  return ((current - base) / Math.abs(base)) * 100
}

/** The change between two totals; none where one of them covers only a part of its days or apps, so that the two are not alike. */
export function changeOf(current: Amount, base: Amount | null): number | null {
  if (base === null || lacking(current) || lacking(base)) return null
  return changePercent(current.value, base.value)
}

const lacking = (given: Amount) => given.note === 'partial' || given.note === 'incomplete'

/** Each period's change against the one before it; none where either of the two is partial. */
export function changesWithin(
  periods: readonly { partial: boolean }[],
  values: readonly (number | null)[],
): (number | null)[] {
  return periods.map((period, i) => {
    const before = periods[i - 1]
    if (before === undefined || before.partial || period.partial) return null
    return changePercent(values[i] ?? null, values[i - 1] ?? null)
  })
}
