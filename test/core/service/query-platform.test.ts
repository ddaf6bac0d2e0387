import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDay } from '../../../electron/contract/calendar.ts'
import { reasonsOf } from '../../../electron/core/metrics/reconcile.ts'
import { day, World } from './query-world.ts'

const FROM = '2019-04-01'
const dated = (n: number) => formatDay(day(FROM) + n)
const ask = (world: World, days: number, more: Record<string, unknown> = {}) =>
  world.ask('query.platform', { range: { from: FROM, to: dated(days - 1) }, ...more })
const rows = <T>(values: readonly T[], row: (value: T) => Record<string, number | null>) =>
  Object.fromEntries(values.map((value, n) => [dated(n), row(value)]))

test('the platform’s report against the sum of apps, by day and over the range, in any portfolio', async () => {
  const cell = fc.option(fc.integer({ min: 0, max: 1000 }), { freq: 6 })
  const grid = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(grid, async ([platform = [], ...apps]) => {
      const world = new World(apps.map((_, i) => `app ${i}`))
      world.periods(
        0,
        'platform',
        rows(platform, (value) => ({ tp_day_session_count: value, tp_day_app_count: 2 })),
      )
      apps.forEach((values, i) =>
        world.periods(
          i + 1,
          'user-trend',
          rows(values, (value) => ({ session_count: value })),
        ),
      )
      const { measures, appsHere, appsOfPlatform } = await ask(world, 3)
      expect([appsHere, appsOfPlatform]).toEqual([apps.length, 2])
      const sessions = measures.find((measure) => measure.id === 'sessions')
      const sum = (n: number) => {
        const known = apps.flatMap((values) => values[n] ?? [])
        return known.length === 0 ? null : known.reduce((a, b) => a + b, 0)
      }
      const differences = platform.map((value, n) => {
        const total = sum(n)
        return value === null || total === null ? null : total - value
      })
      expect(sessions?.difference.values).toEqual(differences)
      expect(sessions?.apps.known).toEqual(platform.map((_, n) => apps.filter((values) => values[n] !== null).length))
      expect(sessions?.apps.lacking.map(({ appId, days }) => [appId, days])).toEqual(
        apps.flatMap((values, i) => {
          const gaps = values.filter((value) => value === null).length
          return gaps > 0 ? [[i + 1, gaps]] : []
        }),
      )
      const all = [platform, ...apps].flat()
      if (!all.includes(null) && differences.every((difference) => difference === 0) && apps.length >= 2)
        expect(sessions?.reasons).toEqual([])
      if (apps.length < 2 && differences.some(Boolean)) expect(sessions?.reasons).toContain('apps-not-here')
    }),
    { numRuns: 40 },
  )
})

test('people are counted once by the platform and once an app by the sum: that is the reason where nothing is missing', async () => {
  const world = new World(['甲', '乙'])
  const platform = { tp_day_user_count: 150, tp_week_user_count: 700, tp_day_session_count: 300, tp_day_app_count: 2 }
  world.periods(
    0,
    'platform',
    rows([1], () => platform),
  )
  for (const app of [1, 2]) {
    world.periods(
      app,
      'user-trend',
      rows([1], () => ({ user_count: 100, session_count: 151 })),
    )
    world.periods(
      app,
      'active-users',
      rows([1], () => ({ weekly_user_count: 400 })),
    )
  }
  const { measures } = await ask(world, 1)
  const of = (id: string) => measures.find((measure) => measure.id === id)
  expect(of('users')).toMatchObject({ difference: { values: [50], total: 50 }, reasons: ['de-duplicated'] })
  expect(of('users')?.apps.total.note).toBe('not-deduplicated')
  expect(of('weekly-users')).toMatchObject({ difference: { values: [100] }, reasons: ['de-duplicated'] })
  // nothing explains two sessions more: reports count apart from each other
  expect(of('sessions')).toMatchObject({
    difference: { total: 2, percent: (100 * 2) / 300 },
    reasons: ['reports-differ'],
  })
  expect(of('page-views')).toMatchObject({ reasons: ['platform-missing', 'apps-missing'] })
  // before any of it was fetched
  const then = await ask(world, 1, { asOf: '1970-01-01T00:00:00.000Z' })
  expect(then.measures.every(({ platform: { values } }) => values.every((value) => value === null))).toBe(true)
})

test('a report told for the whole range lacks no days: its totals are compared, and days are not', async () => {
  const world = new World(['甲', '乙'])
  const platform = { tp_day_page_count: 50, tp_day_app_count: 2 }
  world.periods(
    0,
    'platform',
    rows([1, 2], () => platform),
  )
  world.members(1, 'pages', FROM, dated(1), { a: { pv_count: 60 } }, { sum: { pv_count: 60 } })
  const pages = async () => (await ask(world, 2)).measures.find(({ id }) => id === 'page-views')
  expect((await pages())?.apps.lacking).toEqual([{ appId: 2, app: '乙', days: 2 }])
  world.members(2, 'pages', FROM, dated(1), { a: { pv_count: 39 } }, { sum: { pv_count: 39 } })
  expect(await pages()).toMatchObject({
    apps: { values: [null, null], lacking: [] },
    difference: { values: [null, null], total: -1, percent: -1 },
    reasons: ['reports-differ'],
  })
})

test('the platform’s users of many days have no total, and no fetch would bring one', () => {
  const world = new World(['甲', '乙'])
  const days = rows([100, 130, 90], (value) => ({ tp_day_user_count: value, tp_week_user_count: 3 * value }))
  world.periods(0, 'platform', days)
  const of = (metric: string, to: string) => world.series(`platform/${metric}`, FROM, to).combined.total
  expect(of('tp_day_user_count', dated(2))).toMatchObject({ value: null, note: 'no-total' })
  expect(of('tp_day_user_count', FROM)).toMatchObject({ value: 100, note: null })
  expect(of('tp_week_user_count', dated(2))).toMatchObject({ value: 270, note: null })
  expect(world.series('platform/tp_day_user_count', dated(10), dated(12)).combined.total.note).toBe('not-fetched')
})

test('a reason is given exactly where it holds', () => {
  const sides = fc.record({
    people: fc.boolean(),
    differences: fc.array(fc.option(fc.integer({ min: -2, max: 2 })), { maxLength: 3 }),
    platformLacks: fc.boolean(),
    appsLack: fc.boolean(),
    appsOfPlatform: fc.option(fc.nat(5)),
    appsHere: fc.nat(5),
  })
  fc.assert(
    fc.property(sides, (given) => {
      const reasons = reasonsOf(given)
      const apart = given.differences.some((difference) => difference !== null && difference !== 0)
      expect(reasons.includes('platform-missing')).toBe(given.platformLacks)
      expect(reasons.includes('apps-missing')).toBe(given.appsLack)
      expect(reasons.includes('de-duplicated')).toBe(given.people && apart)
      if (apart) expect(reasons).not.toEqual([])
      if (reasons.includes('reports-differ')) expect(reasons).toEqual(['reports-differ'])
    }),
  )
})
