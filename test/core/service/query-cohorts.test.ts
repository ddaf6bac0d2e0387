import { expect, test } from 'vitest'
import { formatDay } from '../../../electron/contract/calendar.ts'
import { day, World } from './query-world.ts'

const FROM = '2019-04-01'
const dated = (n: number) => formatDay(day(FROM) + n)
const ask = (world: World, more: Record<string, unknown> = {}) =>
  world.ask('query.cohorts', { report: 'retention', range: { from: FROM, to: dated(2) }, scope: {}, ...more })

const cohorts = (...rows: (readonly [number, number | null, number | null])[]) =>
  Object.fromEntries(
    rows.map(([size, second, third], n) => [dated(n), { active_user_count: size, 第2天: second, 第3天: third }]),
  )

test('rule 9: curves by age of each app and of all as one, over cohorts that are old enough', async () => {
  const world = new World(['甲', '乙', '丙'])
  world.periods(1, 'retention', cohorts([100, 30, 10], [200, 50, null], [50, null, null]), { variant: 'count' })
  world.periods(2, 'retention', cohorts([1000, 100, 0], [1000, 300, null]), { variant: 'count' })
  const { ages, apps, pooled } = await ask(world)
  expect(ages.slice(0, 2)).toEqual([
    { age: 1, key: '第2天' },
    { age: 2, key: '第3天' },
  ])
  expect(ages.at(-1)).toEqual({ age: 8, key: '第9天' })
  expect(apps.map(({ app, cohorts: known, expected, note }) => [app, known, expected, note])).toEqual([
    ['甲', 3, 3, null],
    ['乙', 2, 3, 'incomplete'],
    ['丙', 0, 3, 'not-fetched'],
  ])
  const first = apps.map(({ rate, base, retained }) => [rate.slice(0, 3), base.slice(0, 3), retained.slice(0, 3)])
  expect(first).toEqual([
    [
      [(100 * 80) / 300, 10, null],
      [300, 100, 0],
      [80, 10, null],
    ],
    // nobody came back is 0 %, not unknown
    [
      [20, 0, null],
      [2000, 1000, 0],
      [400, 0, null],
    ],
    [
      [null, null, null],
      [0, 0, 0],
      [null, null, null],
    ],
  ])
  expect(pooled.rate.slice(0, 2)).toEqual([(100 * 480) / 2300, (100 * 10) / 1100])
  expect(apps[0]?.source).not.toBeNull()
})

test('the table beside the curves blanks immature cells', () => {
  const world = new World()
  world.periods(1, 'retention', cohorts([100, 30, 0], [200, 50, null], [50, null, null]), { variant: 'count' })
  const { rows } = world.table('retention', FROM, dated(2), { variant: 'count' })
  expect(rows.map(({ values }) => [values['第2天'], values['第3天'], values['第4天']])).toEqual([
    [30, 0, null],
    [50, null, null],
    [null, null, null],
  ])
})

test('the band is the middle of the apps’ curves, of the scope or of a tag; small apps are no part of it', async () => {
  const world = new World(['甲', '乙', '丙', '丁', '戊', '己'])
  ;[10, 20, 30, 40, 50].forEach((rate, i) =>
    world.periods(i + 2, 'retention', cohorts([100, rate, null]), { variant: 'count' }),
  )
  world.periods(1, 'retention', cohorts([10, 10, null]), { variant: 'count' })
  const own = await ask(world)
  expect([own.band.median[0], own.band.lower[0], own.band.upper[0], own.band.apps.slice(0, 2)]).toEqual([
    30,
    20,
    40,
    [5, 0],
  ])
  expect((await ask(world, { minBase: 0 })).band.median[0]).toBe(35)
  // 甲 alone carries the tag `first`, all others `other`
  const against = await ask(world, { scope: { tags: ['first'] }, band: { tags: ['other'] } })
  expect([against.apps.map((app) => app.app), against.band.median[0]]).toEqual([['甲'], 30])
  expect(against.pooled.rate[0]).toBe(100)
})

test('percentages are pooled by cohort size; weeks are weeks’ own cohorts; a moment before them knows none', async () => {
  const world = new World()
  world.periods(1, 'retention', cohorts([100, 10, null], [300, 20, null]), { variant: 'ratio', fetchedAt: 1_000 })
  const ratio = await ask(world, { variant: 'ratio' })
  expect([ratio.apps[0]?.rate[0], ratio.apps[0]?.retained[0]]).toEqual([17.5, 70])
  expect((await ask(world, { variant: 'ratio', asOf: '1970-01-01T00:00:00.500Z' })).apps[0]?.note).toBe('not-fetched')
  world.periods(
    1,
    'retention',
    { [`${FROM}/${dated(6)}`]: { active_user_count: 900, 第2周: 90 } },
    { variant: 'count', granularity: 'week' },
  )
  const week = await ask(world, { granularity: 'week', range: { from: FROM, to: dated(6) } })
  expect([week.ages[0], week.apps[0]?.rate[0], week.apps[0]?.base[0]]).toEqual([{ age: 1, key: '第2周' }, 10, 900])
  await expect(ask(world, { report: 'user-trend' })).rejects.toMatchObject({ code: 'input.invalid' })
})
