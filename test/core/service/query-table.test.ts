import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDay } from '../../../electron/contract/calendar.ts'
import { day, World } from './query-world.ts'

const FROM = '2019-04-01'
const dated = (n: number) => formatDay(day(FROM) + n)

const province = fc.record({ sessions: fc.integer({ min: 1, max: 5000 }), time: fc.integer({ min: 1, max: 600 }) })
const names = ['重庆', '广东', '四川', '北京']
const provinces = fc.dictionary(fc.constantFrom(...names), province, { minKeys: 1 })
type Day = Record<string, { sessions: number; time: number }>

const known = (members: Day) =>
  Object.fromEntries(
    Object.entries(members).map(([name, { sessions, time }]) => [
      name,
      { session_count_district: sessions, average_session_time_district: time },
    ]),
  )

test('provinces of one-day replies become those of the range: sessions added, shares and times recomputed', () => {
  fc.assert(
    fc.property(fc.array(provinces, { minLength: 2, maxLength: 8 }), (days) => {
      const world = new World()
      days.forEach((members, n) => world.members(1, 'region', dated(n), dated(n), known(members)))
      const table = world.table('region', FROM, dated(days.length - 1))
      const all = days.flatMap((members) => Object.entries(members))
      const grand = all.reduce((a, [, p]) => a + p.sessions, 0)
      const seen = [...new Set(all.map(([name]) => name))]
      expect(table.rows.map((row) => row.key).sort()).toEqual(seen.sort())
      for (const row of table.rows) {
        const own = all.filter(([name]) => name === row.key).map(([, p]) => p)
        const sessions = own.reduce((a, p) => a + p.sessions, 0)
        expect(row.values['session_count_district']).toBe(sessions)
        expect(row.values['session_count_district_ratio']).toBeCloseTo((100 * sessions) / grand, 8)
        expect(row.values['average_session_time_district']).toBeCloseTo(
          own.reduce((a, p) => a + p.sessions * p.time, 0) / sessions,
          8,
        )
        // its base, the users of the days, is not known
        expect(row.values['user_count_district_ratio']).toBeNull()
      }
      expect(table.sum['甲']?.['session_count_district']).toBe(grand)
      expect(table.sources[0]).toMatchObject({ exact: false, note: 'derived' })
      expect(table.sources[0]?.snapshots).toHaveLength(days.length)
    }),
    { numRuns: 40 },
  )
})

test('a share is weighted by its base in another report, days without the member included', () => {
  const world = new World()
  const users = [100, 300]
  users.forEach((n, i) => world.periods(1, 'user-trend', { [dated(i)]: { new_user_count: n } }))
  world.members(1, 'region', dated(0), dated(0), {
    重庆: { new_user_count_district_ratio: 60 },
    广东: { new_user_count_district_ratio: 40 },
  })
  world.members(1, 'region', dated(1), dated(1), { 重庆: { new_user_count_district_ratio: 100 } })
  const { rows } = world.table('region', FROM, dated(1))
  const found = Object.fromEntries(rows.map((row) => [row.key, row.values['new_user_count_district_ratio']]))
  expect(found['重庆']).toBeCloseTo((60 * 100 + 100 * 300) / 400, 10)
  expect(found['广东']).toBeCloseTo((40 * 100) / 400, 10)
})

test('an exact reply goes before shorter ones, untouched even where it disagrees with them', () => {
  const world = new World(['甲', '乙'])
  for (const app of [1, 2])
    for (const n of [0, 1]) world.members(app, 'region', dated(n), dated(n), { 重庆: { session_count_district: 10 } })
  world.members(
    1,
    'region',
    FROM,
    dated(1),
    { 广东: { session_count_district: 3, session_count_district_ratio: 33.3 } },
    { sum: { session_count_district: 9 } },
  )
  const table = world.table('region', FROM, dated(1))
  expect(
    table.rows.map((row) => [
      row.app,
      row.key,
      row.values['session_count_district'],
      row.values['session_count_district_ratio'],
    ]),
  ).toEqual([
    ['甲', '广东', 3, 33.3],
    ['乙', '重庆', 20, 100],
  ])
  expect(table.sum).toMatchObject({ 甲: { session_count_district: 9 }, 乙: { session_count_district: 20 } })
  expect(table.sources.map((source) => [source.app, source.exact, source.note])).toEqual([
    ['甲', true, null],
    ['乙', false, 'derived'],
  ])
})

