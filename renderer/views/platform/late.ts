import { formatDay } from '../../../electron/contract/calendar.ts'
import type { Overview } from '../../../electron/contract/methods/query.ts'
import { dayNumber } from '../../format/dates.ts'
import type { DateRange } from '../../format/presets.ts'

/** The platform's numbers come later than the apps'. */
export interface Late {
  /** The last day they know. */
  readonly day: string
  /** As many days, up to that one. */
  readonly range: DateRange
}

/** Where the range ends after the last day the platform knows; null where it knows the last, or none of the range. */
export function lateOf({ apps, from, to }: Pick<Overview, 'apps' | 'from' | 'to'>, yesterday: string): Late | null {
  const day = apps[0]?.freshness.day ?? null
  const due = to < yesterday ? to : yesterday
  if (day === null || day < from || day >= due) return null
  const by = dayNumber(to) - dayNumber(day)
  return { day, range: { from: formatDay(dayNumber(from) - by), to: day } }
}
