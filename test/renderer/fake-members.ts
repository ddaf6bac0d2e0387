import { formatDay, parseDay } from '../../electron/contract/calendar.ts'
import type { Input, Output } from '../../electron/contract/index.ts'
import type { App } from '../../electron/contract/methods/apps.ts'
import type { Locale } from '../../electron/contract/primitives.ts'
import type { MembersTable } from '../../electron/contract/methods/query-members.ts'
import { describeReports } from '../../electron/core/catalogue/describe.ts'
import { memberLabel } from '../../electron/core/catalogue/lookup.ts'
import audience from '../../electron/core/catalogue/reports/audience.report.ts'
import habits from '../../electron/core/catalogue/reports/habits.report.ts'
import pages from '../../electron/core/catalogue/reports/pages.report.ts'
import region from '../../electron/core/catalogue/reports/region.report.ts'
import sources from '../../electron/core/catalogue/reports/sources.report.ts'
import terminal from '../../electron/core/catalogue/reports/terminal.report.ts'
import { chance } from './fake-data.ts'
import { ALIASES, pageValues, PATHS } from './fake-pages.ts'

const REPORTS = [audience, region, terminal, pages, habits, sources]
/** The reports of members, as the catalogue tells them. */
export const MEMBER_REPORTS: Output<'reports.list'> = describeReports(REPORTS)

type Numbers = (number | null)[]
interface FakeMember {
  readonly id: string
  readonly key: string
  readonly parent: string | null
  /** How much of the whole it is, over the apps. */
  readonly weight: number
}

const PROVINCES =
  '广东 山东 河南 江苏 四川 河北 湖南 浙江 安徽 湖北 广西壮族自治区 云南 江西 辽宁 福建 陕西 贵州 山西 重庆市 黑龙江 新疆 甘肃 上海 吉林 内蒙古 北京 天津 海南 宁夏 青海 西藏 香港 台湾 澳门 国外'
const LISTS: Readonly<Record<string, string>> = {
  region: PROVINCES,
  pages: PATHS.join(' '),
  terminal_brand: '华为 OPPO vivo 苹果 小米 荣耀 红米 三星 魅族 realme 一加 联想 中兴 360 金立 酷派 其他',
  terminal_os: 'Android_10 Android_9 Android_8.1 iOS_14.4 Android_11 iOS_13.7 Android_7.1.1 Android_6.0.1 iOS_12.2',
  terminal_screen: '1080*2340 1080*1920 720*1280 1080*2160 720*1520 1080*2280 1125*2436 828*1792',
  depth: '1-2页 3-5页 6-9页 10-29页 30-99页 100页以上',
  time: '1-3秒 4-10秒 11-30秒 31-60秒 1-3分 3-10分 10-30分 30分以上',
  interval: '首次启动 当日 1天 2天 3天 4天 5天 6天 7天 8-14天 15-30天 30天以上',
  frequency: '1-2次 3-5次 6-9次 10-19次 20-49次 50次以上',
  terminal_network: 'wifi 4G 5G 3G 2G 未知',
}
const BUCKETS: Readonly<Record<string, string>> = {
  age: '18岁以下:1 18-24岁:14 25-34岁:31 35-44岁:27 45-54岁:17 55-64岁:7 65岁以上:3',
  sex: '男:48 女:52',
  interest:
    '软件应用:8.5 资讯:8.2 影视音乐:7.4 医疗健康:6.4 书籍阅读:5.5 教育培训:5.4 餐饮美食:5 建材家居:5 旅游酒店:4.5 母婴亲子:3.7 汽车:4.2 金融财经:3.9',
}

/** Groups of sources by their codes, each with its scenes and how much of the whole these are; one has none. */
const SOURCES = [
  ['39', '原生:24 闪投:4'],
  ['37', '搜索词推荐直达:16 小程序单卡:13 自然结果:9'],
  ['46', '推荐:6 历史:5'],
  ['45', '顶部横滑模块:4 历史:3'],
  ['13', '分享:3'],
  ['unknown', ''],
] as const
function sourceMembers(): FakeMember[] {
  return SOURCES.flatMap(([code, list]) => {
    const scenes = list === '' ? [] : list.split(' ').map((each) => each.split(':'))
    const parent = `source:${code}`
    return [
      { id: parent, key: code, parent: null, weight: 0 },
      ...scenes.map(([key = '', weight = '0']) => ({
        id: `scene/${code}:${key}`,
        key,
        parent,
        weight: Number(weight),
      })),
    ]
  })
}

