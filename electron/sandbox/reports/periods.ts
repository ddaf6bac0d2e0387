import { firstOfMonth, lastOfMonth, shiftMonths, startOfWeek, type Day } from '../../contract/calendar.ts'
import { slashDay, slashRange } from './report.ts'

/** A period of a reply: clipped to the range asked, with the calendar period it belongs to. */
export interface Period {
  readonly name: string
  readonly from: Day
  readonly to: Day
  /** First day of the whole calendar period. */
  readonly start: Day
}

/** Days, weeks (Monday to Sunday) or months of a range, oldest first. Those after `today` have no row yet. */
export function periodsOf(from: Day, to: Day, granularity: 'day' | 'week' | 'month', today: Day): readonly Period[] {
  const periods: Period[] = []
  for (let day = from; day <= Math.min(to, today);) {
    const start = periodStart(day, granularity)
    const next = nextStart(start, granularity, 1)
    const last = Math.min(next - 1, to)
    periods.push({ name: nameOf(day, last, granularity), from: day, to: last, start })
    day = next
  }
  return periods
}

/** The start of the calendar period `steps` after the one that starts at `start`. */
export function nextStart(start: Day, granularity: 'day' | 'week' | 'month', steps: number): Day {
  if (granularity === 'day') return start + steps
  return granularity === 'week' ? start + 7 * steps : shiftMonths(start, steps)
}

function periodStart(day: Day, granularity: 'day' | 'week' | 'month'): Day {
  if (granularity === 'day') return day
  return granularity === 'week' ? startOfWeek(day) : firstOfMonth(day)
}

function nameOf(from: Day, to: Day, granularity: 'day' | 'week' | 'month'): string {
  if (granularity === 'day') return slashDay(from)
  return granularity === 'week' ? slashRange(from, to) : slashDay(lastOfMonth(from)).slice(0, 7)
}
