import { ReplyReader, type Entry } from '../decode/reply.ts'
import { isRecord, trimKeys } from '../decode/shape.ts'
import { periodOf, rowKeyBy } from '../decode/tables.ts'
import {
  estimated,
  last,
  metricsFrom,
  none,
  onlyVariant,
  settlesAtOnce,
  sum,
  text,
  unique,
  weighted,
} from '../define.ts'
import type { Report, Rule } from '../schema.ts'

/** The platform is one: its numbers already hold all its mini programs, each person once. */
const overApps = none('one-platform')
const count = (overTime: Rule) => ({ unit: 'count', overTime, overApps }) as const

const metrics = metricsFrom({
  tp_day_app_count: {
    ...count(last),
    name: text('当日小程序数', 'Mini programs'),
    definition: text(
      '当日平台下的小程序数量；一段时间取最后一天。',
      'Mini programs of the platform that day; a range shows its last day.',
    ),
  },
  tp_week_app_count: {
    ...count(last),
    name: text('近 7 日小程序数', 'Mini programs (7 days)'),
    definition: text('截至当日近 7 日的小程序数量。', 'Mini programs in the 7 days ending that day.'),
  },
  tp_month_app_count: {
    ...count(last),
    name: text('近 30 日小程序数', 'Mini programs (30 days)'),
    definition: text('截至当日近 30 日的小程序数量。', 'Mini programs in the 30 days ending that day.'),
  },
  tp_day_user_count: {
    ...count(unique),
    name: text('当日启动用户数', 'Daily active users (DAU)'),
    definition: text(
      '当日启动过平台任一小程序的用户数，跨小程序去重。不可按天相加。',
      'Users who started any of the platform’s mini programs that day, each counted once across all of them. Days cannot be added.',
    ),
  },
  tp_week_user_count: {
    ...count(last),
    name: text('近 7 日启动用户数', 'Weekly active users (WAU)'),
    definition: text(
      '截至当日近 7 日的启动用户数，已去重。',
      'Users active in the 7 days ending that day, each counted once.',
    ),
  },
  tp_month_user_count: {
    ...count(last),
    name: text('近 30 日启动用户数', 'Monthly active users (MAU)'),
    definition: text(
      '截至当日近 30 日的启动用户数，已去重。',
      'Users active in the 30 days ending that day, each counted once.',
    ),
  },
  tp_day_new_user_count: {
    ...count(sum),
    name: text('当日新用户数', 'New users'),
    definition: text('当日启动的新用户数。', 'New users who started a mini program that day.'),
  },
  tp_week_new_user_count: {
    ...count(last),
    name: text('近 7 日新用户数', 'New users (7 days)'),
    definition: text('截至当日近 7 日启动的新用户数。', 'New users in the 7 days ending that day.'),
  },
  tp_month_new_user_count: {
    ...count(last),
    name: text('近 30 日新用户数', 'New users (30 days)'),
    definition: text('截至当日近 30 日启动的新用户数。', 'New users in the 30 days ending that day.'),
  },
  tp_day_session_count: {
    ...count(sum),
    name: text('当日启动次数', 'Sessions'),
    definition: text('当日启动平台各小程序的总次数。', 'Sessions of all the platform’s mini programs that day.'),
  },
  tp_week_session_count: {
    ...count(last),
    name: text('近 7 日启动次数', 'Sessions (7 days)'),
    definition: text('截至当日近 7 日的启动次数。', 'Sessions in the 7 days ending that day.'),
  },
  tp_month_session_count: {
    ...count(last),
    name: text('近 30 日启动次数', 'Sessions (30 days)'),
    definition: text('截至当日近 30 日的启动次数。', 'Sessions in the 30 days ending that day.'),
  },
  tp_day_page_count: {
    ...count(sum),
    name: text('当日页面访问次数', 'Page views'),
    definition: text('当日页面访问的总次数。', 'Page views that day.'),
  },
  tp_activity_degree: {
    unit: 'percent',
    overTime: last,
    overApps,
    name: text('小程序活跃度', 'Activity'),
    definition: text(
      '小程序活跃度。接口文档未说明算法，因此不重新计算，一段时间取最后一天。',
      'Activity of the mini programs. The API does not say how it is made, so it is never recomputed: a range shows its last day.',
    ),
  },
  tp_session_time_per_person: {
    unit: 'seconds',
    overTime: estimated('tp_day_user_count'),
    overApps,
    name: text('当日人均使用时长', 'Time per user'),
    definition: text(
      '当日平均每个用户的使用时长。一段时间以每日启动用户数加权，为估算值：是每用户每天的平均。',
      'Mean time a user spent that day. A range is weighted by daily users, an estimate: the mean a user and day.',
    ),
  },
  tp_session_time_per_day: {
    unit: 'seconds',
    overTime: weighted('tp_day_session_count'),
    overApps,
    name: text('当日次均使用时长', 'Average session duration'),
    definition: text(
      '当日平均每次启动的使用时长（键名虽为 per_day，实为每次启动）。',
      'Mean duration of a session that day (per session, although the key says per day).',
    ),
  },
  tp_day_share_count: {
    ...count(sum),
    name: text('分享次数', 'Shares'),
    definition: text('当日分享次数。', 'Times a mini program was shared that day.'),
  },
  tp_day_back_flow_count: {
    ...count(sum),
    name: text('回流次数', 'Visits from shares'),
    definition: text('当日通过分享回流的次数。', 'Visits that came back through shares that day.'),
  },
})

/** SDKs nest a day's numbers below `indicator`; the specification does not. */
function numbersOf({ fields, path }: Entry): Entry {
  const nested = fields['indicator']
  return isRecord(nested) ? { fields: trimKeys(nested), path: `${path}.indicator` } : { fields, path }
}

const report: Report = {
  id: 'platform',
  order: 10,
  name: text('平台汇总', 'Platform'),
  description: text(
    '第三方平台全部小程序的每日汇总，用户跨小程序去重。',
    'All mini programs of the platform as one, day by day, each user counted once.',
  ),
  endpoint: 'getdata',
  alternativeEndpoint: 'gettpdata',
  verb: 'GET',
  token: 'platform',
  paging: {
    paged: true,
    list: 'result',
    rowKey: rowKeyBy('data', 'date'),
    // the specification says max_result, the SDKs say max_results
    params: { max_result: '20', max_results: '20' },
    longList: false,
  },
  granularities: [{ key: 'day', params: {} }],
  variants: onlyVariant({ metrics: metrics.map((metric) => metric.key).join(',') }),
  dimension: null,
  twoLevels: false,
  metrics,
  sum: 'none',
  settlesAfter: settlesAtOnce,
  decode: (data, request) => {
    const reply = new ReplyReader('platform', metrics, data)
    for (const entry of reply.list('result')) {
      reply.add(periodOf(reply, entry, request, 'data', 'date'), null, reply.values(numbersOf(entry)))
    }
    return reply.decoded(false)
  },
}

export default report
