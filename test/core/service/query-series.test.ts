import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDay } from '../../../electron/contract/calendar.ts'
import { day, World } from './query-world.ts'

const FROM = '2019-04-01'
const dated = (n: number) => formatDay(day(FROM) + n)
type Known = Record<string, number | null>
/** One row a day from FROM on. */
const daysOf = (rows: readonly Known[]) => Object.fromEntries(rows.map((row, i) => [dated(i), row]))

const row = fc
  .record({ news: fc.nat(500), olds: fc.nat(500), extra: fc.nat(900), time: fc.integer({ min: 1, max: 900 }) })
  .map(({ news, olds, extra, time }) => ({
    new_user_count: news,
    old_user_count: olds,
    user_count: news + olds,
    session_count: news + olds + extra,
    average_session_time: time,
  }))
const rows = fc.array(row, { minLength: 2, maxLength: 20 })

test('rule 1: -- is unknown and stays a gap, a true 0 stays 0', () => {
  const world = new World()
  world.periods(1, 'user-trend', daysOf([{ session_count: 5 }, { session_count: null }, { session_count: 0 }]))
  const { series } = world.series('user-trend/session_count', FROM, dated(2))
  expect(series[0]?.values).toEqual([5, null, 0])
  expect(series[0]?.total).toEqual({ value: 5, rule: 'sum', note: 'incomplete' })
})

test('rule 1: nothing but -- has no total, and nothing stored says so', () => {
  const world = new World()
  world.periods(1, 'user-trend', daysOf([{ session_count: null }, { session_count: null }]))
  expect(world.series('user-trend/session_count', FROM, dated(1)).series[0]?.total).toEqual({
    value: null,
    rule: 'sum',
    note: 'unknown-part',
  })
  const none = world.series('user-trend/session_count', '2019-03-01', '2019-03-02').series[0]
  expect(none).toMatchObject({ total: { value: null, note: 'not-fetched' }, source: null, values: [null, null] })
})

test('rule 2: users of a range are never the sum of its days, unless it is one day', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const world = new World()
      world.periods(1, 'user-trend', daysOf(given))
      const to = dated(given.length - 1)
      expect(world.series('user-trend/user_count', FROM, to).series[0]?.total).toEqual({
        value: null,
        rule: 'unique',
        note: 'not-fetched-range',
      })
      expect(world.series('user-trend/user_count', to, to).series[0]?.total.value).toBe(given.at(-1)?.user_count)
    }),
    { numRuns: 30 },
  )
})

test('rule 2: a sum of any granularity, or a week that is the range, tells the users', () => {
  const world = new World(['甲', '乙', '丙'])
  const days = daysOf(Array.from({ length: 7 }, () => ({ user_count: 10 })))
  for (const app of [1, 2, 3]) world.periods(app, 'user-trend', days)
  world.periods(1, 'user-trend', {}, { from: FROM, to: dated(6), sum: { user_count: 41 } })
  world.periods(2, 'user-trend', {}, { from: FROM, to: dated(6), granularity: 'month', sum: { user_count: 42 } })
  world.periods(3, 'user-trend', { [`${FROM}/${dated(6)}`]: { user_count: 43 } }, { granularity: 'week', to: dated(9) })
  const { series, combined } = world.series('user-trend/user_count', FROM, dated(6))
  expect(series.map((app) => app.total.value)).toEqual([41, 42, 43])
  // rule 3
  expect(combined.total).toEqual({ value: 126, rule: 'unique', note: 'not-deduplicated' })
})

test('rule 3: over apps users add up and are labelled; one app alone needs no label', () => {
  const world = new World(['甲', '乙'])
  world.periods(1, 'user-trend', daysOf([{ user_count: 10 }]))
  world.periods(2, 'user-trend', daysOf([{ user_count: 4 }]))
  expect(world.series('user-trend/user_count', FROM, FROM).combined).toEqual({
    values: [14],
    total: { value: 14, rule: 'unique', note: 'not-deduplicated' },
  })
  expect(world.series('user-trend/user_count', FROM, FROM, { scope: { apps: [2] } }).combined.total).toEqual({
    value: 4,
    rule: 'unique',
    note: null,
  })
})

