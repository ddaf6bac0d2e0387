import { firstOfMonth, lastOfMonth, startOfWeek, type Day, type DayRange } from '../../contract/calendar.ts'
import type { Granularity } from '../catalogue/schema.ts'

/** A period as rows are keyed: its first day and its length. */
export interface Period {
  readonly from: Day
  readonly days: number
}

/** One number for a period, to look it up by. Lengths stay below 65,536 days. */
export function periodKey(from: Day, days: number): number {
  return from * 65_536 + days
}

/**
 * The periods a reply for `range` speaks of, and therefore replaces: every day; every week or month, clipped to the range; or the
 * range itself, for members and for hours pooled over it.
 */
export function periodsSaid(granularity: Granularity, range: DayRange): Period[] {
  if (granularity === 'hour' || granularity === 'range') return [{ from: range.from, days: range.to - range.from + 1 }]
  const periods: Period[] = []
  for (let day = range.from; day <= range.to;) {
    const to = Math.min(lastDay(day, granularity), range.to)
    periods.push({ from: day, days: to - day + 1 })
    day = to + 1
  }
  return periods
}

/** Whether a reply for `range` speaks of this period. */
export function says(granularity: Granularity, range: DayRange, period: Period): boolean {
  const to = period.from + period.days - 1
  if (period.from < range.from || to > range.to) return false
  switch (granularity) {
    case 'day':
      return period.days === 1
    case 'week':
    case 'month':
      return (
        to === Math.min(lastDay(period.from, granularity), range.to) &&
        period.from === Math.max(firstDay(to, granularity), range.from)
      )
    default:
      return period.from === range.from && to === range.to
  }
}

function firstDay(day: Day, granularity: 'week' | 'month'): Day {
  return granularity === 'week' ? startOfWeek(day) : firstOfMonth(day)
}

function lastDay(day: Day, granularity: Granularity): Day {
  if (granularity === 'week') return startOfWeek(day) + 6
  return granularity === 'month' ? lastOfMonth(day) : day
}
