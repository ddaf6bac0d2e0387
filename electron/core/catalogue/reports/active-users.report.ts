import { decodePeriods, rowKeyBy, type Form } from '../decode/tables.ts'
import { last, metricsFrom, onlyVariant, percentOf, settlesAtOnce, text, unique, type MetricSpec } from '../define.ts'
import type { Report } from '../schema.ts'

/** People in a window that ends on the day of the row. */
const people = { unit: 'count', overTime: last, overApps: unique } as const
const shareOf = (num: string, den: string): Pick<MetricSpec, 'unit' | 'overTime' | 'overApps'> => ({
  unit: 'percent',
  overTime: last,
  overApps: percentOf(num, den),
})

const metrics = metricsFrom({
  user_count: {
    ...people,
    name: text('日活跃用户（DAU）', 'Daily active users (DAU)'),
    definition: text(
      '当日启动过小程序的用户数，多次启动只计一次。',
      'Users who started the mini program that day, each counted once.',
    ),
  },
  daily_activity_degree: {
    ...shareOf('user_count', 'accumulative_user_count'),
    name: text('日活跃度', 'Daily activity'),
    definition: text('日活跃用户 / 累计启动用户。', 'DAU / all users to date.'),
  },
  day_month_activity_degree: {
    ...shareOf('user_count', 'monthly_user_count'),
    name: text('日活/月活', 'Stickiness (DAU/MAU)'),
    definition: text(
      '日活跃用户 / 月活跃用户，反映当日用户活跃与近 30 日的比较水平。',
      'DAU / MAU: how much of the 30-day audience comes on a given day.',
    ),
  },
  weekly_user_count: {
    ...people,
    name: text('周活跃用户（WAU）', 'Weekly active users (WAU)'),
    definition: text(
      '最近 7 天（含当日）启动过小程序的用户数，已去重。',
      'Users active in the 7 days ending that day, each counted once.',
    ),
    // the specification's own sample prints a blank key here
    aliases: [' '],
  },
  weekly_activity_degree: {
    ...shareOf('weekly_user_count', 'accumulative_user_count'),
    name: text('周活跃度', 'Weekly activity'),
    definition: text('周活跃用户 / 累计启动用户。', 'WAU / all users to date.'),
  },
  monthly_user_count: {
    ...people,
    name: text('月活跃用户（MAU）', 'Monthly active users (MAU)'),
    definition: text(
      '最近 30 天（含当日）启动过小程序的用户数，已去重。',
      'Users active in the 30 days ending that day, each counted once.',
    ),
  },
  monthly_activity_degree: {
    ...shareOf('monthly_user_count', 'accumulative_user_count'),
    name: text('月活跃度', 'Monthly activity'),
    definition: text('月活跃用户 / 累计启动用户。', 'MAU / all users to date.'),
  },
  lost_user_count: {
    ...people,
    name: text('流失用户', 'Lost users'),
    definition: text(
      '最近 60 天（含当日）没有启动过小程序的用户数，已去重。',
      'Users who were not active in the 60 days ending that day.',
    ),
  },
  lost_ratio: {
    ...shareOf('lost_user_count', 'accumulative_user_count'),
    name: text('流失率', 'Churn'),
    definition: text('流失用户 / 累计启动用户。', 'Lost users / all users to date.'),
  },
  accumulative_user_count: {
    ...people,
    name: text('累计启动用户', 'All users to date'),
    definition: text(
      '截至当日启动过小程序的全部用户数，已去重。',
      'Everyone who had ever started the mini program by that day.',
    ),
  },
})

const form: Form = { report: 'active-users', metrics, list: 'data_list', sum: 'last' }

const report: Report = {
  id: 'active-users',
  order: 2,
  name: text('活跃用户', 'Active users'),
  description: text(
    '日、周、月活跃用户与活跃度、流失用户，反映使用粘性。每一行是截至当日的滚动窗口，一段时间取最后一天。',
    'Daily, weekly and monthly active users, stickiness and churn. Every figure is a window ending that day; a range shows its last day.',
  ),
  endpoint: 'getanalysisactivityuser',
  verb: 'POST',
  token: 'app',
  paging: { paged: true, list: 'data_list', rowKey: rowKeyBy('name'), params: {}, longList: false },
  granularities: [{ key: 'day', params: {} }],
  variants: onlyVariant(),
  dimension: null,
  twoLevels: false,
  metrics,
  sum: 'last',
  settlesAfter: settlesAtOnce,
  decode: (data, request) => decodePeriods(form, data, request),
}

export default report
