import { dayOf, formatDay, parseDay, type Day } from '../../electron/contract/calendar.ts'
import { currentLocale } from '../i18n/locale.ts'

const year = (day: string) => day.slice(0, 4)

/** `04-15` within the year of `now`, else `2019-04-15`. */
export function shortDay(day: string, now: string): string {
  return year(day) === year(now) ? day.slice(5) : day
}

/** `2019-04-01 – 04-15`; a single day once. */
export function formatRange(from: string, to: string): string {
  if (from === to) return from
  return `${from} – ${year(from) === year(to) ? to.slice(5) : to}`
}

/** A moment on this machine's clock: the time of today, else day and time. */
export function formatMoment(iso: string, now = Date.now()): string {
  const date = new Date(iso)
  const time = date.toLocaleTimeString(currentLocale(), { hour: '2-digit', minute: '2-digit', hour12: false })
  if (new Date(now).toDateString() === date.toDateString()) return time
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return date.getFullYear() === new Date(now).getFullYear() ? `${day} ${time}` : `${date.getFullYear()}-${day} ${time}`
}

/** A `YYYY-MM-DD` that is known to be one. */
export function dayNumber(day: string): Day {
  const parsed = parseDay(day)
  if (parsed === null) throw new RangeError(`not a day: ${day}`)
  return parsed
}

/** The last day that is over in Shanghai, by this machine's clock. */
export const yesterdayNow = (): string => formatDay(dayOf(Date.now()) - 1)
