import { expect, test } from 'vitest'
import { formatDay } from '../../../electron/contract/calendar.ts'
import type { AlertCondition, AlertRule } from '../../../electron/contract/methods/alerts.ts'
import { insightsContribution, insightsRanks } from '../../../electron/core/service/insights.ts'
import { day, World } from './query-world.ts'

/** A Sunday; the clock stands on the Monday after. */
const TODAY = '2019-05-20'
const LAST = day(TODAY) - 1
const DAYS = 70
const dated = (ago: number) => formatDay(LAST - ago)
const WEEK = [dated(6), dated(0)] as const

type Numbers = Readonly<Record<string, number | null>>
/** Seventy days of an app; `at` changes some of them, by how many days ago. */
function fill(world: World, app: number, usual: (ago: number) => Numbers, at: Readonly<Record<number, Numbers>> = {}) {
  const rows = Object.fromEntries(
    Array.from({ length: DAYS }, (_, i) => DAYS - 1 - i).flatMap((ago) => {
      const row = { ...usual(ago), ...at[ago] }
      return Object.values(row).every((value) => value === null) ? [] : [[dated(ago), row]]
    }),
  )
  world.periods(app, 'user-trend', rows, { from: dated(DAYS - 1), to: dated(0) })
}
const steady = (size: number) => (ago: number) => ({
  session_count: size + (ago % 3),
  average_session_time: 60,
  user_count: size / 2,
})
/** Weekends are twice as busy. */
const weekly = (size: number) => (ago: number) => ({
  session_count: size * ([0, 6].includes((LAST - ago + 4) % 7) ? 2 : 1),
})

const rule = (condition: AlertCondition, more: Partial<AlertRule> = {}): AlertRule => ({
  id: 1,
  appId: null,
  tag: null,
  app: null,
  name: '',
  metric: 'user-trend/session_count',
  each: true,
  days: 1,
  condition,
  severity: 'warning',
  enabled: true,
  createdAt: '2019-01-01T00:00:00.000Z',
  updatedAt: '2019-01-01T00:00:00.000Z',
  ...more,
})
const METRICS = { metrics: ['user-trend/session_count', 'user-trend/average_session_time'] }

test('a fall against the same weekdays is told with what was expected; a busy weekend is no news', async () => {
  const world = new World(['甲', '乙'], TODAY)
  fill(world, 1, weekly(1000), { 1: { session_count: 900 }, 0: { session_count: 400 } })
  fill(world, 2, weekly(5000))
  const found = await world.insights(...WEEK, [], { metrics: ['user-trend/session_count'] })
  expect(found.days).toEqual([dated(2), dated(1), dated(0)])
  const own = found.alerts.filter((alert) => alert.appId !== null)
  expect(own).toHaveLength(1)
  expect(own[0]).toMatchObject({
    kind: 'weekday',
    severity: 'critical',
    app: '甲',
    direction: 'fall',
    from: dated(1),
    to: dated(0),
    actual: 400,
    expected: 2000,
    change: -80,
    also: [],
    withPeers: false,
  })
  // of all that was expected of both apps that Sunday
  expect(own[0]?.impact).toBeCloseTo((100 * -1600) / 12_000, 9)
  expect(own[0]?.weekday?.weeks).toHaveLength(8)
  expect(own[0]?.weekday).toMatchObject({ expected: 2000, spread: 60, score: -1600 / 60 })
  // fetched on the first day of the epoch, says the world: long before these days were over
  expect([own[0]?.provisional, own[0]?.source?.snapshot]).toEqual([true, 1])
  // both apps as one fell as well
  expect(found.alerts.find((alert) => alert.appId === null)).toMatchObject({ actual: 10_400, expected: 12_000 })
  expect(found.counts).toEqual({ critical: 1, warning: 1, info: 0 })
  expect(found.judged).toEqual({ series: 3, small: 0, unknown: 0 })
})

test('one alert an app, the most unusual metric first and the others beside it', async () => {
  const world = new World(['甲'], TODAY)
  fill(world, 1, steady(1000), { 0: { session_count: 2000, average_session_time: 20 } })
  const [alert, ...others] = (await world.insights(...WEEK, [], METRICS)).alerts
  expect(others).toEqual([])
  expect(alert).toMatchObject({ metric: 'user-trend/session_count', direction: 'rise' })
  expect(alert?.also).toMatchObject([{ metric: 'user-trend/average_session_time', actual: 20, expected: 60 }])
})

