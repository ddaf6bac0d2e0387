import { firstOfMonth, formatDay, isoWeek, lastOfMonth, startOfWeek } from '../../../electron/contract/calendar.ts'
import type { PeriodInfo } from '../../../electron/contract/methods/query.ts'
import { dayNumber } from '../../format/dates.ts'
import type { DateRange } from '../../format/presets.ts'
import type { Step } from './state.ts'

/** More periods than these are a question each, and bars that cannot be told apart. */
export const MOST_PERIODS = 62

/** The periods of a range, clipped to it; those that are clipped are partial. */
export function periodsIn({ from, to }: DateRange, by: Step): PeriodInfo[] {
  const [first, last] = [dayNumber(from), dayNumber(to)]
  const periods: PeriodInfo[] = []
  for (let day = first; day <= last;) {
    const whole = wholeOf(day, by)
    const [start, end] = [Math.max(first, whole.from), Math.min(last, whole.to)]
    periods.push({
      key: whole.key,
      from: formatDay(start),
      to: formatDay(end),
      partial: start !== whole.from || end !== whole.to,
    })
    day = end + 1
  }
  return periods
}

function wholeOf(day: number, by: Step): { key: string; from: number; to: number } {
  if (by === 'day') return { key: formatDay(day), from: day, to: day }
  if (by === 'week') return { key: isoWeek(day), from: startOfWeek(day), to: startOfWeek(day) + 6 }
  return { key: formatDay(day).slice(0, 7), from: firstOfMonth(day), to: lastOfMonth(day) }
}

/** Whether a range has few enough of these periods. */
export const canStep = (range: DateRange, by: Step): boolean => periodsIn(range, by).length <= MOST_PERIODS
