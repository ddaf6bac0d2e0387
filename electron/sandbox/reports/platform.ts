import { formatApiDay, type Day } from '../../contract/calendar.ts'
import type { AppNumbers } from '../numbers/app.ts'
import { percent, quotient } from '../numbers/random.ts'
import { UNKNOWN, type WireRow } from './report.ts'

/** All apps together over one window. */
class Window {
  apps = 0
  users = 0
  mostUsers = 0
  fresh = 0
  mostFresh = 0
  sessions = 0

  add(numbers: { users: number; fresh: number; sessions: number }): void {
    if (numbers.users > 0) this.apps++
    this.users += numbers.users
    this.mostUsers = Math.max(this.mostUsers, numbers.users)
    this.fresh += numbers.fresh
    this.mostFresh = Math.max(this.mostFresh, numbers.fresh)
    this.sessions += numbers.sessions
  }

  /** Somebody who uses two apps is one user of the platform. */
  get people(): number {
    return this.apps < 2 ? this.users : Math.max(this.mostUsers, Math.floor(this.users * 0.94))
  }

  get newPeople(): number {
    return this.apps < 2 ? this.fresh : Math.max(this.mostFresh, Math.floor(this.fresh * 0.94))
  }
}

interface PlatformDay {
  readonly day: Window
  readonly week: Window
  readonly month: Window
  seconds: number
  pages: number
}

/** Report 10's numbers of the days from `from` to `to`, by day. */
export function platformDays(apps: Iterable<AppNumbers>, from: Day, to: Day): ReadonlyMap<Day, WireRow> {
  const days: PlatformDay[] = []
  for (let day = from; day <= to; day++) {
    days.push({ day: new Window(), week: new Window(), month: new Window(), seconds: 0, pages: 0 })
  }
  for (const app of apps) {
    days.forEach((entry, i) => {
      const numbers = app.book.at(from + i)
      entry.day.add(numbers)
      entry.week.add(app.book.range(from + i - 6, from + i))
      entry.month.add(app.book.range(from + i - 29, from + i))
      entry.seconds += numbers.seconds
      entry.pages += Math.round(numbers.sessions * app.profile.depth)
    })
  }
  return new Map(days.map((entry, i) => [from + i, metrics(entry)]))
}

function metrics({ day, week, month, seconds, pages }: PlatformDay): WireRow {
  const shares = Math.round(day.sessions * 0.021)
  const values: Readonly<Record<string, number>> = {
    tp_day_app_count: day.apps,
    tp_week_app_count: week.apps,
    tp_month_app_count: month.apps,
    tp_day_user_count: day.people,
    tp_week_user_count: week.people,
    tp_month_user_count: month.people,
    tp_day_new_user_count: day.newPeople,
    tp_week_new_user_count: week.newPeople,
    tp_month_new_user_count: month.newPeople,
    tp_day_session_count: day.sessions,
    tp_week_session_count: week.sessions,
    tp_month_session_count: month.sessions,
    tp_day_page_count: pages,
    tp_activity_degree: percent(day.people, month.people),
    tp_session_time_per_person: quotient(seconds, day.people),
    tp_session_time_per_day: quotient(seconds, day.sessions),
    tp_day_share_count: shares,
    tp_day_back_flow_count: Math.round(shares * 0.63),
  }
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))
}

/** The 18 keys of the specification's table. */
export const PLATFORM_METRICS: readonly string[] = Object.keys(
  metrics({ day: new Window(), week: new Window(), month: new Window(), seconds: 0, pages: 0 }),
)

export interface PlatformForm {
  /** `data` in the specification, `date` in the SDKs. */
  readonly dayKey: 'data' | 'date'
  /** The Java SDK finds the metrics one level down. */
  readonly nested: boolean
}

/** A row of the reply: only what was asked for, unknown days as `--`. */
export function platformRow(
  day: Day,
  keys: readonly string[],
  values: WireRow | undefined,
  form: PlatformForm,
): object {
  const metrics = Object.fromEntries(keys.map((key) => [key, values?.[key] ?? UNKNOWN]))
  const name = { [form.dayKey]: formatApiDay(day) }
  return form.nested ? { ...name, indicator: metrics } : { ...name, ...metrics }
}