test('small apps and thin histories are not judged, and counted', async () => {
  const world = new World(['小', '新', '大'], TODAY)
  fill(world, 1, steady(5), { 0: { session_count: 20 } })
  world.periods(2, 'user-trend', { [dated(1)]: { session_count: 900 }, [dated(0)]: { session_count: 9 } })
  fill(world, 3, steady(1000))
  const found = await world.insights(...WEEK, [], { metrics: ['user-trend/session_count'] })
  expect(found.alerts).toEqual([])
  expect(found.judged).toEqual({ series: 2, small: 1, unknown: 1 })
  expect(
    (await world.insights(...WEEK, [], { metrics: ['user-trend/session_count'], minBase: 0 })).alerts,
  ).toHaveLength(1)
})

test('a tag that moves together is information; the one that does not move along is told', async () => {
  const names = ['甲', '乙', '丙', '丁', '戊', '己']
  const world = new World(
    names,
    TODAY,
    names.map(() => ['客户']),
  )
  names.forEach((_, i) => fill(world, i + 1, steady(1000), i < 5 ? { 0: { session_count: 1500 + i } } : {}))
  const found = await world.insights(...WEEK, [], { metrics: ['user-trend/session_count'] })
  const of = (app: string) => found.alerts.find((alert) => alert.app === app)
  expect(of('甲')).toMatchObject({ kind: 'weekday', severity: 'info', withPeers: true, direction: 'rise' })
  expect(of('己')).toMatchObject({ kind: 'peers', severity: 'warning', direction: 'fall', withPeers: false })
  expect(of('己')?.peers).toMatchObject({ tag: '客户', peers: 5 })
  expect(of('己')?.peers?.middle).toBeCloseTo(50, 0)
  // without the tag it is just an app like any other day
  const alone = new World(
    names,
    TODAY,
    names.map(() => []),
  )
  names.forEach((_, i) => fill(alone, i + 1, steady(1000), i < 5 ? { 0: { session_count: 1500 } } : {}))
  const others = await alone.insights(...WEEK, [], { metrics: ['user-trend/session_count'] })
  expect(others.alerts.find((alert) => alert.app === '甲')).toMatchObject({ severity: 'critical', peers: null })
  expect(others.alerts.some((alert) => alert.app === '己')).toBe(false)
})

test('an app that stopped has no numbers, not a fall; all apps as one are not judged over its gap', async () => {
  const world = new World(['甲', '乙', '丙'], TODAY)
  fill(world, 1, steady(1000))
  const gone = { session_count: null, average_session_time: null, user_count: null }
  fill(world, 2, steady(1000), { 0: gone, 1: gone })
  const found = await world.insights(...WEEK, [], METRICS)
  expect(found.alerts).toMatchObject([
    { kind: 'no-data', severity: 'warning', app: '乙', lastDay: dated(2), from: dated(1), to: dated(0), actual: null },
  ])
  // nobody has this day yet: nothing is wrong with a single one
  const early = new World(['甲', '乙'], formatDay(LAST + 2))
  fill(early, 1, steady(1000))
  fill(early, 2, steady(1000), { 0: gone })
  expect((await early.insights(dated(5), formatDay(LAST + 1), [], METRICS)).alerts).toEqual([])
})

