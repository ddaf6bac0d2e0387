import { between, percent, unit } from '../numbers/random.ts'
import { nextStart, periodsOf, type Period } from './periods.ts'
import { UNKNOWN, type ReportQuery, type ReportRows, type SandboxReport, type Wire, type WireRow } from './report.ts'

const UNIT = { day: '天', week: '周', month: '月' } as const
/** Columns 第2… to 第9…. */
const LAST_COLUMN = 9

/** Report 3: cohorts, oldest first. A column is known once its whole calendar period is over. */
export const retention: SandboxReport = {
  id: 'retention',
  path: 'getanalysisretaineduser',
  granularities: ['day', 'week', 'month'],
  option: { name: 'report_type', values: ['count', 'ratio'] },
  paged: true,
  build,
}

function build(query: ReportQuery): ReportRows {
  const granularity = query.granularity === 'hour' ? 'day' : query.granularity
  const periods = periodsOf(query.from, query.to, granularity, query.yesterday + 1)
  return { list: periods.map((period) => cohort(query, period, granularity)), sum: { active_user_count: UNKNOWN } }
}

function cohort(query: ReportQuery, period: Period, granularity: 'day' | 'week' | 'month'): WireRow {
  const { book } = query.app
  const known = Math.min(period.to, query.yesterday)
  const size = known < period.from ? null : book.range(period.from, known).users
  const row: WireRow = { name: period.name, active_user_count: size ?? UNKNOWN }
  for (let column = 2; column <= LAST_COLUMN; column++) {
    const from = nextStart(period.start, granularity, column - 1)
    const to = nextStart(from, granularity, 1) - 1
    const mature = size !== null && to <= query.yesterday
    row[`第${column}${UNIT[granularity]}`] = mature ? cell(query, period, size, column, from, to) : UNKNOWN
  }
  return row
}

function cell(query: ReportQuery, period: Period, size: number, column: number, from: number, to: number): Wire {
  const { seed } = query.app.profile
  const early = between(0.03, 0.3, seed, 41)
  const fading = between(0.35, 0.75, seed, 42)
  const share = early * (column - 1) ** -fading * between(0.85, 1.15, seed, period.from, column)
  const expected = size * share + unit(seed, period.from, 50 + column)
  const back = Math.min(size, Math.floor(expected), query.app.book.range(from, to).users)
  return query.option === 'ratio' ? percent(back, size) : back
}
