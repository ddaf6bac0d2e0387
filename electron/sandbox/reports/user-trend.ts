import { countedOnce, type RangeNumbers } from '../numbers/daybook.ts'
import { between, percent, quotient } from '../numbers/random.ts'
import { hourWeights } from '../numbers/rhythm.ts'
import { total } from '../numbers/shares.ts'
import { periodsOf } from './periods.ts'
import { knownDays, unknownRow, type ReportQuery, type ReportRows, type SandboxReport, type WireRow } from './report.ts'

const KEYS = [
  'new_user_count',
  'new_user_ratio',
  'old_user_count',
  'old_user_ratio',
  'user_count',
  'session_count',
  'average_session_time',
  'session_time_per_person',
]

/** Report 1. Periods come newest first, hours from midnight on; `sum` counts a person once in the whole range. */
export const userTrend: SandboxReport = {
  id: 'user-trend',
  path: 'getanalysisusertrend',
  granularities: ['hour', 'day', 'week', 'month'],
  option: null,
  paged: true,
  build: (query) => (query.granularity === 'hour' ? hours(query) : periods(query)),
}

function periods(query: ReportQuery): ReportRows {
  const { book } = query.app
  const granularity = query.granularity === 'hour' ? 'day' : query.granularity
  const list = periodsOf(query.from, query.to, granularity, query.yesterday + 1).map(({ name, from, to }) => {
    const known = Math.min(to, query.yesterday)
    return { name, ...(known < from ? unknownRow(KEYS) : metrics(book.range(from, known))) }
  })
  return { list: list.reverse(), sum: sumOf(query) }
}

function sumOf(query: ReportQuery): WireRow {
  const known = Math.min(query.to, query.yesterday)
  return known < query.from ? unknownRow(KEYS) : metrics(query.app.book.range(query.from, known))
}

function metrics(numbers: Omit<RangeNumbers, 'userDays'>): WireRow {
  return {
    new_user_count: numbers.fresh,
    new_user_ratio: percent(numbers.fresh, numbers.users),
    old_user_count: numbers.old,
    old_user_ratio: percent(numbers.old, numbers.users),
    user_count: numbers.users,
    session_count: numbers.sessions,
    average_session_time: quotient(numbers.seconds, numbers.sessions),
    session_time_per_person: quotient(numbers.seconds, numbers.users),
  }
}

/** Hours pool all days of the range: sessions and new users add up to the range's, a returning person counts once per hour of the day. */
function hours(query: ReportQuery): ReportRows {
  const { app } = query
  const { from, to } = knownDays(query)
  const shares = app.shares('hours', () => hourWeights(app.profile), 0.08)
  const sessions = new Float64Array(24)
  const seconds = new Float64Array(24)
  const fresh = new Float64Array(24)
  const old = new Float64Array(24)
  const most = new Float64Array(24)
  for (let day = from; day <= to; day++) {
    const numbers = app.book.at(day)
    const first = new Float64Array(24)
    const returning = new Float64Array(24)
    const again = new Float64Array(24)
    shares.add(numbers.fresh, day, 1, first)
    shares.add(numbers.old, day, 2, returning)
    shares.add(numbers.sessions - numbers.users, day, 3, again)
    const length = numbers.seconds / Math.max(1, numbers.sessions)
    for (let hour = 0; hour < 24; hour++) {
      const starts = at(first, hour) + at(returning, hour) + at(again, hour)
      const back = at(returning, hour) + Math.floor(at(again, hour) * 0.6)
      sessions[hour] = at(sessions, hour) + starts
      seconds[hour] = at(seconds, hour) + starts * length * between(0.85, 1.15, app.profile.seed, hour, 71)
      fresh[hour] = at(fresh, hour) + at(first, hour)
      old[hour] = at(old, hour) + back
      most[hour] = Math.max(at(most, hour), back)
    }
  }
  const scale = app.book.range(query.from, to).seconds / Math.max(1, total(seconds))
  const list = Array.from({ length: 24 }, (_, hour) => {
    if (Math.min(query.to, query.yesterday) < query.from) return { name: hourName(hour), ...unknownRow(KEYS) }
    const back = countedOnce(at(most, hour), at(old, hour), app.profile.loyalty)
    const users = at(fresh, hour) + back
    const time = at(seconds, hour) * scale
    const row = { users, fresh: at(fresh, hour), old: back, sessions: at(sessions, hour), seconds: time }
    return { name: hourName(hour), ...metrics(row) }
  })
  return { list, sum: sumOf(query) }
}

function at(numbers: Float64Array, index: number): number {
  return numbers[index] ?? 0
}

function hourName(hour: number): string {
  const text = String(hour).padStart(2, '0')
  return `${text}:00 - ${text}:59`
}