test('rule 4: the mean time of a session is all time over all sessions, over days and over apps', () => {
  fc.assert(
    fc.property(rows, rows, (a, b) => {
      const world = new World(['甲', '乙'])
      world.periods(1, 'user-trend', daysOf(a))
      world.periods(2, 'user-trend', daysOf(b))
      const length = Math.min(a.length, b.length)
      const { series, combined } = world.series('user-trend/average_session_time', FROM, dated(length - 1))
      const all = [...a.slice(0, length), ...b.slice(0, length)]
      const mean = (some: typeof a) => {
        const sessions = some.reduce((x, r) => x + r.session_count, 0)
        return sessions === 0 ? null : some.reduce((x, r) => x + r.session_count * r.average_session_time, 0) / sessions
      }
      const close = (found: number | null | undefined, wanted: number | null) =>
        wanted === null ? expect(found).toBeNull() : expect(found).toBeCloseTo(wanted, 8)
      close(series[0]?.total.value, mean(a.slice(0, length)))
      close(series[1]?.total.value, mean(b.slice(0, length)))
      if (series.every((app) => app.total.value !== null)) close(combined.total.value, mean(all))
      combined.values.forEach((value, i) => {
        const pair = [a[i], b[i]].flatMap((r) => r ?? [])
        if (pair.every((r) => r.session_count > 0)) close(value, mean(pair))
      })
    }),
    { numRuns: 60 },
  )
})

test('rule 4: the share of new users of a range stands on its own users, not on the days’', () => {
  const world = new World(['甲', '乙'])
  const day1 = { new_user_count: 50, user_count: 100, new_user_ratio: 50 }
  const day2 = { new_user_count: 10, user_count: 100, new_user_ratio: 10 }
  world.periods(1, 'user-trend', daysOf([day1, day2]), {
    sum: { new_user_count: 60, user_count: 150, new_user_ratio: 40 },
  })
  world.periods(2, 'user-trend', daysOf([day2, day2]), {
    sum: { new_user_count: 20, user_count: 50, new_user_ratio: 40 },
  })
  const { series, combined } = world.series('user-trend/new_user_ratio', FROM, dated(1))
  expect(series.map((app) => app.total.value)).toEqual([40, 40])
  expect(combined.values).toEqual([30, 10])
  expect(combined.total.value).toBeCloseTo((100 * 80) / 200, 10)
})

test('rule 4: time per person is total time over the range’s people', () => {
  const world = new World()
  const days = [
    { average_session_time: 60, session_count: 30, user_count: 20 },
    { average_session_time: 30, session_count: 10, user_count: 10 },
  ]
  world.periods(1, 'user-trend', daysOf(days), { sum: { user_count: 25, average_session_time: 53, session_count: 40 } })
  expect(world.series('user-trend/session_time_per_person', FROM, dated(1)).series[0]?.total.value).toBeCloseTo(
    (60 * 30 + 30 * 10) / 25,
    10,
  )
})

test('rule 5: a trailing window is the last day’s value; an unknown last day is not replaced by an earlier one', () => {
  const world = new World(['甲', '乙'])
  world.periods(1, 'active-users', daysOf([{ weekly_user_count: 70 }, { weekly_user_count: 80 }]))
  world.periods(2, 'active-users', daysOf([{ weekly_user_count: 9 }, { weekly_user_count: null }]))
  const { series, combined } = world.series('active-users/weekly_user_count', FROM, dated(1))
  expect(series.map((app) => app.total)).toEqual([
    { value: 80, rule: 'last', note: null },
    { value: null, rule: 'last', note: 'unknown-part' },
  ])
  expect(combined).toEqual({ values: [79, 80], total: { value: 80, rule: 'unique', note: 'incomplete' } })
  expect(world.series('active-users/weekly_user_count', FROM, dated(2)).series[0]?.total).toEqual({
    value: null,
    rule: 'last',
    note: 'not-fetched',
  })
})

test('rule 5: a degree of activity over apps is recomputed from the last day’s parts', () => {
  const world = new World(['甲', '乙'])
  world.periods(
    1,
    'active-users',
    daysOf([{ weekly_user_count: 10, accumulative_user_count: 100, weekly_activity_degree: 10 }]),
  )
  world.periods(
    2,
    'active-users',
    daysOf([{ weekly_user_count: 90, accumulative_user_count: 300, weekly_activity_degree: 30 }]),
  )
  expect(world.series('active-users/weekly_activity_degree', FROM, FROM).combined).toMatchObject({
    values: [25],
    total: { value: 25 },
  })
})

