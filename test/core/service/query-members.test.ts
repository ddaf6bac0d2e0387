import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDay } from '../../../electron/contract/calendar.ts'
import type { MembersTable } from '../../../electron/contract/methods/query-members.ts'
import { getReport } from '../../../electron/core/catalogue/index.ts'
import { day, World } from './query-world.ts'

const FROM = '2019-04-01'
const dated = (n: number) => formatDay(day(FROM) + n)
const TO = dated(6)
const NAMES = ['甲', '乙', '丙', '丁']

const province = fc.record({
  sessions: fc.integer({ min: 0, max: 5000 }),
  time: fc.integer({ min: 1, max: 600 }),
  users: fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100),
})
interface Province {
  sessions: number
  time: number
  users: number
}
const list = fc.dictionary(fc.constantFrom('重庆', '广东', '四川', '北京', '海南'), province, { minKeys: 1 })
/** Per app: its provinces and its users, or nothing fetched. */
const portfolio = fc.array(fc.option(fc.record({ list, users: fc.integer({ min: 1, max: 9000 }) }), { freq: 4 }), {
  minLength: 2,
  maxLength: 4,
})

const known = (members: Record<string, Province>) =>
  Object.fromEntries(
    Object.entries(members).map(([name, { sessions, time, users }]) => [
      name,
      {
        session_count_district: sessions,
        average_session_time_district: time,
        user_count_district_ratio: users,
      },
    ]),
  )

function worldOf(apps: readonly ({ list: Record<string, Province>; users: number } | null)[]) {
  const world = new World(NAMES.slice(0, apps.length))
  apps.forEach((app, a) => {
    if (!app) return
    world.members(a + 1, 'region', FROM, TO, known(app.list))
    world.periods(a + 1, 'user-trend', {}, { from: FROM, to: TO, sum: { user_count: app.users } })
  })
  return world
}

test('a region over many apps: sessions added, shares of all sessions, times weighted, user shares estimated by users', async () => {
  await fc.assert(
    fc.asyncProperty(portfolio, async (apps) => {
      const table = await worldOf(apps).compareMembers('region', FROM, TO)
      const there = apps.flatMap((app) => app ?? [])
      const names = [...new Set(there.flatMap((app) => Object.keys(app.list)))]
      expect(new Set(table.members.map((member) => member.label))).toEqual(new Set(names))
      const all = there.flatMap((app) => Object.values(app.list)).reduce((sum, one) => sum + one.sessions, 0)
      for (const member of table.members) {
        const own = there.flatMap((app) => app.list[member.label] ?? [])
        const sessions = own.reduce((sum, one) => sum + one.sessions, 0)
        const seconds = own.reduce((sum, one) => sum + one.sessions * one.time, 0)
        const users = there.reduce((sum, app) => sum + app.users, 0)
        const part = there.reduce((sum, app) => sum + app.users * (app.list[member.label]?.users ?? 0), 0)
        const [count, share, , ofUsers, time] = member.combined.values
        expect(count).toBe(sessions)
        expect(ofUsers).toBeCloseTo(part / users, 8)
        if (all > 0) expect(share).toBeCloseTo((100 * sessions) / all, 8)
        else expect(share).toBeNull()
        if (sessions > 0) expect(time).toBeCloseTo(seconds / sessions, 8)
        expect(member.apps.map((one) => one?.values[0] ?? null)).toEqual(
          apps.map((app) => app?.list[member.label]?.sessions ?? null),
        )
        // an app that was not fetched is a hole in the sum
        expect(member.combined.notes[0]).toBe(there.length < apps.length ? 'incomplete' : null)
      }
      expect(table.combined.total.values[0] ?? 0).toBe(all)
      expect(table.combined.missing).toBe(apps.length - there.length)
    }),
    { numRuns: 60 },
  )
})

