import type { Entry, ReplyReader } from '../decode/reply.ts'
import { decodeMembers, rowKeyBy, type Form } from '../decode/tables.ts'
import {
  metricsFrom,
  onlyVariant,
  percentOf,
  settlesAtOnce,
  share,
  sum,
  text,
  unique,
  weighted,
  wholeRange,
} from '../define.ts'
import type { Member, Report } from '../schema.ts'

const metrics = metricsFrom({
  pv_count: {
    name: text('页面访问次数', 'Page views'),
    definition: text('页面被访问的次数，重复访问也计入。', 'Times the page was viewed, repeats included.'),
    unit: 'count',
    overTime: sum,
    overApps: sum,
  },
  pv_ratio: {
    name: text('访问次数占比', 'Share of page views'),
    definition: text('该页面访问次数 / 全部页面访问次数之和。', 'Views of this page / views of all pages.'),
    unit: 'percent',
    overTime: share('pv_count'),
    overApps: share('pv_count'),
  },
  pv_user_count: {
    name: text('访问用户数', 'Visitors'),
    definition: text(
      '访问该页面的用户数，已去重。接口的汇总行是各页面之和：看过多个页面的用户在其中重复计算。',
      'Users who viewed the page, each counted once. The API’s total row adds the pages up, so it counts a person once a page.',
    ),
    unit: 'count',
    overTime: unique,
    overApps: unique,
  },
  average_stay_time: {
    name: text('次均访问时长', 'Average time on page'),
    definition: text('每次访问该页面的平均停留时长。', 'Mean time spent on the page a view.'),
    unit: 'seconds',
    overTime: weighted('pv_count'),
    overApps: weighted('pv_count'),
  },
  stay_time_ratio: {
    name: text('访问时长占比', 'Share of time'),
    definition: text(
      '该页面访问时长总和 / 全部页面访问时长总和。',
      'Time spent on this page / time spent on all pages.',
    ),
    unit: 'percent',
    overTime: share(['pv_count', 'average_stay_time']),
    overApps: share(['pv_count', 'average_stay_time']),
  },
  bounce_ratio: {
    name: text('退出率', 'Exit rate'),
    definition: text(
      '退出页次数 / 页面访问次数，即用户从该页面离开小程序的比例。接口键名为 bounce_ratio，但它不是跳出率。',
      'Exits / page views: how often a view of this page ended the session. The API’s key says bounce, but it is not a bounce rate.',
    ),
    unit: 'percent',
    overTime: percentOf('exit_count', 'pv_count'),
    overApps: percentOf('exit_count', 'pv_count'),
  },
  entry_count: {
    name: text('入口页次数', 'Entrances'),
    definition: text('以该页面为启动后第一个访问页面的启动次数。', 'Sessions that began with this page.'),
    unit: 'count',
    overTime: sum,
    overApps: sum,
  },
  exit_count: {
    name: text('退出页次数', 'Exits'),
    definition: text('以该页面为关闭前最后一个访问页面的启动次数。', 'Sessions that ended with this page.'),
    unit: 'count',
    overTime: sum,
    overApps: sum,
  },
})

const form: Form = { report: 'pages', metrics, list: 'data_list', sum: 'range' }

/** Labelled by its path, which names it for its developers and never repeats; an alias may be empty or shared. */
function pageMember(reply: ReplyReader, entry: Entry): Member {
  const key = reply.text(entry, 'pageId', 'pageName')
  const label = reply.text(entry, 'pageName', 'pageAlias', 'pageId')
  const alias = reply.textOrNone(entry, 'pageAlias')
  return { id: `page:${key}`, key, label, alias: alias === label ? null : alias, parent: null }
}

const report: Report = {
  id: 'pages',
  order: 7,
  name: text('页面分析', 'Pages'),
  description: text('各页面的访问次数、停留时长与退出率。', 'Views, time and exit rate of each page.'),
  endpoint: 'getanalysisvisitpage',
  verb: 'POST',
  token: 'app',
  paging: { paged: true, list: 'data_list', rowKey: rowKeyBy('pageId', 'pageName'), params: {}, longList: true },
  granularities: wholeRange,
  variants: onlyVariant(),
  dimension: text('页面', 'Page'),
  twoLevels: false,
  // page ids are each app's own, paths are what apps share
  sameBy: 'label',
  metrics,
  sum: 'range',
  settlesAfter: settlesAtOnce,
  decode: (data, request) => decodeMembers(form, data, request, pageMember),
}

export default report
