import { firstOfMonth, parseDay, startOfWeek, type Day, type DayRange } from '../../../contract/calendar.ts'
import type { Template } from '../../../contract/methods/templates.ts'

/**
 * The days a template's range stands for when it is run on `today` (Shanghai). What is not over yet is left out; a week or a month that has
 * only begun today is the one before.
 */
export function rangeOn(range: Template['range'], today: Day): DayRange {
  if (typeof range !== 'string') return { from: parseDay(range.from) ?? today, to: parseDay(range.to) ?? today }
  const yesterday = today - 1
  switch (range) {
    case 'yesterday':
      return { from: yesterday, to: yesterday }
    case 'last-7-days':
      return { from: today - 7, to: yesterday }
    case 'last-30-days':
      return { from: today - 30, to: yesterday }
    case 'last-90-days':
      return { from: today - 90, to: yesterday }
    case 'this-week':
      return { from: startOfWeek(yesterday), to: yesterday }
    case 'last-week':
      return { from: startOfWeek(today) - 7, to: startOfWeek(today) - 1 }
    case 'this-month':
      return { from: firstOfMonth(yesterday), to: yesterday }
    case 'last-month': {
      const to = firstOfMonth(today) - 1
      return { from: firstOfMonth(to), to }
    }
  }
}