test('a person’s own rules: thresholds, changes and silence, of each app or of all as one', async () => {
  const world = new World(['甲', '乙'], TODAY, [['客户'], []])
  fill(world, 1, steady(1000))
  fill(world, 2, (ago) => ({ session_count: ago < 7 ? 100 : 200 }))
  const ask = async (one: AlertRule, more: object = {}) =>
    (await world.insights(...WEEK, [one], { metrics: ['user-trend/average_session_time'], ...more })).alerts
      .filter((alert) => alert.kind === 'rule')
      .map(({ app, actual, expected, change, direction }) => [
        app,
        actual,
        expected,
        Math.round(change ?? NaN),
        direction,
      ])
  expect(await ask(rule({ kind: 'below', value: 150 }))).toEqual([['乙', 100, 150, -33, 'fall']])
  expect(await ask(rule({ kind: 'above', value: 1050 }, { each: false }))).toEqual([[null, 1100, 1050, 5, 'rise']])
  const fell: AlertCondition = { kind: 'change', direction: 'fall', percent: 20, against: 'previous', minBase: 0 }
  expect(await ask(rule(fell, { days: 7 }))).toEqual([['乙', 700, 1400, -50, 'fall']])
  expect(await ask(rule({ ...fell, minBase: 5000 }, { days: 7 }))).toEqual([])
  expect(await ask(rule(fell, { days: 7, tag: '客户' }))).toEqual([])
  expect(await ask(rule(fell, { days: 7, appId: 2 }))).toHaveLength(1)
  expect(await ask(rule(fell, { days: 7, appId: 2 }), { scope: { apps: [1] } })).toEqual([])
  expect(await ask(rule(fell, { days: 7, enabled: false }))).toEqual([])
  expect(await ask(rule({ kind: 'no-data', days: 1 }))).toEqual([])
})

test('a rule about silence tells since when, also when that is long ago', async () => {
  const world = new World(['甲', '乙', '丙'], TODAY)
  fill(world, 1, steady(1000), { 0: { session_count: null, average_session_time: null, user_count: null } })
  world.periods(2, 'user-trend', { '2018-01-01': { session_count: 7 } })
  const { alerts } = await world.insights(
    ...WEEK,
    [rule({ kind: 'no-data', days: 1 }, { severity: 'critical' })],
    METRICS,
  )
  const told = alerts.filter((alert) => alert.kind === 'rule')
  expect(told.map(({ app, lastDay, from, to }) => [app, lastDay, from, to])).toEqual([
    ['甲', dated(1), dated(0), dated(0)],
    // looked for ninety days back
    ['乙', null, dated(89), dated(0)],
  ])
  expect(told[0]).toMatchObject({ severity: 'critical', rule: { id: 1, condition: { kind: 'no-data' } } })
})

test('the most urgent stand first, a person’s own before what was found', async () => {
  const world = new World(['甲', '乙'], TODAY)
  fill(world, 1, steady(1000), { 0: { session_count: 100 } })
  fill(world, 2, steady(9000), { 0: { session_count: 100 } })
  const own = rule({ kind: 'below', value: 500 }, { severity: 'critical' })
  const info = rule({ kind: 'below', value: 500 }, { id: 2, severity: 'info' })
  const { alerts, counts } = await world.insights(...WEEK, [info, own], { metrics: ['user-trend/session_count'] })
  expect(alerts.map(({ kind, app }) => [kind, app])).toEqual([
    ['rule', '甲'],
    ['rule', '乙'],
    ['weekday', '乙'],
    ['weekday', '甲'],
    ['weekday', null],
    ['rule', '甲'],
    ['rule', '乙'],
  ])
  expect(counts).toEqual({ critical: 5, warning: 0, info: 2 })
  const few = await world.insights(...WEEK, [own], { metrics: ['user-trend/session_count'], limit: 1 })
  expect([few.alerts.length, few.counts.critical]).toEqual([1, 5])
})