test('lists are sorted, searched and cut on this side, and what is left out is counted', async () => {
  const world = new World(['甲', '乙'])
  const row = (sessions: number) => ({ session_count_district: sessions })
  world.members(1, 'region', FROM, TO, { 重庆: row(5), 广东: row(1), 广西: row(2) })
  world.members(2, 'region', FROM, TO, { 广东: row(30), 海南: row(3) })
  const labels = async (more: Record<string, unknown>) =>
    (await world.compareMembers('region', FROM, TO, more)).members.map((member) => member.label)
  expect(await labels({})).toEqual(['广东', '重庆', '海南', '广西'])
  expect(await labels({ sort: { by: 'session_count_district', app: 1 } })).toEqual(['重庆', '广西', '广东', '海南'])
  expect(await labels({ sort: { by: 'session_count_district', descending: false } })).toEqual([
    '广西',
    '海南',
    '重庆',
    '广东',
  ])
  // by their sound: chóng, guǎng, guǎng, hǎi
  expect(await labels({ sort: { by: 'label' } })).toEqual(['重庆', '广东', '广西', '海南'])
  expect(await labels({ search: '广' })).toEqual(['广东', '广西'])
  const cut = await world.compareMembers('region', FROM, TO, { limit: 2, offset: 1 })
  expect(cut.members.map((member) => member.label)).toEqual(['重庆', '海南'])
  expect(cut).toMatchObject({ count: 4, matching: 4, leftOut: { members: 2 } })
  expect(cut.leftOut.values).toEqual([33, null, null, null, null])
  const found = await world.compareMembers('region', FROM, TO, { search: '广', limit: 1 })
  expect(found).toMatchObject({ count: 4, matching: 2, leftOut: { members: 1 } })
  await expect(world.compareMembers('region', FROM, TO, { sort: { by: 'nothing' } })).rejects.toMatchObject({
    code: 'metric.unknown',
  })
  await expect(world.compareMembers('user-trend', FROM, TO)).rejects.toMatchObject({ code: 'input.invalid' })
})

test('the same page path is one member, whatever its id in each app', async () => {
  const world = new World(['甲', '乙'])
  const page = (pv: number, exits: number) => ({ pv_count: pv, exit_count: exits, pv_user_count: pv })
  world.members(1, 'pages', FROM, TO, { 'pages/a': page(100, 50) }, { keyOf: (name) => `1${name.length}` })
  world.members(2, 'pages', FROM, TO, { 'pages/a': page(300, 30) }, { keyOf: (name) => `2${name.length}` })
  const { members, columns } = await world.compareMembers('pages', FROM, TO)
  const at = (key: string) => columns.findIndex((column) => column.key === key)
  expect(members.map((member) => [member.id, member.label])).toEqual([['pages/a', 'pages/a']])
  const values = members[0]?.combined.values ?? []
  expect([values[at('pv_count')], values[at('bounce_ratio')], values[at('pv_ratio')]]).toEqual([400, 20, 100])
  // rule 3: visitors of two apps may be the same people
  expect([values[at('pv_user_count')], members[0]?.combined.notes[at('pv_user_count')]]).toEqual([
    400,
    'not-deduplicated',
  ])
})

test('a page is found by its alias too, and has the one any of the apps gives it', async () => {
  const world = new World(['甲', '乙'])
  const page = { pv_count: 1 }
  const paths = { 'pages/a': page, 'pages/b': page }
  world.members(1, 'pages', FROM, TO, paths, { keyOf: (name) => `1${name}` })
  const aliasOf = (name: string) => (name === 'pages/a' ? '首页' : null)
  world.members(2, 'pages', FROM, TO, paths, { keyOf: (name) => `2${name}`, aliasOf })
  const { members } = await world.compareMembers('pages', FROM, TO)
  expect(members.map(({ label, alias }) => [label, alias])).toEqual([
    ['pages/a', '首页'],
    ['pages/b', null],
  ])
  const found = await world.compareMembers('pages', FROM, TO, { search: '首' })
  expect(found.members.map(({ label }) => label)).toEqual(['pages/a'])
})