function membersOf(report: string, variant: string): FakeMember[] {
  if (report === 'sources') return sourceMembers()
  if (report === 'audience')
    return Object.entries(BUCKETS).flatMap(([facet, list]) => [
      { id: `audience:${facet}`, key: facet, parent: null, weight: 0 },
      ...list.split(' ').map((each) => {
        const [key = '', weight = '0'] = each.split(':')
        return { id: `audience:${facet}/${key}`, key, parent: `audience:${facet}`, weight: Number(weight) }
      }),
    ])
  const names =
    variant === 'terminal_device'
      ? Array.from({ length: 140 }, (_, i) => `${['华为', 'OPPO', 'vivo', 'iPhone'][i % 4] ?? ''}_${i + 10}`)
      : (LISTS[variant || report] ?? '').split(' ')
  return names.map((name, i) => ({
    id: report === 'pages' ? name : `${variant || report}:${name}`,
    key: name.replaceAll('_', ' '),
    parent: null,
    weight: 30 / (1 + i * (variant === 'terminal_device' ? 0.3 : 0.75)) ** 1.1,
  }))
}

/** A member's share of one app over a range, in percent of its group; a top ten leaves what is small out. */
function sharesOf(app: number, from: string, members: readonly FakeMember[]): Map<string, number> {
  const turn = Math.floor((parseDay(from) ?? 0) / 7)
  const shares = new Map<string, number>()
  for (const [parent, own] of Map.groupBy(members, groupOf)) {
    const sized = own
      .filter(({ weight }) => weight > 0)
      .map((member, i) => ({
        member,
        size: member.weight * Math.exp(1.2 * chance(app, i, member.key.length) - 0.6 + 0.16 * chance(app, i, turn)),
      }))
    const interests = parent === 'audience:interest'
    const all = sized.reduce((sum, { size }) => sum + size, 0) * (interests ? 1.6 : 1)
    const listed = interests ? sized.toSorted((a, b) => b.size - a.size).slice(0, 10) : sized
    for (const { member, size } of listed) shares.set(member.id, (100 * size) / all)
  }
  // a group of sources is its scenes together
  for (const { id, parent } of members)
    if (id.startsWith('scene/') && parent !== null)
      shares.set(parent, (shares.get(parent) ?? 0) + (shares.get(id) ?? 0))
  return shares
}

/** What a member is a part of: scenes of all sources together, else its own list. */
const groupOf = ({ id, parent }: FakeMember) =>
  id.startsWith('scene/') ? 'scenes' : (parent ?? (id.includes(':') ? id.split(':')[0] : 'pages'))

const round = (value: number) => Math.round(value * 100) / 100

export function valuesOf(app: number, share: number, keys: readonly string[]): Numbers {
  if (keys.some((key) => key.startsWith('pv_'))) return pageValues(app, share, keys)
  const sessions = Math.round(((90_000 / app) * share) / 100)
  // habits count sessions or users: where both could be, the reply has sessions
  const both = keys.includes('session_count_ratio') && keys.includes('user_count_ratio')
  return keys.map((key) => {
    if (both && key.startsWith('user_count')) return null
    if (key === 'user_count' || key === 'new_user_count')
      return Math.round(sessions * (key === 'user_count' ? 0.8 : 0.3))
    if (key === 'session_count_per_user') return round(1 + chance(app, Math.round(share * 10), 5))
    if (key.endsWith('session_count') || key === 'session_count_district') return sessions
    if (key.includes('time')) return Math.round(60 + 70 * chance(app, Math.round(share * 50)))
    const other = key.includes('new_user') ? 0.9 + 0.2 * chance(app, Math.round(share * 10), 2) : 1
    return round(share * other)
  })
}

