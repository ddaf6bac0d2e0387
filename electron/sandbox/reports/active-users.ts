import type { Day } from '../../contract/calendar.ts'
import { percent } from '../numbers/random.ts'
import { slashDay, unknownRow, type ReportQuery, type ReportRows, type SandboxReport, type WireRow } from './report.ts'

const KEYS = [
  'user_count',
  'daily_activity_degree',
  'day_month_activity_degree',
  'weekly_user_count',
  'weekly_activity_degree',
  'monthly_user_count',
  'monthly_activity_degree',
  'lost_user_count',
  'lost_ratio',
  'accumulative_user_count',
]

/** Report 2: trailing windows that end on each day, newest first; `sum` is the last day's row. */
export const activeUsers: SandboxReport = {
  id: 'active-users',
  path: 'getanalysisactivityuser',
  granularities: [],
  option: null,
  paged: true,
  build,
}

function build(query: ReportQuery): ReportRows {
  const list: WireRow[] = []
  let sum = unknownRow(KEYS)
  for (let day = query.from; day <= Math.min(query.to, query.yesterday); day++) {
    sum = windows(query, day)
    list.push({ name: slashDay(day), ...sum })
  }
  const today = query.yesterday + 1
  if (query.from <= today && query.to >= today) list.push({ name: slashDay(today), ...unknownRow(KEYS) })
  return { list: list.reverse(), sum }
}

function windows(query: ReportQuery, day: Day): WireRow {
  const { book } = query.app
  const users = book.at(day).users
  const week = book.range(day - 6, day).users
  const month = book.range(day - 29, day).users
  const ever = book.accumulated(day)
  const lost = ever - book.range(day - 59, day).users
  return {
    user_count: users,
    daily_activity_degree: percent(users, ever),
    day_month_activity_degree: percent(users, month),
    weekly_user_count: week,
    weekly_activity_degree: percent(week, ever),
    monthly_user_count: month,
    monthly_activity_degree: percent(month, ever),
    lost_user_count: lost,
    lost_ratio: percent(lost, ever),
    accumulative_user_count: ever,
  }
}
