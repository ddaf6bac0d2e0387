import { parseHour } from '../decode/period.ts'
import { decodeMembers, decodePeriods, rowKeyBy, type Form } from '../decode/tables.ts'
import {
  byGran,
  metricsFrom,
  onlyVariant,
  percentOf,
  quotient,
  settlesAtOnce,
  sum,
  text,
  unique,
  weighted,
} from '../define.ts'
import type { Member, Report } from '../schema.ts'

const metrics = metricsFrom({
  new_user_count: {
    name: text('新用户数', 'New users'),
    definition: text(
      '当日首次启动小程序的用户数。来源分析中的“新用户”指 90 天内首次启动，两者口径不同。',
      'Users who started the mini program for the first time ever on that day. (In Sources, “new” means the first start within 90 days.)',
    ),
    unit: 'count',
    overTime: sum,
    overApps: sum,
  },
  new_user_ratio: {
    name: text('新用户占比', 'Share of new users'),
    definition: text('新用户数 / 启动用户数。', 'New users / active users.'),
    unit: 'percent',
    overTime: percentOf('new_user_count', 'user_count'),
    overApps: percentOf('new_user_count', 'user_count'),
  },
  old_user_count: {
    name: text('老用户数', 'Returning users'),
    definition: text(
      '启动用户中以前也启动过小程序的用户数，等于启动用户数 − 新用户数。同一用户在多天启动时，整段时间只计一次，故不可按天相加。',
      'Active users who had started the mini program before: active users − new users. A person active on several days counts once in the range, so days cannot be added.',
    ),
    unit: 'count',
    overTime: unique,
    overApps: unique,
  },
  old_user_ratio: {
    name: text('老用户占比', 'Share of returning users'),
    definition: text('老用户数 / 启动用户数。', 'Returning users / active users.'),
    unit: 'percent',
    overTime: percentOf('old_user_count', 'user_count'),
    overApps: percentOf('old_user_count', 'user_count'),
  },
  user_count: {
    name: text('启动用户数', 'Active users'),
    definition: text(
      '启动过小程序的用户数，多次启动只计一次。按天相加会重复计算，整段时间的数值只能取自接口对该时间段的汇总。',
      'Users who started the mini program, each counted once. Days cannot be added: the figure for a range is the API’s own total for exactly that range.',
    ),
    unit: 'count',
    overTime: unique,
    overApps: unique,
  },
  session_count: {
    name: text('启动次数', 'Sessions'),
    definition: text(
      '启动小程序的总次数。一次启动指用户打开小程序到主动退出（或超时退出）为止。',
      'Number of sessions. A session runs from opening the mini program until the user leaves it or it times out.',
    ),
    unit: 'count',
    overTime: sum,
    overApps: sum,
  },
  average_session_time: {
    name: text('次均使用时长', 'Average session duration'),
    definition: text(
      '平均每次启动的使用时长：总时长 / 总启动次数。',
      'Mean duration of a session: total time / sessions.',
    ),
    unit: 'seconds',
    overTime: weighted('session_count'),
    overApps: weighted('session_count'),
  },
  session_time_per_person: {
    name: text('人均使用时长', 'Time per user'),
    definition: text(
      '平均每个用户的使用时长：总时长 / 启动用户数。',
      'Mean time a user spent: total time / active users.',
    ),
    unit: 'seconds',
    overTime: quotient(['average_session_time', 'session_count'], 'user_count'),
    overApps: quotient(['average_session_time', 'session_count'], 'user_count'),
  },
})

const form: Form = { report: 'user-trend', metrics, list: 'data_list', sum: 'range' }

/** Hour `n` of the day, pooled over the whole range. */
function hourMember(name: string, hour: number): Member {
  const two = String(hour).padStart(2, '0')
  return { id: `hour:${two}`, key: name, label: `${two}:00 - ${two}:59`, parent: null }
}

const report: Report = {
  id: 'user-trend',
  order: 1,
  name: text('用户趋势', 'User trend'),
  description: text(
    '新用户、老用户、启动次数与使用时长随时间的变化。按小时查看时，每一行是整段时间内该小时的合计。',
    'New and returning users, sessions and time spent over time. By hour, each row pools that hour of the day over the whole range.',
  ),
  endpoint: 'getanalysisusertrend',
  verb: 'POST',
  token: 'app',
  paging: { paged: true, list: 'data_list', rowKey: rowKeyBy('name'), params: {}, longList: false },
  granularities: byGran('day', 'week', 'month', 'hour'),
  variants: onlyVariant(),
  dimension: null,
  twoLevels: false,
  metrics,
  sum: 'range',
  settlesAfter: settlesAtOnce,
  decode: (data, request) =>
    request.granularity !== 'hour'
      ? decodePeriods(form, data, request)
      : decodeMembers(form, data, request, (reply, entry) => {
          const name = reply.text(entry, 'name')
          const hour = parseHour(name)
          if (hour === null) throw reply.error(`${entry.path}.name`, name)
          return hourMember(name, hour)
        }),
}

export default report
