import { decodeMembers, namedMember, rowKeyBy, type Form } from '../decode/tables.ts'
import { deviceLabel } from '../english.ts'
import { estimated, metricsFrom, settlesAtOnce, share, sum, text, weighted, wholeRange } from '../define.ts'
import type { Report, Text, Variant } from '../schema.ts'

const metrics = metricsFrom({
  accumulative_session_count: {
    name: text('启动次数', 'Sessions'),
    definition: text(
      '该终端类别在所选时间段内的启动次数（名称中的 accumulative 指时间段内累计，不是历史累计）。',
      'Sessions on this kind of device in the range (“accumulative” in the key means within the range, not lifetime).',
    ),
    unit: 'count',
    overTime: sum,
    overApps: sum,
  },
  accumulative_session_count_ratio: {
    name: text('启动次数占比', 'Share of sessions'),
    definition: text('该终端类别启动次数 / 全部类别启动次数之和。', 'Sessions on this kind / sessions on all kinds.'),
    unit: 'percent',
    overTime: share('accumulative_session_count'),
    overApps: share('accumulative_session_count'),
  },
  accumulative_new_user_count_ratio: {
    name: text('新用户占比', 'Share of new users'),
    definition: text(
      '该终端类别新用户数 / 全部类别新用户数之和。合并时按用户趋势的新用户数加权，为估算值。',
      'New users on this kind / new users on all kinds. Combined by the new users of the user trend as weights: an estimate.',
    ),
    unit: 'percent',
    overTime: estimated('user-trend/new_user_count'),
    overApps: estimated('user-trend/new_user_count'),
  },
  accumulative_user_count_ratio: {
    name: text('启动用户占比', 'Share of active users'),
    definition: text(
      '该终端类别启动用户数 / 全部类别启动用户数之和（不去重）。合并时按启动用户数加权，为估算值。',
      'Active users on this kind / active users on all kinds, where a person counts once on each. Combined by active users as weights: an estimate.',
    ),
    unit: 'percent',
    overTime: estimated('user-trend/user_count'),
    overApps: estimated('user-trend/user_count'),
  },
  average_use_time: {
    name: text('次均使用时长', 'Average session duration'),
    definition: text(
      '平均每次启动的使用时长：总时长 / 总启动次数。',
      'Mean duration of a session: total time / sessions.',
    ),
    unit: 'seconds',
    overTime: weighted('accumulative_session_count'),
    overApps: weighted('accumulative_session_count'),
  },
})

const form: Form = { report: 'terminal', metrics, list: 'data_list', sum: 'range' }

const variant = (key: string, name: Text): Variant => ({ key, name, params: { terminal_type: key } })

const report: Report = {
  id: 'terminal',
  order: 6,
  name: text('终端分布', 'Devices'),
  description: text(
    '按设备品牌、型号、操作系统、分辨率与联网方式的启动、用户与时长。',
    'Sessions, users and time by brand, model, operating system, screen and network.',
  ),
  endpoint: 'getanalysisterminal',
  verb: 'POST',
  token: 'app',
  paging: { paged: true, list: 'data_list', rowKey: rowKeyBy('name'), params: {}, longList: true },
  granularities: wholeRange,
  variants: [
    variant('terminal_brand', text('品牌', 'Brand')),
    variant('terminal_device', text('机型', 'Model')),
    variant('terminal_os', text('操作系统', 'Operating system')),
    variant('terminal_screen', text('分辨率', 'Screen')),
    {
      ...variant('terminal_network', text('联网方式', 'Network')),
      metrics: ['accumulative_session_count', 'accumulative_session_count_ratio', 'average_use_time'],
    },
  ],
  dimension: text('终端', 'Device'),
  twoLevels: false,
  metrics,
  labelOf: deviceLabel,
  sum: 'range',
  settlesAfter: settlesAtOnce,
  decode: (data, request) => decodeMembers(form, data, request, namedMember(request.variant)),
}

export default report
