import { expect, test } from 'vitest'
import { getMetric, getReport } from '../../../electron/core/catalogue/index.ts'
import { World } from './query-world.ts'

const FROM = '2019-04-10'
const TO = '2019-04-15'

function sampled() {
  const world = new World()
  world.samples()
  return world
}

test('rule 2: the users of the sample range are the reply’s 6838, not what its days add up to', () => {
  const { series } = sampled().series('user-trend/user_count', FROM, TO)
  expect(series[0]?.total).toEqual({ value: 6838, rule: 'unique', note: null })
  expect(series[0]?.values).toEqual([null, null, null, null, 1580, 1474])
})

test('rule 2: a range inside the sample’s was not fetched: no number, and the reason', () => {
  const { series } = sampled().series('user-trend/user_count', '2019-04-14', TO)
  expect(series[0]?.total).toEqual({ value: null, rule: 'unique', note: 'not-fetched-range' })
  expect(sampled().series('user-trend/session_count', '2019-04-14', TO).series[0]?.total.value).toBe(1570 + 1687)
})

test('with four of six days left out by the specification, totals are the API’s own', () => {
  const world = sampled()
  const total = (metric: string) => world.series(`user-trend/${metric}`, FROM, TO).series[0]?.total.value
  expect(total('session_count')).toBe(7727)
  expect(total('new_user_count')).toBe(5620)
  expect(total('old_user_count')).toBe(1218)
  expect(total('average_session_time')).toBe(54)
  // rule 4: from unrounded parts, where the reply prints 82.19
  expect(total('new_user_ratio')).toBeCloseTo((5620 / 6838) * 100, 10)
})

test('rule 4: over two of the days, ratios and averages are made from their parts', () => {
  const world = sampled()
  const average = world.series('user-trend/average_session_time', '2019-04-14', TO).series[0]?.total
  expect(average?.value).toBeCloseTo((44 * 1570 + 56 * 1687) / (1570 + 1687), 10)
})

test('rule 5: a trailing window over the range is its last day’s value', () => {
  const world = sampled()
  const total = (metric: string) => world.series(`active-users/${metric}`, FROM, TO).series[0]?.total.value
  // the sample writes the last day's weekly_user_count under a blank key
  expect(total('weekly_user_count')).toBe(7876)
  expect(total('monthly_user_count')).toBe(24294)
  expect(total('accumulative_user_count')).toBe(74801)
  expect(total('lost_ratio')).toBe(26.83)
})

test('a table of days has the API’s own names as keys, the reply’s sum, and says where it came from', () => {
  const table = sampled().table('user-trend', FROM, TO)
  expect(table.rows.map((row) => [row.key, row.label, row.from, row.partial, row.values['session_count']])).toEqual([
    ['2019/04/14', '2019-04-14', '2019-04-14', false, 1687],
    ['2019/04/15', '2019-04-15', '2019-04-15', false, 1570],
  ])
  expect(table.sum['甲']).toEqual({
    new_user_count: 5620,
    new_user_ratio: 82.19,
    old_user_count: 1218,
    old_user_ratio: 17.81,
    user_count: 6838,
    session_count: 7727,
    average_session_time: 54,
    session_time_per_person: 61,
  })
  // rule 14
  expect(table.sources).toEqual([
    {
      appId: 1,
      app: '甲',
      exact: true,
      note: 'incomplete',
      snapshots: [{ snapshot: 1, fetchedAt: '1970-01-01T00:00:00.001Z' }],
    },
  ])
})

test('rule 9: cohort tables: week and month cohorts, immature cells empty, pooled over mature ones', () => {
  const world = sampled()
  const weeks = world.table('retention', '2019-04-01', '2019-04-21', { granularity: 'week' })
  expect(weeks.columns.map((column) => column.key)).toEqual([
    'active_user_count',
    ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `第${n}周`),
  ])
  expect(weeks.rows.map((row) => [row.key, row.label, row.values['第2周'], row.values['第9周']])).toEqual([
    ['2019/04/01 - 2019/04/07', '2019-04-01 - 2019-04-07', 701, 35],
    ['2019/04/08 - 2019/04/14', '2019-04-08 - 2019-04-14', 764, null],
  ])
  expect(weeks.pooled?.['甲']?.['第2周']).toBeCloseTo((100 * (701 + 764)) / (6625 + 7967), 10)
  expect(weeks.pooled?.['甲']?.['第9周']).toBeCloseTo((100 * 35) / 6625, 10)
  expect(weeks.sum['甲']?.['active_user_count']).toBeNull()
  const months = world.table('retention', '2019-04-01', '2019-04-30', { granularity: 'month' })
  expect(months.rows.map((row) => [row.key, row.label, row.values['第2月'], row.values['第3月']])).toEqual([
    ['2019/04', '2019-04', 774, null],
  ])
})

test('rule 9: a cohort metric’s total is a rate, 第2天 being day-1 retention', () => {
  const { series, unit } = sampled().series('retention/第2天', FROM, TO)
  expect(unit).toBe('count')
  expect(series[0]?.values).toEqual([21, 11, null, null, null, null])
  expect(series[0]?.total.unit).toBe('percent')
  expect(series[0]?.total.value).toBeCloseTo((100 * (21 + 11)) / (930 + 828), 10)
})