test('what moved the whole, who rose, who began: against the days before', async () => {
  const world = new World(['甲', '乙', '丙'], TODAY)
  fill(world, 1, (ago) => ({ session_count: ago < 7 ? 20 : 10, user_count: 5 }))
  fill(world, 2, (ago) => ({ session_count: ago < 7 ? 5 : 15, user_count: 5 }))
  const fresh = Object.fromEntries([2, 1, 0].map((ago) => [dated(ago), { session_count: 7, user_count: 1 }]))
  world.periods(3, 'user-trend', fresh, { from: dated(9), to: dated(0) })
  const asked = { metrics: ['user-trend/session_count', 'user-trend/average_session_time'] }
  const found = await world.insights(...WEEK, [], asked)
  expect(found.contributions).toHaveLength(1)
  expect(found.contributions[0]).toMatchObject({
    metric: 'user-trend/session_count',
    note: null,
    now: 175,
    before: 175,
    change: 0,
    percent: 0,
    apps: [
      { app: '甲', now: 140, before: 70, change: 70, points: 40, share: null },
      { app: '乙', now: 35, before: 105, change: -70, points: -40, share: null },
    ],
    rest: { apps: 0, change: 0 },
    leftOut: [{ app: '丙', now: 21, before: null, note: 'incomplete' }],
  })
  expect(found.ranks.apps.map(({ app, rank, previous, moved }) => [app, rank, previous, moved])).toEqual([
    ['甲', 1, 2, 1],
    ['乙', 2, 1, -1],
  ])
  expect(found.launches).toEqual([{ appId: 3, app: '丙', firstDay: dated(2), days: 3 }])
  const one = { range: { from: WEEK[0], to: WEEK[1] }, compare: 'previous' as const, scope: { apps: [], tags: [] } }
  const whole = insightsContribution(world.options, { ...one, metric: 'user-trend/session_count', limit: 1 })
  expect(whole).toMatchObject({ apps: [{ app: '甲' }], rest: { apps: 1, change: -70, points: -40, share: null } })
  expect(insightsRanks(world.options, { ...one, metric: 'user-trend/session_count', limit: 9 }).apps).toHaveLength(3)
  expect(() =>
    insightsContribution(world.options, { ...one, metric: 'user-trend/average_session_time', limit: 9 }),
  ).toThrow(expect.objectContaining({ code: 'input.invalid' }))
})

test('as of a moment, and of a range not over, only what is known and over is judged', async () => {
  const world = new World(['甲'], TODAY)
  fill(world, 1, steady(1000))
  const rows = { [dated(0)]: { session_count: 100 } }
  world.periods(1, 'user-trend', rows, { fetchedAt: 9_000 })
  const at = async (asOf: string) => (await world.insights(...WEEK, [], { ...METRICS, asOf })).alerts.length
  expect([await at('1970-01-01T00:00:05.000Z'), await at('1970-01-01T00:00:09.000Z')]).toEqual([0, 1])
  const open = await world.insights(dated(1), formatDay(LAST + 3), [], METRICS)
  expect(open.days).toEqual([dated(1), dated(0)])
  const ahead = await world.insights(
    formatDay(LAST + 1),
    formatDay(LAST + 3),
    [rule({ kind: 'above', value: 0 })],
    METRICS,
  )
  expect([ahead.days, ahead.alerts]).toEqual([[], []])
})

test('apps by the days since each began: aligned, with the band of those whose beginning is known', async () => {
  const names = ['甲', '乙', '丙', '丁', '戊', '己']
  const world = new World(names, TODAY)
  const begin = (app: number, ago: number, values: readonly number[], asked: number) => {
    const rows = Object.fromEntries(values.map((session_count, i) => [dated(ago - i), { session_count }]))
    world.periods(app, 'user-trend', rows, { from: dated(asked), to: dated(0) })
  }
  begin(1, 20, [0, 10, 20, 30], 40)
  begin(2, 9, [20, 40, 60], 40)
  begin(3, 5, [30, 60, 90], 40)
  begin(4, 3, [40, 80], 40)
  // nothing before its first day was ever asked for
  begin(5, 30, [999, 999], 30)
  const ask = (more: object = {}) =>
    world.ask('query.launch', { metric: 'user-trend/session_count', scope: {}, days: 3, ...more })
  const found = await ask()
  expect(found.apps.map(({ app, firstDay, known, values }) => [app, firstDay, known, values])).toEqual([
    ['甲', dated(19), true, [10, 20, 30]],
    ['乙', dated(9), true, [20, 40, 60]],
    ['丙', dated(5), true, [30, 60, 90]],
    ['丁', dated(3), true, [40, 80, null]],
    ['戊', dated(30), false, [999, 999, null]],
    ['己', null, false, [null, null, null]],
  ])
  expect(found.band).toEqual({
    median: [25, 50, 60],
    lower: [17.5, 35, null],
    upper: [32.5, 65, null],
    apps: [4, 4, 3],
  })
  const one = await ask({ scope: { apps: [1] }, band: { tags: ['other'] } })
  expect([one.apps.length, one.band.median[0]]).toEqual([1, 30])
  await expect(ask({ metric: 'region/session_count_district' })).rejects.toMatchObject({ code: 'input.invalid' })
})