test('rule 6: a range with days not over yet is marked, not called incomplete', () => {
  const world = new World(['甲'], dated(2))
  world.periods(1, 'user-trend', daysOf([{ session_count: 3 }, { session_count: 4 }]))
  const { series, periods } = world.series('user-trend/session_count', FROM, dated(6))
  expect(series[0]?.total).toEqual({ value: 7, rule: 'sum', note: 'partial' })
  expect(periods.map((period) => period.partial)).toEqual([false, false, true, true, true, true, true])
})

test('weeks: the stored week first, else its days by the rule where all are known; users never from days', () => {
  const world = new World()
  const days = Array.from({ length: 14 }, (_, i) => ({ session_count: i + 1, average_session_time: i, user_count: 1 }))
  world.periods(1, 'user-trend', daysOf(days))
  world.periods(
    1,
    'user-trend',
    { [`${FROM}/${dated(6)}`]: { session_count: 1000, user_count: 5 } },
    { granularity: 'week' },
  )
  const week = { granularity: 'week' }
  const sessions = world.series('user-trend/session_count', FROM, dated(15), week)
  expect(sessions.periods.map((period) => period.key)).toEqual(['2019-W14', '2019-W15', '2019-W16'])
  expect(sessions.series[0]?.values).toEqual([1000, 8 + 9 + 10 + 11 + 12 + 13 + 14, null])
  expect(world.series('user-trend/user_count', FROM, dated(13), week).series[0]).toMatchObject({
    values: [5, null],
    total: { value: null, note: 'not-fetched-range' },
  })
  const time = world.series('user-trend/average_session_time', dated(7), dated(13), week).series[0]
  const [w, s] = days
    .slice(7)
    .reduce(([x, y], r) => [x + r.session_count * r.average_session_time, y + r.session_count], [0, 0])
  expect(time?.values[0]).toBeCloseTo(w / s, 10)
  expect(time?.total.note).toBe('derived')
})

test('a week that lacks a day is a gap, and weeks alone make the additive total', () => {
  const world = new World()
  world.periods(1, 'user-trend', daysOf([{ session_count: 1 }, { session_count: 2 }]))
  expect(world.series('user-trend/session_count', FROM, dated(6), { granularity: 'week' }).series[0]).toMatchObject({
    values: [null],
    total: { value: 3, note: 'incomplete' },
  })
  const weeks = new World()
  weeks.periods(
    1,
    'user-trend',
    { [`${FROM}/${dated(6)}`]: { session_count: 10 }, [`${dated(7)}/${dated(13)}`]: { session_count: 5 } },
    { granularity: 'week' },
  )
  expect(weeks.series('user-trend/session_count', FROM, dated(13), { granularity: 'week' }).series[0]).toMatchObject({
    values: [10, 5],
    total: { value: 15, note: null },
  })
})

test('rule 7: hours come from the reply for exactly the range, else from one-day replies put together', () => {
  const world = new World(['甲', '乙'])
  const hours = (a: number, b: number) => ({
    '08': { session_count: a, user_count: 3, average_session_time: 10 },
    '21': { session_count: b, user_count: 2, average_session_time: 40 },
  })
  world.members(1, 'user-trend', FROM, dated(1), hours(100, 50), { granularity: 'hour' })
  for (const n of [0, 1]) world.members(2, 'user-trend', dated(n), dated(n), hours(10 + n, n), { granularity: 'hour' })
  const { series, periods } = world.series('user-trend/session_count', FROM, dated(1), { granularity: 'hour' })
  expect(periods[8]).toEqual({ key: '08', from: FROM, to: dated(1), partial: false })
  expect(series.map((app) => [app.values[8], app.values[21], app.values[3]])).toEqual([
    [100, 50, null],
    [21, 1, null],
  ])
  expect(series.map((app) => app.total)).toEqual([
    { value: 150, rule: 'sum', note: null },
    { value: 22, rule: 'sum', note: 'hour-pooled' },
  ])
  const users = world.series('user-trend/user_count', FROM, dated(1), { granularity: 'hour' }).series
  expect(users.map((app) => app.values[8])).toEqual([3, null])
  const longer = world.series('user-trend/session_count', FROM, dated(2), { granularity: 'hour' }).series[1]
  expect(longer).toMatchObject({ total: { value: 22, note: 'incomplete' } })
})

