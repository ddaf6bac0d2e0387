import { provinceOf } from '../../../contract/provinces.ts'
import { decodeMembers, namedMember, rowKeyBy, type Form } from '../decode/tables.ts'
import {
  estimated,
  metricsFrom,
  onlyVariant,
  settlesAtOnce,
  share,
  sum,
  text,
  weighted,
  wholeRange,
} from '../define.ts'
import type { Report } from '../schema.ts'

const metrics = metricsFrom({
  session_count_district: {
    name: text('启动次数', 'Sessions'),
    definition: text('该地域用户的启动次数。', 'Sessions of users in this region.'),
    unit: 'count',
    overTime: sum,
    overApps: sum,
  },
  session_count_district_ratio: {
    name: text('启动次数占比', 'Share of sessions'),
    definition: text('该地域启动次数 / 全部地域启动次数之和。', 'Sessions of this region / sessions of all regions.'),
    unit: 'percent',
    overTime: share('session_count_district'),
    overApps: share('session_count_district'),
  },
  new_user_count_district_ratio: {
    name: text('新用户占比', 'Share of new users'),
    definition: text(
      '该地域新用户数 / 全部地域新用户数之和。合并时按用户趋势的新用户数加权。',
      'New users of this region / new users of all regions. Combined by the new users of the user trend as weights.',
    ),
    unit: 'percent',
    overTime: weighted('user-trend/new_user_count'),
    overApps: weighted('user-trend/new_user_count'),
  },
  user_count_district_ratio: {
    name: text('启动用户占比', 'Share of active users'),
    definition: text(
      '该地域启动用户数 / 全部地域启动用户数之和（跨地域不去重，即同一用户在每个地域各计一次）。合并时按启动用户数加权，为估算值。',
      'Active users of this region / active users of all regions, where a person counts once in each region. Combined by active users as weights: an estimate.',
    ),
    unit: 'percent',
    overTime: estimated('user-trend/user_count'),
    overApps: estimated('user-trend/user_count'),
  },
  average_session_time_district: {
    name: text('次均使用时长', 'Average session duration'),
    definition: text('该地域内平均每次启动的使用时长。', 'Mean duration of a session in this region.'),
    unit: 'seconds',
    overTime: weighted('session_count_district'),
    overApps: weighted('session_count_district'),
  },
})

const form: Form = { report: 'region', metrics, list: 'data_list', sum: 'range' }

const report: Report = {
  id: 'region',
  order: 5,
  name: text('地域分布', 'Regions'),
  description: text('分省级地域的启动、用户与时长。', 'Sessions, users and time by province-level region.'),
  endpoint: 'getanalysisregion',
  verb: 'POST',
  token: 'app',
  paging: { paged: true, list: 'data_list', rowKey: rowKeyBy('name'), params: {}, longList: false },
  granularities: wholeRange,
  variants: onlyVariant(),
  dimension: text('地域', 'Region'),
  twoLevels: false,
  metrics,
  labelOf: ({ label }) => provinceOf(label),
  sum: 'range',
  settlesAfter: settlesAtOnce,
  decode: (data, request) => decodeMembers(form, data, request, namedMember('region')),
}

export default report