test('members of an exact reply keep the API’s order, ids, numbers and sum', () => {
  const world = sampled()
  const region = world.table('region', FROM, TO)
  expect(region.rows.map((row) => [row.key, row.parent, row.values['session_count_district']])).toEqual([
    ['重庆', null, 1180],
    ['广东', null, 1145],
  ])
  expect(region.sum['甲']?.['session_count_district']).toBe(7718)
  const pages = world.table('pages', FROM, TO)
  expect(pages.rows.map((row) => row.key)).toEqual(['10811489425798243863', '14078778733382177142'])
  expect(pages.sum['甲']).toMatchObject({ pv_user_count: 8790, bounce_ratio: 52.4, entry_count: 7706 })
  expect(world.table('habits', FROM, TO, { variant: 'frequency' }).sum['甲']).toEqual({
    user_count: 7179,
    user_count_ratio: 100,
  })
  expect(
    world.table('terminal', FROM, TO, { variant: 'terminal_os' }).rows[0]?.values['accumulative_session_count'],
  ).toBe(1646)
})

test('every parent of a row is a row: audience facets get one without values', () => {
  const { rows, sum } = sampled().table('audience', FROM, TO)
  expect(rows).toHaveLength(3 + 7 + 2 + 10)
  const groups = rows.filter((row) => row.parent === null)
  expect(groups.map((row) => [row.key, row.values['count_ratio']])).toEqual([
    ['age', null],
    ['sex', null],
    ['interest', null],
  ])
  for (const row of rows) if (row.parent !== null) expect(groups.map((group) => group.key)).toContain(row.parent)
  expect(rows[1]).toMatchObject({
    key: '13539008165231256741',
    label: '18岁以下',
    parent: 'age',
    values: { count_ratio: 0.1 },
  })
  expect(sum['甲']).toEqual({ count_ratio: null })
})

test('rule 12: children of a source sum to their group; the same child name stands under several groups', () => {
  const { rows, sum } = sampled().table('sources', FROM, TO)
  const groups = rows.filter((row) => row.parent === null)
  expect(groups).toHaveLength(11)
  for (const group of groups) {
    const children = rows.filter((row) => row.parent === group.key)
    if (children.length === 0) continue
    const sumOf = (key: string) => children.reduce((a, row) => a + (row.values[key] ?? NaN), 0)
    expect(sumOf('new_user_count')).toBe(group.values['new_user_count'])
    expect(sumOf('user_count')).toBe(group.values['user_count'])
  }
  const named = rows.filter((row) => row.label === '历史').map((row) => [row.parent, row.key])
  expect(named).toEqual([
    ['46', '12110048'],
    ['45', '12010045'],
  ])
  expect(sum['甲']).toMatchObject({ new_user_count: 4528 + 892 + 138 + 50 + 5 + 3 + 3 + 1, user_count: null })
})

test('rule 11: new users of the trend and of the sources are held against each other, each by its own definition', async () => {
  const [app] = (await sampled().ask('query.reconcile', { range: { from: FROM, to: TO }, scope: {} })).apps
  const metrics = app?.measures.find(({ id }) => id === 'new-users')?.totals.map(({ metric }) => metric) ?? []
  const definitions = metrics.map(
    (name) => getMetric(getReport(name.split('/')[0] ?? ''), name.split('/')[1] ?? '').definition.en,
  )
  expect(definitions[0]).toMatch(/first time ever|that day/)
  expect(definitions[1]).toMatch(/90 days/)
  expect(definitions).toHaveLength(2)
})

test('groups and facets have the catalogue’s names in the language asked for', () => {
  const world = sampled()
  const labels = (report: string) =>
    world.table(report, FROM, TO).rows.flatMap((row) => (row.parent === null ? [row.label] : []))
  expect(labels('audience')).toEqual(['年龄', '性别', '兴趣'])
  expect(labels('sources').slice(0, 2)).toEqual(['商业广告', '自然搜索'])
  world.locale = 'en'
  expect(labels('audience')).toEqual(['Age', 'Gender', 'Interests'])
})

test('the platform’s days are spelled as the API does, and its -- stays unknown', () => {
  const { rows } = sampled().table('platform', '2019-03-01', '2019-03-04')
  expect(rows.map((row) => [row.app, row.appId, row.key, row.label, row.values['tp_day_session_count']])).toEqual([
    ['platform', 0, '20190301', '2019-03-01', 122333],
    ['platform', 0, '20190302', '2019-03-02', 36666],
    ['platform', 0, '20190303', '2019-03-03', null],
    ['platform', 0, '20190304', '2019-03-04', null],
  ])
})

test('rule 10: reports that count the same are shown with their difference', async () => {
  const [app] = (await sampled().ask('query.reconcile', { range: { from: FROM, to: TO }, scope: {} })).apps
  const sessions = app?.measures.find(({ id }) => id === 'sessions')
  expect(sessions?.totals.map(({ metric, total, difference }) => [metric, total.value, difference])).toEqual([
    ['user-trend/session_count', 7727, 0],
    ['region/session_count_district', 7718, -9],
    ['terminal/accumulative_session_count', null, null],
    ['pages/entry_count', 7706, -21],
    ['pages/exit_count', 7706, -21],
    ['habits/session_count', null, null],
  ])
  expect(sessions?.spread).toBe(21)
  const news = app?.measures.find(({ id }) => id === 'new-users')
  expect(news?.totals.map(({ total }) => total.value)).toEqual([5620, 5620])
})
