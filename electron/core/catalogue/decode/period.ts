import {
  firstOfMonth,
  lastOfMonth,
  parseDay,
  startOfWeek,
  type Day,
  type DayRange,
} from '../../../contract/calendar.ts'
import type { ReportRequest } from '../schema.ts'

/**
 * The days a row's name speaks of. Replies write periods in four forms: `20190410`, `2019/04/10`, `2019/04/01 - 2019/04/07`, `2019/04`.
 * Weeks and months come clipped to the range asked, a month's name hides it: the answer is the days that were really counted.
 * Null where the name is no period, or one longer than the granularity asked.
 */
export function parsePeriod(name: string, request: ReportRequest): DayRange | null {
  const period = parseSpan(name) ?? parseMonth(name, request)
  if (!period || period.from > period.to) return null
  const grown = period.from === period.to ? grow(period.from, request) : period
  return grown.to - grown.from + 1 <= LONGEST[request.granularity] ? grown : null
}

const LONGEST: Readonly<Record<ReportRequest['granularity'], number>> = {
  hour: 1,
  day: 1,
  week: 7,
  month: 31,
  range: Number.MAX_SAFE_INTEGER,
}

function parseSpan(name: string): DayRange | null {
  const day = parseDay(name)
  if (day !== null) return { from: day, to: day }
  const [first = '', last = first, ...more] = name.split(/\s*[~–—]\s*|\s+-\s*|(?<=\/\d\d|\d{8})-/)
  const from = parseDay(first)
  const to = parseDay(last)
  return from === null || to === null || more.length > 0 ? null : { from, to }
}

function parseMonth(name: string, request: ReportRequest): DayRange | null {
  const match = /^(\d{4})[-/]?(\d{2})$/.exec(name.trim())
  const first = match && parseDay(`${match[1]}-${match[2]}-01`)
  return typeof first === 'number' ? clip({ from: first, to: lastOfMonth(first) }, request) : null
}

/** A week or month named by one of its days is the whole of it, clipped. */
function grow(day: Day, request: ReportRequest): DayRange {
  switch (request.granularity) {
    case 'week':
      return clip({ from: startOfWeek(day), to: startOfWeek(day) + 6 }, request)
    case 'month':
      return clip({ from: firstOfMonth(day), to: lastOfMonth(day) }, request)
    default:
      return { from: day, to: day }
  }
}

/** The part of a period inside the range asked; the period itself where they do not meet. */
function clip(period: DayRange, range: DayRange): DayRange {
  const from = Math.max(period.from, range.from)
  const to = Math.min(period.to, range.to)
  return from <= to ? { from, to } : period
}

/** The hour (0–23) a row is about: `00:00 - 00:59`, `0:00-0:59`, `00:00`, `00`, `0`, `0时`; null for anything else. */
export function parseHour(name: string): number | null {
  const match = /^(\d{1,2})(?::00(?::00)?)?(?:\s*(?:时|点))?(?:\s*[-~–]\s*\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(name.trim())
  const hour = Number(match?.[1] ?? NaN)
  return hour >= 0 && hour <= 23 ? hour : null
}
