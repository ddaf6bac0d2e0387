import { firstOfMonth, formatDay, lastOfMonth, startOfWeek } from '../../electron/contract/calendar.ts'
import { dayNumber } from './dates.ts'

export const PRESETS = ['yesterday', 'last7', 'last30', 'last90', 'week', 'lastWeek', 'month', 'lastMonth'] as const
export type Preset = (typeof PRESETS)[number]
export interface DateRange {
  readonly from: string
  readonly to: string
}

/**
 * The days a preset means when `yesterday` is the last one that is over. This week and month hold the days that are over;
 * on their first day, when none is, they are still yesterday's.
 */
export function presetRange(preset: Preset, yesterday: string): DateRange {
  const last = dayNumber(yesterday)
  const days = (from: number, to: number) => ({ from: formatDay(from), to: formatDay(to) })
  switch (preset) {
    case 'yesterday':
      return days(last, last)
    case 'last7':
      return days(last - 6, last)
    case 'last30':
      return days(last - 29, last)
    case 'last90':
      return days(last - 89, last)
    case 'week':
      return days(startOfWeek(last), last)
    case 'lastWeek': {
      const monday = startOfWeek(last + 1) - 7
      return days(monday, monday + 6)
    }
    case 'month':
      return days(firstOfMonth(last), last)
    case 'lastMonth': {
      const end = firstOfMonth(last + 1) - 1
      return days(firstOfMonth(end), lastOfMonth(end))
    }
  }
}
