import { UTCDate } from '@date-fns/utc'
import {
  addMonths,
  differenceInCalendarDays,
  endOfMonth,
  getISOWeek,
  getISOWeekYear,
  startOfISOWeek,
  startOfMonth,
} from 'date-fns'

/**
 * A calendar day in Asia/Shanghai, as whole days since 1970-01-01. Arithmetic on days is plain integer arithmetic.
 * Days never pass through the machine's own time zone.
 */
export type Day = number

const DAY_MS = 86_400_000
/** Asia/Shanghai has had no daylight saving since 1991 and stands at UTC+8. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000

const utc = (day: Day) => new UTCDate(day * DAY_MS)
const toDay = (date: Date): Day => Math.round(date.getTime() / DAY_MS)

/** The Shanghai day that holds the moment `ms` (milliseconds since the epoch). */
export function dayOf(ms: number): Day {
  return Math.floor((ms + SHANGHAI_OFFSET_MS) / DAY_MS)
}

/** The first millisecond of a Shanghai day. */
export function startOfDayMs(day: Day): number {
  return day * DAY_MS - SHANGHAI_OFFSET_MS
}

/** Days as they are written: a table of many apps writes the same few millions of times. */
const written = new Map<Day, string>()
const MOST_WRITTEN = 10_000

/** `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  const known = written.get(day)
  if (known !== undefined) return known
  const text = new Date(day * DAY_MS).toISOString().slice(0, 10)
  if (written.size >= MOST_WRITTEN) written.clear()
  written.set(day, text)
  return text
}

/** The API's own `yyyyMMdd`. */
export function formatApiDay(day: Day): string {
  return formatDay(day).replaceAll('-', '')
}

/** Reads `YYYY-MM-DD`, `YYYY/MM/DD` or `yyyyMMdd`; null for anything else, and for days that do not exist. */
export function parseDay(text: string): Day | null {
  const match = /^(\d{4})([-/]?)(\d{2})\2(\d{2})$/.exec(text.trim())
  if (!match) return null
  const [year, month, date] = [Number(match[1]), Number(match[3]), Number(match[4])]
  const there = new Date(Date.UTC(year, month - 1, date))
  const exists = there.getUTCFullYear() === year && there.getUTCMonth() === month - 1 && there.getUTCDate() === date
  return exists ? toDay(there) : null
}

/** Monday of the week that holds `day`. */
export function startOfWeek(day: Day): Day {
  return toDay(startOfISOWeek(utc(day)))
}

export function firstOfMonth(day: Day): Day {
  return toDay(startOfMonth(utc(day)))
}

export function lastOfMonth(day: Day): Day {
  return Math.floor(endOfMonth(utc(day)).getTime() / DAY_MS)
}

/** The same day of the month `months` away; clipped to the month's last day (31 March − 1 month = 28 or 29 February). */
export function shiftMonths(day: Day, months: number): Day {
  return toDay(addMonths(utc(day), months))
}

/** `2019-W15`, the ISO week. */
export function isoWeek(day: Day): string {
  const date = utc(day)
  return `${getISOWeekYear(date)}-W${String(getISOWeek(date)).padStart(2, '0')}`
}

/** Days from `a` to `b`, both ends counted. */
export function daysBetween(a: Day, b: Day): number {
  return differenceInCalendarDays(utc(b), utc(a)) + 1
}

/** An inclusive range of Shanghai days. */
export interface DayRange {
  from: Day
  to: Day
}