test('lists are sorted by change, and chosen by what is enough to judge by, of all apps or of one', async () => {
  const world = new World(['甲', '乙'])
  const page = (pv: number, exits: number) => ({ pv_count: pv, exit_count: exits, bounce_ratio: (100 * exits) / pv })
  const before = [dated(-7), dated(-1)] as const
  world.members(1, 'pages', ...before, { a: page(100, 5), b: page(10, 5), c: page(40, 1) })
  world.members(1, 'pages', FROM, TO, { a: page(150, 30), b: page(30, 24), c: page(20, 2), d: page(5, 5) })
  world.members(2, 'pages', ...before, { a: page(100, 5) })
  world.members(2, 'pages', FROM, TO, { a: page(10, 1), c: page(70, 7) })
  const labels = async (more: Record<string, unknown>) =>
    (await world.compareMembers('pages', FROM, TO, { compare: 'previous', ...more })).members.map(({ label }) => label)
  const by = { by: 'pv_count', of: 'change' }
  // a: 160 of 200, b: 30 of 10, c: 90 of 40, d: was not there
  expect(await labels({ sort: by })).toEqual(['b', 'c', 'a', 'd'])
  expect(await labels({ sort: { ...by, descending: false } })).toEqual(['a', 'c', 'b', 'd'])
  expect(await labels({ sort: { ...by, app: 1 } })).toEqual(['b', 'a', 'c', 'd'])
  expect(await labels({ sort: by, compare: 'none' })).toHaveLength(4)
  const exits = { sort: { by: 'bounce_ratio' } }
  expect(await labels(exits)).toEqual(['d', 'b', 'a', 'c'])
  expect(await labels({ ...exits, least: { by: 'pv_count', value: 30 } })).toEqual(['b', 'a', 'c'])
  expect(await labels({ ...exits, least: { by: 'pv_count', value: 30, app: 1 } })).toEqual(['b', 'a'])
  const some = await world.compareMembers('pages', FROM, TO, { least: { by: 'pv_count', value: 30 }, limit: 1 })
  expect(some).toMatchObject({ count: 4, matching: 3, leftOut: { members: 2 } })
  await expect(labels({ least: { by: 'pv_count', value: 1, app: 9 } })).rejects.toMatchObject({ code: 'input.invalid' })
  await expect(labels({ least: { by: 'nothing', value: 1 } })).rejects.toMatchObject({ code: 'metric.unknown' })
})

test('an app against the portfolio: its own numbers beside those of all, in scope or not', async () => {
  const world = new World(['甲', '乙', '丙'])
  for (const app of [1, 2, 3]) world.members(app, 'region', FROM, TO, { 重庆: { session_count_district: 10 ** app } })
  const table = await world.compareMembers('region', FROM, TO, { show: [1], scope: { tags: ['other'] } })
  expect(table.apps.map((app) => app.app)).toEqual(['甲'])
  expect(table.combined.apps).toBe(2)
  expect(table.members[0]?.apps.map((one) => one?.values[0])).toEqual([10])
  expect(table.members[0]?.combined.values[0]).toBe(1100)
  await expect(world.compareMembers('region', FROM, TO, { show: [9] })).rejects.toMatchObject({ code: 'app.unknown' })
})

test('a list that was cut off may hold more: its apps make a number incomplete; one app’s own numbers stay as they came', async () => {
  const world = new World(['甲', '乙'])
  world.members(1, 'pages', FROM, TO, { a: { pv_count: 5, pv_ratio: 99.99 } })
  world.members(2, 'pages', FROM, TO, { b: { pv_count: 7 } }, { capped: true })
  const { members, apps } = await world.compareMembers('pages', FROM, TO)
  expect(apps.map(({ capped }) => capped)).toEqual([false, true])
  expect(members.map((member) => [member.label, member.combined.values[0], member.combined.notes[0]])).toEqual([
    ['b', 7, null],
    ['a', 5, 'incomplete'],
  ])
  const one = await world.compareMembers('pages', FROM, TO, { scope: { apps: [1] } })
  expect(one.members[0]?.combined.values.slice(0, 2)).toEqual([5, 99.99])
})

