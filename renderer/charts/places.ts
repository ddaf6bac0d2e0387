import type { PeriodInfo } from '../../electron/contract/methods/query.ts'
import type { Locale } from '../../electron/contract/primitives.ts'
import { dayNumber, formatRange } from '../format/dates.ts'
import type { Choice, granularity } from '../router/choices.ts'

export type Granularity = Choice<typeof granularity>

/** A place on a chart's axis: one period, or a category. */
export interface Place {
  /** What the axis says. */
  readonly label: string
  /** What a tooltip and a table say. */
  readonly title: string
  /** The first day; empty for what is no day. */
  readonly from: string
  readonly partial: boolean
}

const DAY_MS = 86_400_000
const weekdays = new Map<Locale, Intl.DateTimeFormat>()

/** `周二`, `Tue`. Days are days in Shanghai: no zone of this machine comes in. */
function weekday(day: string, locale: Locale): string {
  const format = weekdays.get(locale) ?? new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  weekdays.set(locale, format)
  return format.format(dayNumber(day) * DAY_MS)
}

/** A period's name in full: `2026-11-03 周二`, `2026-W45 (2026-11-02 – 11-08)`, `2026-11`, `08:00`. */
export function periodTitle(period: PeriodInfo, granularity: Granularity, locale: Locale): string {
  switch (granularity) {
    case 'hour':
      return `${period.key}:00 – ${period.key}:59`
    case 'day':
      return `${period.from} ${weekday(period.from, locale)}`
    case 'week':
      return `${period.key} (${formatRange(period.from, period.to)})`
    case 'month':
      return period.partial ? `${period.key} (${formatRange(period.from, period.to)})` : period.key
  }
}

function periodLabel(period: PeriodInfo, granularity: Granularity): string {
  if (granularity === 'hour') return `${period.key}:00`
  return granularity === 'month' ? period.key : period.from.slice(5)
}

const made = new WeakMap<readonly PeriodInfo[], Map<string, readonly Place[]>>()

/** The places of a series by period; made once for an answer, for a chart asks whenever it is drawn. */
export function placesOf(periods: readonly PeriodInfo[], granularity: Granularity, locale: Locale): readonly Place[] {
  const own = made.get(periods) ?? new Map<string, readonly Place[]>()
  made.set(periods, own)
  const key = `${granularity} ${locale}`
  const places = own.get(key) ?? makePlaces(periods, granularity, locale)
  own.set(key, places)
  return places
}

function makePlaces(periods: readonly PeriodInfo[], granularity: Granularity, locale: Locale): Place[] {
  return periods.map((period) => ({
    label: periodLabel(period, granularity),
    title: periodTitle(period, granularity, locale),
    from: granularity === 'hour' ? '' : period.from,
    partial: period.partial,
  }))
}

/** Places that are no periods (regions, age groups). */
export const categories = (labels: readonly string[]): Place[] =>
  labels.map((label) => ({ label, title: label, from: '', partial: false }))