test('rule 14 and 15: the newest reply wins, as of an earlier moment the one before; each says where it came from', () => {
  const world = new World()
  const first = world.periods(1, 'user-trend', daysOf([{ session_count: 5 }]), { fetchedAt: 1000 })
  const second = world.periods(1, 'user-trend', daysOf([{ session_count: 6 }]), { fetchedAt: 5000 })
  const at = (asOf?: number) =>
    world.series(
      'user-trend/session_count',
      FROM,
      FROM,
      asOf === undefined ? {} : { asOf: new Date(asOf).toISOString() },
    ).series[0]
  expect(at()).toMatchObject({ values: [6], source: { snapshot: second, fetchedAt: '1970-01-01T00:00:05.000Z' } })
  expect(at(4999)).toMatchObject({ values: [5], source: { snapshot: first, fetchedAt: '1970-01-01T00:00:01.000Z' } })
  expect(at(5000)).toMatchObject({ values: [6] })
  expect(at(999)).toMatchObject({ values: [null], source: null, total: { note: 'not-fetched' } })
})

test('an unknown app makes a sum over apps incomplete, never smaller in silence', () => {
  const world = new World(['甲', '乙'])
  world.periods(1, 'user-trend', daysOf([{ session_count: 5 }]))
  expect(world.series('user-trend/session_count', FROM, FROM).combined.total).toEqual({
    value: 5,
    rule: 'sum',
    note: 'incomplete',
  })
})

test('a range is the sum of its parts, and the order of apps changes nothing', () => {
  const metrics = ['session_count', 'new_user_count'] as const
  fc.assert(
    fc.property(rows, rows, fc.nat(), (a, b, cut) => {
      const world = new World(['甲', '乙'])
      world.periods(1, 'user-trend', daysOf(a))
      world.periods(2, 'user-trend', daysOf(b))
      const length = Math.min(a.length, b.length)
      const split = cut % (length - 1)
      for (const metric of metrics) {
        const of = (from: number, to: number) => world.series(`user-trend/${metric}`, dated(from), dated(to)).combined
        expect(of(0, length - 1).total.value).toBe(
          (of(0, split).total.value ?? NaN) + (of(split + 1, length - 1).total.value ?? NaN),
        )
        const before = of(0, length - 1)
        world.apps.reverse()
        expect(of(0, length - 1)).toEqual(before)
      }
    }),
    { numRuns: 30 },
  )
})

test('a report about members by day, from its one-day replies', () => {
  const world = new World()
  for (const [n, sum] of [
    [0, 12],
    [1, null],
  ] as const)
    world.members(
      1,
      'region',
      dated(n),
      dated(n),
      { 重庆: { session_count_district: 7 }, 广东: { session_count_district: 5 + n } },
      sum === null ? {} : { sum: { session_count_district: sum } },
    )
  expect(world.series('region/session_count_district', FROM, dated(2)).series[0]).toMatchObject({
    values: [12, 13, null],
    total: { value: 25, note: 'incomplete' },
  })
})

test('questions that make no sense are refused', () => {
  const world = new World()
  expect(() => world.series('user-trend/nothing', FROM, FROM)).toThrow(
    expect.objectContaining({ code: 'metric.unknown' }),
  )
  expect(() => world.series('session_count', FROM, FROM)).toThrow(expect.objectContaining({ code: 'metric.unknown' }))
  expect(() => world.series('nothing/session_count', FROM, FROM)).toThrow(
    expect.objectContaining({ code: 'report.unknown' }),
  )
  expect(() => world.series('user-trend/session_count', FROM, FROM, { scope: { apps: [9] } })).toThrow(
    expect.objectContaining({ code: 'app.unknown' }),
  )
  expect(() => world.series('active-users/user_count', FROM, FROM, { granularity: 'hour' })).toThrow(
    expect.objectContaining({ code: 'input.invalid' }),
  )
})

test('tags and ids together choose the apps, in the list’s order', () => {
  const world = new World(['甲', '乙', '丙'])
  const chosen = (scope: object) =>
    world.series('user-trend/session_count', FROM, FROM, { scope }).series.map((app) => app.app)
  expect(chosen({})).toEqual(['甲', '乙', '丙'])
  expect(chosen({ tags: ['other'] })).toEqual(['乙', '丙'])
  expect(chosen({ apps: [3], tags: ['first'] })).toEqual(['甲', '丙'])
  expect(chosen({ tags: ['nobody'] })).toEqual([])
})