test('what is missing says why: nothing at all, or only other ranges', () => {
  const world = new World(['甲', '乙', '丙'])
  world.members(1, 'region', FROM, dated(2), { 重庆: { session_count_district: 1 } })
  world.members(2, 'region', FROM, FROM, { 重庆: { session_count_district: 1 } })
  const table = world.table('region', FROM, dated(2))
  expect(table.rows.map((row) => row.app)).toEqual(['甲'])
  expect(table.missing.map(({ app, reason }) => [app, reason])).toEqual([
    ['乙', 'not-fetched-range'],
    ['丙', 'not-fetched'],
  ])
  expect(Object.keys(table.sum)).toEqual(['甲'])
})

test('a day whose reply was empty is a day without members, not a gap; an empty exact reply is an answer', () => {
  const world = new World(['甲', '乙'])
  world.members(1, 'region', dated(0), dated(0), { 重庆: { session_count_district: 4 } })
  world.members(1, 'region', dated(1), dated(1), {})
  world.members(2, 'region', FROM, dated(1), {})
  const table = world.table('region', FROM, dated(1))
  expect(table.rows.map((row) => row.values['session_count_district'])).toEqual([4])
  expect(table.missing).toEqual([])
  expect(table.sources.map((source) => source.exact)).toEqual([false, true])
})

test('rule 2: distinct visitors of pages are not put together from days; the exit rate is', () => {
  const world = new World()
  const page = (pv: number, exits: number) => ({
    'pages/a': { pv_count: pv, pv_user_count: pv, exit_count: exits, bounce_ratio: (100 * exits) / pv },
  })
  world.members(1, 'pages', dated(0), dated(0), page(100, 50))
  world.members(1, 'pages', dated(1), dated(1), page(300, 30), { capped: true })
  const table = world.table('pages', FROM, dated(1))
  expect(table.rows[0]?.values).toMatchObject({ pv_count: 400, pv_user_count: null, exit_count: 80, bounce_ratio: 20 })
  // a capped list may lack this page's rows of another day
  expect(table.sources[0]?.note).toBe('incomplete')
})

test('audience shares have no base: shorter replies say nothing of the range', () => {
  const world = new World()
  for (const n of [0, 1]) world.members(1, 'audience', dated(n), dated(n), { 男: { count_ratio: 40 } })
  expect(world.table('audience', FROM, dated(1)).missing).toEqual([
    { appId: 1, app: '甲', reason: 'not-fetched-range' },
  ])
})

test('put together, rows keep the order the replies are sorted by; other lists keep theirs', () => {
  const world = new World()
  world.members(1, 'region', dated(0), dated(0), {
    重庆: { session_count_district: 9 },
    广东: { session_count_district: 8 },
  })
  world.members(1, 'region', dated(1), dated(1), {
    广东: { session_count_district: 8 },
    重庆: { session_count_district: 1 },
  })
  expect(world.table('region', FROM, dated(1)).rows.map((row) => row.key)).toEqual(['广东', '重庆'])
  const depth = { '1页': { session_count: 2 }, '2页': { session_count: 9 }, '3页': { session_count: 1 } }
  for (const n of [0, 1]) world.members(1, 'habits', dated(n), dated(n), depth, { variant: 'depth' })
  const habits = world.table('habits', FROM, dated(1), { variant: 'depth' })
  expect(habits.rows.map((row) => [row.key, row.values['session_count'], row.values['session_count_ratio']])).toEqual([
    ['1页', 4, (100 * 4) / 24],
    ['2页', 18, 75],
    ['3页', 2, (100 * 2) / 24],
  ])
  expect(habits.columns.map((column) => column.key)).toEqual(['session_count', 'session_count_ratio'])
})

