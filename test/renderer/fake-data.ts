import { dayOf, formatDay, parseDay } from '../../electron/contract/calendar.ts'
import type { Output } from '../../electron/contract/index.ts'
import type { App } from '../../electron/contract/methods/apps.ts'
import type { Unit } from '../../electron/contract/units.ts'

type Report = Output<'reports.list'>[number]
type Metric = Report['metrics'][number]

const metric = (
  key: string,
  zh: string,
  en: string,
  unit: Unit,
  overTime: [string, ...string[]],
  overApps: [string, ...string[]] = overTime,
): Metric => ({
  key,
  name: { 'zh-CN': zh, en },
  definition: {
    'zh-CN': `${zh}的定义：按天统计，同一用户一天只计一次。`,
    en: `What ${en.toLowerCase()} means: counted by day, a person once.`,
  },
  unit,
  overTime: { rule: overTime[0], parts: overTime.slice(1) },
  overApps: { rule: overApps[0], parts: overApps.slice(1) },
})

function report(order: number, id: string, zh: string, en: string, metrics: Metric[]): Report {
  return {
    id,
    order,
    name: { 'zh-CN': zh, en },
    description: { 'zh-CN': zh, en },
    endpoint: `get-${id}`,
    verb: 'POST',
    token: 'app',
    granularities: ['day', 'week', 'month', 'hour'],
    variants: [{ key: '', name: { 'zh-CN': '', en: '' }, metrics: metrics.map((each) => each.key) }],
    dimension: null,
    metrics,
  }
}

/** Two reports of the catalogue, as `reports.list` would tell them. */
export const REPORTS: Report[] = [
  report(1, 'user-trend', '用户趋势', 'User trend', [
    metric('session_count', '启动次数', 'Sessions', 'count', ['sum']),
    metric('user_count', '启动用户数', 'Active users', 'count', ['unique']),
    metric('new_user_count', '新用户数', 'New users', 'count', ['sum']),
    metric('new_user_ratio', '新用户占比', 'Share of new users', 'percent', ['ratio', 'new_user_count', 'user_count']),
    metric('old_user_count', '老用户数', 'Returning users', 'count', ['unique']),
    metric('average_session_time', '次均使用时长', 'Average session duration', 'seconds', [
      'weighted',
      'session_count',
    ]),
  ]),
  report(2, 'active-users', '活跃用户', 'Active users', [
    metric('user_count', '日活跃用户（DAU）', 'Daily active users (DAU)', 'count', ['last'], ['unique']),
    metric('day_month_activity_degree', '日活/月活', 'Stickiness (DAU/MAU)', 'percent', ['last'], ['ratio']),
    metric('weekly_user_count', '周活跃用户', 'Weekly active users', 'count', ['last'], ['sum']),
    metric('monthly_user_count', '月活跃用户', 'Monthly active users', 'count', ['last'], ['sum']),
    metric('lost_user_count', '流失用户', 'Lost users', 'count', ['last'], ['unique']),
    metric('lost_ratio', '流失率', 'Churn', 'percent', ['last'], ['ratio']),
    metric('accumulative_user_count', '累计启动用户', 'All users to date', 'count', ['last'], ['unique']),
  ]),
]

const NAMES = [
  '重庆小面外卖',
  '青禾预约挂号',
  '一席读书',
  '山城民宿',
  '北辰家居',
  '云朵母婴',
  '飞鸟影视',
  '拾味烘焙',
  '小鹿学堂',
  '禾木茶饮',
  '城市搬家',
  '南风书店',
]
const TAGS = ['餐饮', '医疗', '教育', '旅游', '家居', '母婴', '影视', '餐饮', '教育', '餐饮', '生活', '零售']

/** A number in [0, 1) that only its arguments decide. */
export function chance(...seeds: number[]): number {
  let h = 2166136261
  for (const seed of seeds) {
    h = Math.imul(h ^ (seed + 0x9e3779b9), 16777619)
    h ^= h >>> 13
  }
  return ((Math.imul(h, 0x85ebca6b) >>> 0) % 100_000) / 100_000
}

export function makeApps(count: number): App[] {
  return Array.from({ length: count }, (_, i) => {
    const id = i + 1
    const round = Math.floor(i / NAMES.length)
    return {
      id,
      name: `${NAMES[i % NAMES.length] ?? ''}${round === 0 ? '' : ` ${round + 1} 店`}`,
      externalId: String(11_000_000 + id * 37),
      officialName: null,
      tags: [TAGS[i % TAGS.length] ?? '', ...(i % 5 === 0 ? ['重点客户'] : [])],
      tokenWay: 'platform',
      tokenState: id % 9 === 7 ? 'expired' : 'ok',
      tokenExpiresAt: null,
      dataPermission: true,
      lastFetchedAt: new Date().toISOString(),
      createdAt: '2026-01-05T02:00:00.000Z',
    }
  })
}

export const YESTERDAY = formatDay(dayOf(Date.now()) - 1)
const dayNumber = (day: string) => parseDay(day) ?? 0

/** An app's sessions on a day: a level of its own, a week's rhythm, a slow drift; null where it was never fetched. */
function sessions(app: number, day: number): number | null {
  if (app % 9 === 7 && day > dayNumber(YESTERDAY) - 2) return null
  if (app === 9 && day % 23 === 0) return null
  const level = 8600 / (1 + ((app - 1) % 12) * 0.55) / (1 + Math.floor((app - 1) / 12) * 0.02)
  const rhythm = 1 + 0.22 * Math.sin((day * 2 * Math.PI) / 7 + app)
  const drift = 1 + 0.12 * Math.sin(day / 40 + app * 1.7)
  return Math.round(level * rhythm * drift * (0.93 + 0.14 * chance(app, day)))
}

/** What one day of one app has, by metric key. */
export function dayValue(app: number, day: number, key: string): number | null {
  const base = sessions(app, day)
  if (base === null) return null
  const share = 0.42 + 0.3 * chance(app, 1)
  switch (key) {
    case 'session_count':
      return base
    case 'user_count':
      return Math.round(base * 0.83)
    case 'new_user_count':
      return Math.round(base * 0.83 * share)
    case 'old_user_count':
      return Math.round(base * 0.83) - Math.round(base * 0.83 * share)
    case 'new_user_ratio':
      return share * 100
    case 'day_month_activity_degree':
      return (100 * 0.83) / 9.4
    case 'lost_ratio':
      return 31
    case 'lost_user_count':
      return Math.round(base * 12.4)
    case 'accumulative_user_count':
      return Math.round(base * 40)
    case 'average_session_time':
      return Math.round(28 + 120 * chance(app, 2) + 6 * chance(app, day, 3))
    default:
      return Math.round(base * (key === 'weekly_user_count' ? 3.1 : 9.4))
  }
}

export function daysOf(range: { from: string; to: string }): number[] {
  const from = dayNumber(range.from)
  return Array.from({ length: dayNumber(range.to) - from + 1 }, (_, i) => from + i)
}

export const METRICS: ReadonlyMap<string, Metric> = new Map<string, Metric>(
  REPORTS.flatMap((each) => each.metrics.map((own) => [`${each.id}/${own.key}`, own] as const)),
)