test('against another range: both numbers and the change, none from a zero, unknown or partial base', async () => {
  const world = new World(['甲'], '2019-04-15')
  const row = (sessions: number) => ({ session_count_district: sessions })
  const [before, now] = [dated(0), dated(7)]
  world.members(1, 'region', before, dated(6), { 重庆: row(50), 广东: row(0), 北京: row(8) })
  world.members(1, 'region', now, dated(13), { 重庆: row(60), 广东: row(9), 海南: row(4) })
  const table = await world.compareMembers('region', now, dated(13), { compare: 'previous' })
  expect(table.compare).toEqual({ from: before, to: dated(6) })
  const of = (label: string) => {
    const numbers = table.members.find((member) => member.label === label)?.apps[0]
    return [numbers?.values[0], numbers?.previous?.[0], numbers?.change?.[0]]
  }
  expect(of('重庆')).toEqual([60, 50, 20])
  expect(of('广东')).toEqual([9, 0, null])
  expect(of('海南')).toEqual([4, null, null])
  expect(of('北京')).toEqual([null, 8, null])
  const { total } = table.combined
  expect([total.values[0], total.previous?.[0]]).toEqual([73, 58])
  // 15 April is not over
  world.members(1, 'region', dated(8), dated(14), { 重庆: row(70) })
  world.members(1, 'region', dated(1), dated(7), { 重庆: row(70) })
  const open = await world.compareMembers('region', dated(8), dated(14), { compare: 'previous' })
  const { notes, change } = open.members[0]?.combined ?? {}
  expect([notes?.[0], change?.[0]]).toEqual(['partial', null])
  expect(open.apps[0]?.note).toBe('partial')
})

test('buckets of a scale keep their order; one an app alone has stands where it has it', async () => {
  const world = new World(['甲', '乙'])
  const bucket = { session_count: 1 }
  world.members(1, 'habits', FROM, TO, { '1页': bucket, '2页': bucket, '10页+': bucket }, { variant: 'depth' })
  world.members(
    2,
    'habits',
    FROM,
    TO,
    { '1页': bucket, '3-5页': bucket, '10页+': { session_count: 99 } },
    { variant: 'depth' },
  )
  const { members } = await world.compareMembers('habits', FROM, TO, { variant: 'depth' })
  expect(members.map((member) => member.label)).toEqual(['1页', '3-5页', '2页', '10页+'])
})

test('a group comes with its members, found by either; both levels of the samples are there', async () => {
  const world = new World()
  world.samples()
  const all = await world.compareMembers('sources', '2019-04-10', '2019-04-15')
  const groups = all.members.filter((member) => member.parent === null)
  expect(groups.length).toBe(all.count)
  for (const member of all.members) {
    if (member.parent === null) continue
    expect(all.members.findIndex((one) => one.id === member.parent)).toBeLessThan(all.members.indexOf(member))
  }
  const child = all.members.find((member) => member.parent !== null)
  const found = await world.compareMembers('sources', '2019-04-10', '2019-04-15', { search: child?.label })
  expect(found.members.map((member) => member.label)).toContain(child?.label)
  expect(found.members.length).toBeLessThan(all.members.length)
  // as of a moment before anything was fetched there is nothing
  const then = await world.compareMembers('sources', '2019-04-10', '2019-04-15', { asOf: '1970-01-01T00:00:00.000Z' })
  expect([then.members, then.apps[0]?.missing]).toEqual([[], 'not-fetched'])
})

interface Facets {
  readonly age?: Record<string, number>
  readonly interest?: Record<string, number>
}

