import { decodeMembers, namedMember, rowKeyBy, type Form } from '../decode/tables.ts'
import { metricsFrom, settlesAtOnce, share, sum, text, unique, wholeRange } from '../define.ts'
import { bucketLabel } from '../english.ts'
import type { Metric, Report, Text, Variant } from '../schema.ts'

const metrics = metricsFrom({
  session_count: {
    name: text('启动次数', 'Sessions'),
    definition: text(
      '该区间内的启动次数。接口文档称其为用户数，实际计的是次数。',
      'Sessions in this bucket. (The API’s documentation calls it users; it counts sessions.)',
    ),
    unit: 'count',
    overTime: sum,
    overApps: sum,
  },
  session_count_ratio: {
    name: text('启动次数占比', 'Share of sessions'),
    definition: text('该区间启动次数 / 全部区间启动次数之和。', 'Sessions in this bucket / sessions in all buckets.'),
    unit: 'percent',
    overTime: share('session_count'),
    overApps: share('session_count'),
  },
  user_count: {
    name: text('启动用户数', 'Users'),
    definition: text(
      '该区间内的用户数。使用频率按“用户×天”计：同一用户在不同日期落入的每个区间各计一次；使用间隔按去重用户计。',
      'Users in this bucket. Frequency counts user-days: a person counts in each bucket they fell into, once a day; interval counts each person once.',
    ),
    unit: 'count',
    overTime: sum,
    overApps: unique,
  },
  user_count_ratio: {
    name: text('启动用户占比', 'Share of users'),
    definition: text('该区间用户数 / 全部区间用户数之和。', 'Users in this bucket / users in all buckets.'),
    unit: 'percent',
    overTime: share('user_count'),
    overApps: share('user_count'),
  },
})

/** By interval a person is one person however long the range; the other buckets count events and user-days. */
const distinct = (metric: Metric): Metric =>
  metric.unit === 'count' ? { ...metric, overTime: unique, overApps: unique } : metric
const metricsByInterval = metrics.map(distinct)

const form: Form = { report: 'habits', metrics, list: 'data_list', sum: 'range' }

const SESSIONS = ['session_count', 'session_count_ratio']
const USERS = ['user_count', 'user_count_ratio']
const variant = (key: string, name: Text, only?: readonly string[]): Variant => ({
  key,
  name,
  params: { character_type: key },
  ...(only && { metrics: only }),
})

const report: Report = {
  id: 'habits',
  order: 8,
  name: text('用户习惯', 'Usage habits'),
  // the API's documentation has the descriptions of the last two the wrong way round
  description: text(
    '访问深度：一次启动访问的不同页面数；使用时长：一次启动的时长；使用间隔：距上一次启动多久；使用频率：一天启动几次。',
    'Depth: distinct pages in a session. Duration: length of a session. Interval: time since the last start. Frequency: starts a day.',
  ),
  endpoint: 'getanalysisvisitcharacter',
  verb: 'POST',
  token: 'app',
  paging: { paged: true, list: 'data_list', rowKey: rowKeyBy('name'), params: {}, longList: false },
  granularities: wholeRange,
  variants: [
    variant('depth', text('访问深度', 'Depth'), SESSIONS),
    variant('time', text('使用时长', 'Duration'), SESSIONS),
    // nowhere documented which of the two pairs its replies hold
    variant('interval', text('使用间隔', 'Interval')),
    variant('frequency', text('使用频率', 'Frequency'), USERS),
  ],
  dimension: text('区间', 'Bucket'),
  twoLevels: false,
  ordered: true,
  labelOf: bucketLabel,
  metrics,
  metricsOf: (key) => (key === 'interval' ? metricsByInterval : metrics),
  sum: 'range',
  settlesAfter: settlesAtOnce,
  decode: (data, request) => decodeMembers(form, data, request, namedMember(`habit/${request.variant}`)),
}

export default report
