import { decodeSources, sourceRowKey, UNKNOWN_SOURCE } from '../decode/sources.ts'
import {
  estimated,
  metricsFrom,
  onlyVariant,
  settlesAtOnce,
  share,
  sum,
  text,
  unique,
  weighted,
  wholeRange,
} from '../define.ts'
import type { Member, Report, Rule, Text } from '../schema.ts'

/** Sessions are not in the reply; users × sessions a user, from a mean rounded to two decimals, comes near. */
const SESSIONS = ['user_count', 'session_count_per_user'] as const
const shareOfSessions: Rule = { rule: 'share', of: SESSIONS, estimate: true }

const metrics = metricsFrom({
  new_user_count: {
    name: text('新用户数', 'New users'),
    definition: text(
      '90 天内首次启动小程序的用户数。用户趋势中的“新用户”指当日首次启动，两者口径不同。',
      'Users whose first start within 90 days came from this source. (In the user trend, “new” means the first start ever, that day.)',
    ),
    unit: 'count',
    overTime: sum,
    overApps: sum,
  },
  new_user_scale: {
    name: text('新用户占比', 'Share of new users'),
    definition: text('该来源新用户数 / 全部来源新用户总数。', 'New users of this source / new users of all sources.'),
    unit: 'percent',
    overTime: share('new_user_count'),
    overApps: share('new_user_count'),
  },
  user_count: {
    name: text('启动用户数', 'Active users'),
    definition: text(
      '从该来源启动过小程序的用户数，多次启动只计一次；从多个来源启动的用户在每个来源各计一次。',
      'Users who started the mini program from this source, each counted once; a person who came from several sources counts in each.',
    ),
    unit: 'count',
    overTime: unique,
    overApps: unique,
  },
  user_scale: {
    name: text('启动用户占比', 'Share of active users'),
    definition: text(
      '该来源启动用户数 / 全部来源启动用户数之和。',
      'Active users of this source / active users of all sources added up.',
    ),
    unit: 'percent',
    overTime: share('user_count'),
    overApps: share('user_count'),
  },
  session_scale: {
    name: text('启动次数占比', 'Share of sessions'),
    definition: text(
      '该来源启动次数 / 全部来源启动次数总和，因四舍五入合计可能为 100.01%。合并时启动次数按 启动用户数 × 人均启动次数 估算。',
      'Sessions of this source / sessions of all sources; rounding can make them add up to 100.01%. Combined with sessions estimated as users × sessions a user.',
    ),
    unit: 'percent',
    overTime: shareOfSessions,
    overApps: shareOfSessions,
  },
  session_count_per_user: {
    name: text('人均启动次数', 'Sessions per user'),
    definition: text(
      '启动次数 / 启动用户数。按时间合并时以启动用户数加权，为估算值：多天启动的用户被重复计入权重。',
      'Sessions / active users. Over time weighted by active users, an estimate: a person active on several days weighs in each.',
    ),
    unit: 'decimal',
    overTime: estimated('user_count'),
    overApps: weighted('user_count'),
  },
  average_session_time: {
    name: text('次均使用时长', 'Average session duration'),
    definition: text(
      '平均每次启动的使用时长：总时长 / 总启动次数。合并时以估算的启动次数（启动用户数 × 人均启动次数）加权。',
      'Mean duration of a session: total time / sessions. Combined by sessions estimated as users × sessions a user.',
    ),
    unit: 'seconds',
    overTime: estimated(SESSIONS),
    overApps: estimated(SESSIONS),
  },
})

/** Replies give a group no name: this is what its source code stands for in Baidu's table of scenes. */
const SOURCES: Readonly<Record<string, Text>> = {
  '6': text('桌面快捷方式', 'Home-screen shortcut'),
  '10': text('其他', 'Other'),
  '13': text('分享', 'Share'),
  '37': text('自然搜索', 'Organic search'),
  '39': text('商业广告', 'Ads'),
  '40': text('号挂载', 'Baijiahao link'),
  '44': text('小程序', 'Other mini programs'),
  '45': text('我的', '“My” tab'),
  '46': text('首页下拉', 'Home pull-down'),
  '48': text('系统多任务', 'Task switcher'),
}

/** A group's name by its code; `39-2` is a second group of source 39 in one reply. Scenes keep the API's own names. */
function labelOf({ id, key }: Pick<Member, 'id' | 'key'>): Text | null {
  if (id !== `source:${key}`) return null
  const [code = key, nth] = key.split('-')
  const name =
    code === UNKNOWN_SOURCE ? text('未知', 'Unknown') : (SOURCES[code] ?? text(`来源 ${code}`, `Source ${code}`))
  return nth === undefined ? name : text(`${name['zh-CN']} ${nth}`, `${name.en} ${nth}`)
}

const report: Report = {
  id: 'sources',
  order: 9,
  name: text('来源分析', 'Sources'),
  description: text(
    '用户从哪里进入小程序：来源分组及其下的场景，各自的规模与质量。',
    'Where users come from: groups of sources and the scenes in them, with their size and quality.',
  ),
  endpoint: 'getanalysissource',
  verb: 'POST',
  token: 'app',
  paging: { paged: true, list: 'data_list', rowKey: sourceRowKey, params: {}, longList: false },
  granularities: wholeRange,
  variants: onlyVariant(),
  dimension: text('来源', 'Source'),
  twoLevels: true,
  metrics,
  labelOf,
  sum: 'none',
  settlesAfter: settlesAtOnce,
  decode: (data, request) =>
    decodeSources(
      { report: 'sources', metrics, list: 'data_list', sum: 'none' },
      data,
      request,
      (group) => labelOf(group)?.['zh-CN'] ?? group.key,
    ),
}

export default report