/** Audience replies as the API sends them, each app with ids of its own for the same classes. */
function audienceWorld(apps: readonly { facets: Facets; users: number }[]) {
  const world = new World(NAMES.slice(0, apps.length))
  const report = getReport('audience')
  const about = { report: 'audience', variant: '', granularity: 'range' as const, from: day(FROM), to: day(TO) }
  apps.forEach(({ facets, users }, a) => {
    const entries = (list: Record<string, number> = {}) =>
      Object.entries(list).map(([name, count_ratio], i) => ({ attribute_id: `${a + 1}00${i}`, name, count_ratio }))
    const data = { data_list: [{ age: entries(facets.age), interest: entries(facets.interest) }] }
    world.facts.put({ app: a + 1, ...about }, report.decode(data, about))
    world.periods(a + 1, 'user-trend', {}, { from: FROM, to: TO, sum: { user_count: users } })
  })
  return world
}
const combinedOf = ({ members }: MembersTable, label: string) => {
  const { values = [], notes = [] } = members.find((member) => member.label === label)?.combined ?? {}
  return [values[0], notes[0]]
}

test('audience over apps: classes are the same by name within their group, shares an estimate by users', async () => {
  const table = await audienceWorld([
    { facets: { age: { '18-24岁': 30, '25-34岁': 70 } }, users: 100 },
    { facets: { age: { '18-24岁': 10, '25-34岁': 90 } }, users: 300 },
  ]).compareMembers('audience', FROM, TO)
  expect(table.members.map(({ label, parent }) => [label, parent])).toEqual([
    ['年龄', null],
    ['18-24岁', 'audience:age'],
    ['25-34岁', 'audience:age'],
  ])
  expect(combinedOf(table, '18-24岁')).toEqual([(30 * 100 + 10 * 300) / 400, 'estimate'])
  expect(table.members[1]?.apps.map((one) => one?.values[0])).toEqual([30, 10])
})

test('a top ten leaves lower bounds; an app that tells nothing of a group is left out, not taken as 0', async () => {
  const table = await audienceWorld([
    { facets: { age: { '18-24岁': 40 }, interest: { 汽车: 8, 资讯: 4 } }, users: 100 },
    { facets: { age: { '18-24岁': 60 }, interest: { 资讯: 2 } }, users: 300 },
    { facets: { interest: { 资讯: 6 } }, users: 600 },
  ]).compareMembers('audience', FROM, TO)
  expect(combinedOf(table, '汽车')).toEqual([(8 * 100) / 1000, 'at-least'])
  expect(combinedOf(table, '资讯')).toEqual([(4 * 100 + 2 * 300 + 6 * 600) / 1000, 'estimate'])
  // the third tells no ages at all
  expect(combinedOf(table, '18-24岁')).toEqual([(40 * 100 + 60 * 300) / 400, 'estimate'])
})

test('only the metrics asked for come, in that order, with rules that stand on others', async () => {
  const world = new World(['甲', '乙'])
  const row = (sessions: number, time: number) => ({
    session_count_district: sessions,
    average_session_time_district: time,
  })
  world.members(1, 'region', FROM, TO, { 重庆: row(10, 30), 广东: row(30, 10) })
  world.members(2, 'region', FROM, TO, { 重庆: row(20, 60) })
  const metrics = ['average_session_time_district', 'session_count_district_ratio']
  const table = await world.compareMembers('region', FROM, TO, { metrics, limit: 1 })
  expect(table.columns.map(({ key }) => key)).toEqual(metrics)
  // the order is still the report's: by sessions
  expect(table.members.map(({ label, combined }) => [label, combined.values])).toEqual([['重庆', [50, 50]]])
  expect(table.combined.total.values).toEqual([(10 * 30 + 30 * 10 + 20 * 60) / 60, 100])
  expect(table.leftOut.values).toEqual([null, null])
  await expect(world.compareMembers('region', FROM, TO, { metrics: ['nothing'] })).rejects.toMatchObject({
    code: 'metric.unknown',
  })
})
