import { decodePeriods, rowKeyBy } from '../decode/tables.ts'
import { byGran, none, text, unique, weighted } from '../define.ts'
import type { Granularity, Metric, Report, Rule } from '../schema.ts'

/** 第2… to 第18…: with the cohort itself as many columns as the store has. Later periods stay in the raw reply. */
const LATER_PERIODS = Array.from({ length: 17 }, (_, index) => index + 2)

/** How replies count periods, and the field's English for them. */
const PERIODS = {
  day: { suffix: '天', zh: '天', en: 'day' },
  week: { suffix: '周', zh: '周', en: 'week' },
  month: { suffix: '月', zh: '个月', en: 'month' },
} as const
type Cohort = keyof typeof PERIODS

const cohortOf = (granularity: Granularity): Cohort =>
  granularity === 'week' || granularity === 'month' ? granularity : 'day'
const keyOf = (n: number, cohort: Cohort) => `第${n}${PERIODS[cohort].suffix}`

const cohortSize: Metric = {
  key: 'active_user_count',
  name: text('活跃用户数', 'Cohort size'),
  definition: text(
    '该日（周、月）启动过小程序的用户数，多次启动只计一次，即留存分析的起始人群。',
    'Users active in that day (week, month), each counted once: the cohort that is followed.',
  ),
  unit: 'count',
  overTime: none('cohorts-overlap'),
  overApps: unique,
}

/**
 * Many cohorts as one: Σ retained / Σ cohort over the cells already known. Of counts this makes a rate; over apps the retained
 * people of one cohort simply add up.
 */
function rulesOf(variant: string, key: string): { overTime: Rule; overApps: Rule } {
  const pooled = weighted('active_user_count')
  if (variant === 'ratio') return { overTime: pooled, overApps: pooled }
  return {
    overTime: { rule: 'ratio', num: key, den: 'active_user_count', scale: 100, unit: 'percent' },
    overApps: unique,
  }
}

function laterPeriod(n: number, variant: string, cohort: Cohort): Metric {
  const key = keyOf(n, cohort)
  const { zh, en } = PERIODS[cohort]
  return {
    key,
    name: text(`${key}留存`, `${en[0]?.toUpperCase()}${en.slice(1)} ${n - 1} retention`),
    definition: text(
      `起始人群中，起始当${zh === '个月' ? '月' : zh}算第 1 ${zh}，在第 ${n} ${zh}再次启动小程序的用户数，或其占起始人群的比例。尚未到期的为空；多个人群合计为留存用户之和 / 起始人数之和，只计已到期的。`,
      `Users of the cohort who came back ${n - 1} ${en}${n === 2 ? '' : 's'} after its own ${en}, or their share of the cohort. Blank until that ${en} is over; several cohorts pool as Σ retained / Σ cohort over the known ones.`,
    ),
    unit: variant === 'ratio' ? 'percent' : 'count',
    ...rulesOf(variant, key),
  }
}

const metricsBy = (variant: string, cohort: Cohort): readonly Metric[] => [
  cohortSize,
  ...LATER_PERIODS.map((n) => laterPeriod(n, variant, cohort)),
]

const COHORTS = ['day', 'week', 'month'] as const
const METRICS = new Map(
  ['count', 'ratio'].flatMap((variant) =>
    COHORTS.map((cohort) => [`${variant} ${cohort}`, metricsBy(variant, cohort)] as const),
  ),
)
const metrics = metricsBy('count', 'day')
const metricsOf = (variant: string, granularity: Granularity) =>
  METRICS.get(`${variant} ${cohortOf(granularity)}`) ?? metrics

/** Replies of 2019 follow a cohort to 第9…, so its numbers change by themselves for eight periods. */
const FOLLOWED_DAYS: Readonly<Record<Cohort, number>> = { day: 8, week: 8 * 7, month: 8 * 31 }

const report: Report = {
  id: 'retention',
  order: 3,
  name: text('活跃用户留存', 'Retention'),
  description: text(
    '按日、周、月的活跃用户群在之后各期再次启动的人数或比例。“第2天”即业内所说的次日留存（day 1）。',
    'How many of a day’s, week’s or month’s active users come back in the periods after. 第2天 is what the field calls day-1 retention.',
  ),
  endpoint: 'getanalysisretaineduser',
  verb: 'POST',
  token: 'app',
  paging: { paged: true, list: 'data_list', rowKey: rowKeyBy('name'), params: {}, longList: false },
  granularities: byGran('day', 'week', 'month'),
  variants: [
    { key: 'count', name: text('留存用户数', 'Retained users'), params: { report_type: 'count' } },
    { key: 'ratio', name: text('留存率', 'Retention rate'), params: { report_type: 'ratio' } },
  ],
  dimension: null,
  twoLevels: false,
  metrics,
  metricsOf,
  sum: 'none',
  settlesAfter: (granularity) => FOLLOWED_DAYS[cohortOf(granularity)],
  decode: (data, request) =>
    decodePeriods(
      { report: 'retention', metrics: metricsOf(request.variant, request.granularity), list: 'data_list', sum: 'none' },
      data,
      request,
    ),
}

export default report
