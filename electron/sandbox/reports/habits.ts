import type { AppNumbers } from '../numbers/app.ts'
import { between, percent, unit } from '../numbers/random.ts'
import type { Shares } from '../numbers/shares.ts'
import { total } from '../numbers/shares.ts'
import { knownDays, type ReportQuery, type ReportRows, type SandboxReport, type WireRow } from './report.ts'

type Buckets = readonly (readonly [name: string, weight: number])[]

const BUCKETS: Readonly<Record<string, Buckets>> = {
  depth: [
    ['1-2页', 61],
    ['3-5页', 24],
    ['6-9页', 9],
    ['10-29页', 5],
    ['30-99页', 0.8],
    ['100页以上', 0.02],
  ],
  time: [
    ['1-3秒', 14],
    ['4-10秒', 19],
    ['11-30秒', 25],
    ['31-60秒', 16],
    ['1-3分', 15],
    ['3-10分', 8],
    ['10-30分', 2.6],
    ['30分以上', 0.4],
  ],
  interval: [
    ['首次启动', 0],
    ['当日', 27],
    ['1天', 21],
    ['2天', 12],
    ['3天', 8],
    ['4天', 6],
    ['5天', 4.5],
    ['6天', 4],
    ['7天', 5],
    ['8-14天', 7],
    ['15-30天', 4],
    ['30天以上', 1.5],
  ],
  frequency: [
    ['1-2次', 91],
    ['3-5次', 7],
    ['6-9次', 1.4],
    ['10-19次', 0.4],
    ['20-49次', 0.02],
    ['50次以上', 0.001],
  ],
}

/** Report 8: buckets in their own order, empty ones included. Frequency counts user-days, interval users, the others sessions. */
export const habits: SandboxReport = {
  id: 'habits',
  path: 'getanalysisvisitcharacter',
  granularities: [],
  option: { name: 'character_type', values: ['depth', 'time', 'interval', 'frequency'] },
  paged: true,
  build,
}

function build(query: ReportQuery): ReportRows {
  const key = query.option === 'frequency' ? 'user_count' : 'session_count'
  const buckets = BUCKETS[query.option] ?? []
  const parts = query.option === 'interval' ? intervals(query, buckets) : added(query, buckets)
  const all = total(parts)
  const metrics = (part: number): WireRow => ({ [key]: part, [`${key}_ratio`]: percent(part, all) })
  const list = all === 0 ? [] : buckets.map(([name], i) => ({ name, ...metrics(parts[i] ?? 0) }))
  return { list, sum: metrics(all) }
}

function added(query: ReportQuery, buckets: Buckets): Float64Array {
  const { app, option } = query
  const { from, to } = knownDays(query)
  const shares = sharesOf(app, option, buckets)
  const parts = new Float64Array(buckets.length)
  for (let day = from; day <= to; day++) {
    const numbers = app.book.at(day)
    shares.add(option === 'frequency' ? numbers.users : numbers.sessions, day, 1, parts)
  }
  return parts
}

/** Users of the whole range by the time since their start before the last: new ones have none. */
function intervals(query: ReportQuery, buckets: Buckets): Float64Array {
  const { app } = query
  const { to } = knownDays(query)
  const range = app.book.range(query.from, to)
  const once = Math.floor(range.fresh * between(0.8, 0.95, app.profile.seed, 81))
  const parts = new Float64Array(buckets.length)
  sharesOf(app, 'interval', buckets).add(range.users - once, to, 1 + (unit(query.from, to) > 0.5 ? 1 : 0), parts)
  parts[0] = (parts[0] ?? 0) + once
  return parts
}

function sharesOf(app: AppNumbers, option: string, buckets: Buckets): Shares {
  const salt = app.salt(`habits ${option}`)
  return app.shares(
    `habits ${option}`,
    () => buckets.map(([, weight], i) => weight * between(0.75, 1.25, salt, i)),
    0.1,
  )
}
