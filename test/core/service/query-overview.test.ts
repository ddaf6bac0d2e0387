import { expect, test } from 'vitest'
import { formatDay } from '../../../electron/contract/calendar.ts'
import { OVERVIEW_METRICS } from '../../../electron/core/service/query.ts'
import { day, World } from './query-world.ts'

const FROM = '2019-04-08'
const dated = (n: number) => formatDay(day(FROM) + n)

/** Rows of one value a day from `from` days after FROM on. */
const sessions = (from: number, values: readonly (number | null)[]) =>
  Object.fromEntries(
    values.map((session_count, i) => [dated(from + i), { session_count, average_session_time: 10 * (i + 1) }]),
  )

const METRIC = { metrics: ['user-trend/session_count'] }

test('rule 8: both totals and the change, against the days directly before', () => {
  const world = new World(['甲', '乙'])
  world.periods(1, 'user-trend', sessions(-2, [10, 10, 15, 15]))
  world.periods(2, 'user-trend', sessions(-2, [0, 0, 5, 5]))
  const found = world.overview(FROM, dated(1), METRIC)
  expect(found.compare).toEqual({ from: dated(-2), to: dated(-1) })
  const sum = (value: number) => ({ value, rule: 'sum', note: null })
  expect(found.apps.map((app) => app.kpis[0])).toEqual([
    { total: sum(30), previous: sum(20), change: 50 },
    { total: sum(10), previous: sum(0), change: null },
  ])
  expect(found.combined[0]).toEqual({ total: sum(40), previous: sum(20), change: 100 })
  expect(found.apps.map((app) => app.spark)).toEqual([
    [15, 15],
    [5, 5],
  ])
})

test('rule 8: same weekdays, a year ago, a chosen range, none', () => {
  const world = new World()
  world.periods(1, 'user-trend', sessions(-7, [1, 2]))
  world.periods(1, 'user-trend', { '2018-04-08': { session_count: 3 }, '2018-04-09': { session_count: 4 } })
  world.periods(1, 'user-trend', sessions(0, [6, 6]))
  const kpi = (compare: unknown) => world.overview(FROM, dated(1), { ...METRIC, compare }).apps[0]?.kpis[0]
  expect(kpi('weekday')).toMatchObject({ previous: { value: 3 }, change: 300 })
  expect(kpi('year')?.previous?.value).toBe(7)
  expect(kpi({ from: dated(-7), to: dated(-7) })).toMatchObject({ previous: { value: 1 }, change: 1100 })
  expect(kpi('none')).toMatchObject({ previous: null, change: null, total: { value: 12 } })
  expect(kpi('previous')).toMatchObject({ previous: { value: null, note: 'not-fetched' }, change: null })
})

test('rule 6: no change where a side lacks days or reaches into days not over yet', () => {
  const world = new World(['甲'], dated(2))
  world.periods(1, 'user-trend', sessions(-3, [10, 10, 10, 15, 15]))
  const partial = world.overview(FROM, dated(2), METRIC).apps[0]?.kpis[0]
  expect(partial).toMatchObject({ total: { value: 30, note: 'partial' }, previous: { value: 30 }, change: null })
  const lacking = world.overview(dated(-1), dated(1), METRIC).apps[0]?.kpis[0]
  expect(lacking).toMatchObject({
    total: { value: 40, note: null },
    previous: { value: 20, note: 'incomplete' },
    change: null,
  })
})

test('the six of the Overview, where none are named; rules 2, 3 and 5 hold in its totals row', () => {
  const world = new World(['甲', '乙'])
  for (const app of [1, 2]) {
    const rows = {
      [FROM]: { session_count: 10, user_count: 6, new_user_count: 3, average_session_time: app * 10 },
      [dated(1)]: { session_count: 10, user_count: 6, new_user_count: 3, average_session_time: app * 10 },
    }
    world.periods(app, 'user-trend', rows, {
      sum: { session_count: 20, user_count: 10, new_user_count: 6, average_session_time: app * 10 },
    })
    world.periods(app, 'active-users', { [FROM]: { weekly_user_count: 1 }, [dated(1)]: { weekly_user_count: 30 } })
  }
  const found = world.overview(FROM, dated(1))
  expect(found.metrics.map(({ metric }) => metric)).toEqual([...OVERVIEW_METRICS])
  expect(found.apps[0]?.kpis.map(({ total }) => total.value)).toEqual([20, 10, 6, 60, 10, 30])
  expect(found.combined.map(({ total }) => [total.value, total.note])).toEqual([
    [40, null],
    [20, 'not-deduplicated'],
    [12, null],
    [60, null],
    [15, null],
    [60, 'not-deduplicated'],
  ])
  expect(found.combined[1]?.previous).toMatchObject({ value: null, note: 'not-fetched' })
})

test('freshness is the newest day with data and when it was fetched', () => {
  const world = new World(['甲', '乙'])
  world.periods(1, 'user-trend', sessions(0, [1, 2, null]), { fetchedAt: Date.parse('2019-05-01T01:12:00Z') })
  world.periods(
    1,
    'user-trend',
    { [dated(2)]: { session_count: null } },
    { fetchedAt: Date.parse('2019-05-02T01:12:00Z') },
  )
  const { apps } = world.overview(FROM, dated(6), METRIC)
  expect(apps.map((app) => app.freshness)).toEqual([
    { day: dated(1), fetchedAt: '2019-05-02T01:12:00.000Z' },
    { day: null, fetchedAt: null },
  ])
})

test('two hundred apps cost no more reads of the history than one', () => {
  const reads = (apps: number) => {
    const world = new World(Array.from({ length: apps }, (_, i) => `app ${i}`))
    world.overview(FROM, dated(29))
    return world.facts.calls
  }
  expect(reads(200)).toBe(reads(1))
})

test('metrics of the platform stand alone', () => {
  const world = new World()
  world.periods(0, 'platform', { [FROM]: { tp_day_session_count: 9 } })
  expect(world.overview(FROM, FROM, { metrics: ['platform/tp_day_session_count'] }).apps).toMatchObject([
    { app: 'platform', appId: 0, kpis: [{ total: { value: 9 } }] },
  ])
  expect(() =>
    world.overview(FROM, FROM, { metrics: ['platform/tp_day_session_count', 'user-trend/session_count'] }),
  ).toThrow(expect.objectContaining({ code: 'input.invalid' }))
})
