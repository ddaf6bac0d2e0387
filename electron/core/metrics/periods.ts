import {
  dayOf,
  firstOfMonth,
  formatDay,
  isoWeek,
  lastOfMonth,
  startOfWeek,
  type Day,
  type DayRange,
} from '../../contract/calendar.ts'

export type PeriodKind = 'hour' | 'day' | 'week' | 'month'

/** One period of a range; `key` is `2019-04-10`, `2019-W15`, `2019-04`, or the hour of day `00`…`23`. */
export interface Period extends DayRange {
  readonly key: string
  /** Clipped by the range, or not over yet: drawn dashed and left out of change percentages. */
  readonly partial: boolean
}

/** The newest day that is over in Shanghai: yesterday there, whatever the machine's zone. `now` in milliseconds. */
export function newestCompleteDay(now: number): Day {
  return dayOf(now) - 1
}

/**
 * A range's periods, oldest first. Weeks are Monday to Sunday, weeks and months are clipped to the range; hours pool the whole range
 * by hour of day, so each of the 24 spans it.
 */
export function periodsOf(range: DayRange, kind: PeriodKind, newest: Day): Period[] {
  if (kind === 'hour') return hours(range, newest)
  const periods: Period[] = []
  for (let day = range.from; day <= range.to;) {
    const whole = calendarPeriod(day, kind)
    const to = Math.min(whole.to, range.to)
    const clipped = day !== whole.from || to !== whole.to
    periods.push({ key: keyOf(day, kind), from: day, to, partial: clipped || to > newest })
    day = to + 1
  }
  return periods
}

/** The whole calendar period that holds a day. */
export function calendarPeriod(day: Day, kind: 'day' | 'week' | 'month'): DayRange {
  switch (kind) {
    case 'day':
      return { from: day, to: day }
    case 'week':
      return { from: startOfWeek(day), to: startOfWeek(day) + 6 }
    case 'month':
      return { from: firstOfMonth(day), to: lastOfMonth(day) }
  }
}

function keyOf(day: Day, kind: 'day' | 'week' | 'month'): string {
  if (kind === 'week') return isoWeek(day)
  return kind === 'day' ? formatDay(day) : formatDay(day).slice(0, 7)
}

function hours(range: DayRange, newest: Day): Period[] {
  const partial = range.to > newest
  return Array.from({ length: 24 }, (_, hour) => ({
    key: String(hour).padStart(2, '0'),
    from: range.from,
    to: range.to,
    partial,
  }))
}

/**
 * A period's name as the API spells it (`2019/04/15`, `2019/04/08 - 2019/04/14`, `2019/04`; `compact`: `20190415`), and as Cygnet
 * shows it (`2019-04-15`, `2019-04-08 - 2019-04-14`, `2019-04`).
 */
export function periodNames(
  range: DayRange,
  kind: 'day' | 'week' | 'month',
  compact: boolean,
): { key: string; label: string } {
  const from = formatDay(range.from)
  const label = kind === 'day' ? from : kind === 'month' ? from.slice(0, 7) : `${from} - ${formatDay(range.to)}`
  const key = compact ? label.replace(/(?<=\d)-(?=\d)/g, '') : label.replace(/(?<=\d)-(?=\d)/g, '/')
  return { key, label }
}