test('weeks of a table: stored, else made from days; a report asked only by day has weeks too', () => {
  const world = new World(['甲', '乙'])
  const days = Object.fromEntries(Array.from({ length: 7 }, (_, n) => [dated(n), { session_count: 10, user_count: 4 }]))
  for (const app of [1, 2]) world.periods(app, 'user-trend', days)
  world.periods(
    1,
    'user-trend',
    { [`${FROM}/${dated(6)}`]: { session_count: 71, user_count: 20 } },
    { granularity: 'week', sum: { session_count: 72, user_count: 20 } },
  )
  const table = world.table('user-trend', FROM, dated(6), { granularity: 'week' })
  expect(
    table.rows.map((row) => [
      row.app,
      row.key,
      row.label,
      row.partial,
      row.values['session_count'],
      row.values['user_count'],
    ]),
  ).toEqual([
    ['甲', '2019/04/01 - 2019/04/07', '2019-04-01 - 2019-04-07', false, 71, 20],
    ['乙', '2019/04/01 - 2019/04/07', '2019-04-01 - 2019-04-07', false, 70, null],
  ])
  expect(table.sum).toMatchObject({
    甲: { session_count: 72, user_count: 20 },
    乙: { session_count: 70, user_count: null },
  })
  expect(table.sources.map((source) => [source.exact, source.note])).toEqual([
    [true, null],
    [false, 'derived'],
  ])
  world.periods(
    1,
    'active-users',
    Object.fromEntries(Object.keys(days).map((name, i) => [name, { weekly_user_count: 50 + i }])),
  )
  expect(
    world.table('active-users', FROM, dated(6), { granularity: 'week' }).rows[0]?.values['weekly_user_count'],
  ).toBe(56)
})

test('rule 9: a week’s cohort is never made of daily cohorts', () => {
  const world = new World()
  const days = Object.fromEntries(
    Array.from({ length: 7 }, (_, n) => [dated(n), { active_user_count: 100, 第2天: 10 }]),
  )
  world.periods(1, 'retention', days, { variant: 'count' })
  const week = world.table('retention', FROM, dated(6), { granularity: 'week' })
  expect(week.rows).toEqual([])
  expect(week.missing).toEqual([{ appId: 1, app: '甲', reason: 'not-fetched' }])
  expect(world.table('retention', FROM, dated(6)).pooled?.['甲']?.['第2天']).toBe(10)
})

test('rule 9: the rates of cohorts pool by cohort size, over cohorts and over apps', () => {
  const world = new World(['甲', '乙'])
  const cohorts = (a: number, b: number) => ({
    [FROM]: { active_user_count: 100, 第2天: a, 第3天: 0 },
    [dated(1)]: { active_user_count: 300, 第2天: b, 第3天: null },
  })
  world.periods(1, 'retention', cohorts(10, 20), { variant: 'ratio' })
  world.periods(2, 'retention', cohorts(30, 40), { variant: 'ratio' })
  const table = world.table('retention', FROM, dated(1), { variant: 'ratio' })
  expect(table.sum['甲']).toMatchObject({ active_user_count: null, 第2天: 17.5, 第3天: 0 })
  const { combined, series } = world.series('retention/第2天', FROM, dated(1), { variant: 'ratio' })
  expect(series.map((app) => app.total)).toEqual([
    { value: 17.5, rule: 'weighted', note: null },
    { value: 37.5, rule: 'weighted', note: null },
  ])
  expect(combined.values).toEqual([20, 30])
  expect(combined.total.value).toBeCloseTo((10 + 60 + 30 + 120) / 8, 10)
  // as counts
  world.periods(1, 'retention', cohorts(10, 60), { variant: 'count' })
  world.periods(2, 'retention', cohorts(30, 120), { variant: 'count' })
  const counts = world.series('retention/第2天', FROM, dated(1), { variant: 'count' })
  expect(counts.combined.values).toEqual([40, 180])
  expect(counts.combined.total).toMatchObject({ rule: 'ratio', unit: 'percent' })
  expect(counts.combined.total.value).toBeCloseTo((100 * 220) / 800, 10)
})