/** `query.members` for made-up apps: near enough to the rules to look right. App 7 was never fetched. */
export function fakeMembers(all: readonly App[], input: Input<'query.members'>, locale: Locale): MembersTable {
  const info = MEMBER_REPORTS.find(({ id }) => id === input.report)
  const variant = input.variant ?? info?.variants[0]?.key ?? ''
  const known = info?.variants.find(({ key }) => key === variant)?.metrics ?? []
  const keys = input.metrics ?? known
  const members = membersOf(input.report, variant)
  const scoped = inScope(all, input.scope)
  const shown = input.show?.flatMap((id) => all.find((app) => app.id === id) ?? []) ?? scoped
  const before = comparedWith(input)
  const fetched = scoped.filter(({ id }) => id !== 7)
  const numbers = new Map(
    [...new Set([...scoped, ...shown])].map(({ id }) => [
      id,
      [input.range.from, before?.from].map((from) => (from === undefined ? null : sharesOf(id, from, members))),
    ]),
  )
  const own = (app: number, member: string, side: number): Numbers | null => {
    const share = app === 7 ? undefined : numbers.get(app)?.[side]?.get(member)
    return share === undefined ? null : valuesOf(app, share, keys)
  }
  const compared = (value: Numbers, previous: Numbers | null) =>
    before
      ? {
          values: value,
          previous: previous ?? value.map(() => null),
          change: value.map((now, i) => changeOf(now, previous?.[i] ?? null)),
        }
      : { values: value }
  const combine = (member: string, side: number): Numbers => {
    const rows = fetched.flatMap(({ id }) => own(id, member, side) ?? [])
    const each = fetched.map(({ id }) => own(id, member, side))
    if (rows.length === 0) return keys.map(() => null)
    return keys.map((key, i) => {
      const counted = /_count(_district)?$/.test(key)
      const values = each.flatMap((row) => row?.[i] ?? [])
      if (values.length === 0) return null
      const sum = values.reduce((a, b) => a + b, 0)
      return counted ? sum : round(sum / (key.includes('time') ? values.length : fetched.length))
    })
  }
  const found = members.filter(({ key, parent }) => parent === null && key.includes(input.search ?? ''))
  const page = found.slice(0, input.limit ?? 100)
  const listed = members.filter((member) => page.includes(member) || page.some(({ id }) => id === member.parent))
  const note = (member: FakeMember) => {
    if (input.report === 'audience')
      return member.parent === 'audience:interest' ? ('at-least' as const) : ('estimate' as const)
    return fetched.length < scoped.length ? ('incomplete' as const) : null
  }
  const report = REPORTS.find(({ id }) => id === input.report) ?? region
  const labelled = ({ id, key, parent }: FakeMember) => memberLabel(report, { id, key, label: key, parent }, locale)
  return {
    report: input.report,
    variant,
    from: input.range.from,
    to: input.range.to,
    compare: before,
    columns: keys.map((key) => ({
      key,
      unit: info?.metrics.find((metric) => metric.key === key)?.unit ?? 'count',
      overApps: 'weighted',
    })),
    apps: shown.map((app) => ({
      appId: app.id,
      app: app.name,
      exact: true,
      note: null,
      missing: app.id === 7 ? 'not-fetched' : null,
      capped: false,
      replies: app.id === 7 ? 0 : 1,
      source:
        app.id === 7 ? null : { snapshot: 5000 + app.id, fetchedAt: app.lastFetchedAt ?? new Date().toISOString() },
      total: compared(app.id === 7 ? keys.map(() => null) : valuesOf(app.id, 100, keys), null),
    })),
    combined: {
      apps: scoped.length,
      missing: scoped.length - fetched.length,
      notes: keys.map(() => null),
      total: compared(
        keys.map(() => null),
        null,
      ),
    },
    members: listed.map((member) => ({
      id: member.id,
      key: member.key,
      label: labelled(member),
      alias: ALIASES[member.key] ?? null,
      parent: member.parent,
      combined: {
        ...compared(combine(member.id, 0), before ? combine(member.id, 1) : null),
        notes: keys.map(() => note(member)),
      },
      apps: shown.map(({ id }) => {
        const values = own(id, member.id, 0)
        return values && compared(values, before ? own(id, member.id, 1) : null)
      }),
    })),
    count: members.length,
    matching: found.length,
    leftOut: { members: 0, values: keys.map(() => null) },
  }
}

const changeOf = (now: number | null, base: number | null) =>
  now === null || !base ? null : ((now - base) / base) * 100

function comparedWith({ compare = 'none', range }: Input<'query.members'>): MembersTable['compare'] {
  if (typeof compare === 'object') return compare
  if (compare === 'none') return null
  const [from, to] = [parseDay(range.from) ?? 0, parseDay(range.to) ?? 0]
  return { from: formatDay(from - (to - from + 1)), to: formatDay(from - 1) }
}

export function inScope(apps: readonly App[], { apps: ids = [], tags = [] }: Input<'query.members'>['scope']): App[] {
  if (ids.length + tags.length === 0) return [...apps]
  return apps.filter((app) => ids.includes(app.id) || app.tags.some((tag) => tags.includes(tag)))
}