test('rule 9: cells not old enough make a pooled rate no less whole; weeks stand beside days', () => {
  const world = new World()
  const week = (n: number) => `${dated(7 * n)}/${dated(7 * n + 6)}`
  const cohorts = {
    [week(0)]: { active_user_count: 100, 第2周: 20 },
    [week(1)]: { active_user_count: 50, 第2周: null },
  }
  const days = Object.fromEntries(Array.from({ length: 14 }, (_, n) => [dated(n), { active_user_count: 9, 第2天: 9 }]))
  world.periods(1, 'retention', days, { variant: 'count' })
  world.periods(1, 'retention', cohorts, { variant: 'count', granularity: 'week' })
  const { series } = world.series('retention/第2周', FROM, dated(13), { granularity: 'week' })
  expect(series[0]?.values).toEqual([20, null])
  expect(series[0]?.total).toEqual({ value: 20, rule: 'ratio', unit: 'percent', note: null })
  expect(world.series('retention/第2天', FROM, dated(15)).series[0]?.total).toMatchObject({
    value: 100,
    note: 'incomplete',
  })
})

test('cohort columns go as far as replies usually do, or as some cohort has data', () => {
  const world = new World()
  world.periods(1, 'retention', { [FROM]: { active_user_count: 9, 第2天: 1 } }, { variant: 'count' })
  const columns = () => world.table('retention', FROM, FROM).columns.map((column) => column.key)
  expect(columns().at(-1)).toBe('第9天')
  world.periods(1, 'retention', { [FROM]: { active_user_count: 9, 第2天: 1, 第12天: 0 } }, { variant: 'count' })
  expect(columns().at(-1)).toBe('第12天')
})

test('rule 7: a table by hour of day, in the day’s order', () => {
  const world = new World()
  for (const n of [0, 1])
    world.members(
      1,
      'user-trend',
      dated(n),
      dated(n),
      { '09': { session_count: 5, user_count: 3 }, '08': { session_count: n } },
      { granularity: 'hour' },
    )
  const { rows, sum, sources } = world.table('user-trend', FROM, dated(1), { granularity: 'hour' })
  expect(rows.map((row) => [row.key, row.values['session_count'], row.values['user_count'], row.from, row.to])).toEqual(
    [
      ['08', 1, null, FROM, dated(1)],
      ['09', 10, null, FROM, dated(1)],
    ],
  )
  expect(sum['甲']).toMatchObject({ session_count: 11, user_count: null })
  expect(sources[0]?.note).toBe('hour-pooled')
})

test('rule 15: a table as of an earlier moment', () => {
  const world = new World()
  const first = world.members(1, 'region', FROM, dated(1), {
    重庆: { session_count_district: 5 },
    广东: { session_count_district: 4 },
  })
  world.members(1, 'region', FROM, dated(1), { 重庆: { session_count_district: 6 } })
  const rows = (asOf?: string) =>
    world
      .table('region', FROM, dated(1), asOf ? { asOf } : {})
      .rows.map((row) => [row.key, row.values['session_count_district']])
  expect(rows()).toEqual([['重庆', 6]])
  expect(rows(new Date(first).toISOString())).toEqual([
    ['重庆', 5],
    ['广东', 4],
  ])
  expect(world.table('region', FROM, dated(1), { asOf: '1970-01-01T00:00:00Z' }).missing[0]?.reason).toBe('not-fetched')
})
