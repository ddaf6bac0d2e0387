import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChangeGroups } from '../../../electron/core/metrics/history/groups.ts'
import { LagCurve, upperBound } from '../../../electron/core/metrics/history/lag.ts'
import { joinMoments } from '../../../electron/core/metrics/history/moments.ts'

test('fetches with no longer a pause than the gap are one moment, and none is lost', () => {
  const fetch = fc.record({
    first: fc.nat(500),
    length: fc.nat(20),
    replies: fc.nat(9),
    changed: fc.nat(9),
    replaced: fc.nat(9),
  })
  fc.assert(
    fc.property(fc.array(fetch), fc.integer({ min: 1, max: 50 }), (given, gap) => {
      const fetches = given.map(({ first, length, ...counts }) => ({ first, last: first + length, ...counts }))
      const joined = joinMoments(fetches, [], gap)
      for (const key of ['replies', 'changed', 'replaced'] as const)
        expect(joined.reduce((a, b) => a + b[key], 0)).toBe(fetches.reduce((a, b) => a + b[key], 0))
      joined.forEach((one, i) => {
        const before = joined[i - 1]
        if (before) expect(one.first - before.last).toBeGreaterThan(gap)
      })
      // every fetch lies in one of them, and each is covered by its fetches without a longer pause
      for (const { first, last } of fetches)
        expect(joined.filter((one) => one.first <= first && one.last >= last)).toHaveLength(1)
      for (const one of joined) {
        const own = fetches.filter(({ first, last }) => first >= one.first && last <= one.last)
        for (let at = one.first; at < one.last; at += 1)
          expect(own.some(({ first, last }) => first <= at + gap && last >= at)).toBe(true)
      }
    }),
  )
})

test('a sync that began between two fetches parts them, however close they are', () => {
  const at = (ms: number) => ({ first: ms, last: ms, replies: 1, changed: 0, replaced: 0 })
  const starts = [500, 0, 2]
  expect(joinMoments([at(0), at(1), at(2), at(3), at(900)], starts).map(({ first, last }) => [first, last])).toEqual([
    [0, 1],
    [2, 3],
    [900, 900],
  ])
})

test('changes are grouped by day and report, with the largest of them', () => {
  const change = fc.record({
    day: fc.integer({ min: 1, max: 3 }),
    report: fc.constantFrom('a', 'b'),
    app: fc.integer({ min: 1, max: 3 }),
    percent: fc.option(fc.integer({ min: -300, max: 300 })),
  })
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const tally = new ChangeGroups()
      for (const one of changes) tally.add(one)
      const groups = tally.list()
      expect(groups.map(({ day }) => day)).toEqual(groups.map(({ day }) => day).toSorted((a, b) => b - a))
      expect(groups.reduce((sum, { cells }) => sum + cells, 0)).toBe(changes.length)
      for (const { day, report, cells, apps, largest } of groups) {
        const own = changes.filter((one) => one.day === day && one.report === report)
        expect([cells, apps]).toEqual([own.length, new Set(own.map(({ app }) => app)).size])
        const sizes = own.flatMap(({ percent }) => (percent === null ? [] : [Math.abs(percent)]))
        expect(Math.abs(largest ?? 0)).toBe(Math.max(0, ...sizes))
      }
    }),
  )
})

/** A cell's looks: by lag, its value. */
const cell = fc.array(fc.option(fc.integer({ min: 0, max: 3 }), { freq: 5 }), { minLength: 2, maxLength: 6 })

test('a lag curve holds every look at a number against the last one', () => {
  fc.assert(
    fc.property(fc.array(cell), fc.integer({ min: 1, max: 6 }), (cells, horizon) => {
      const curve = new LagCurve(horizon)
      for (const values of cells) curve.add(values.map((value, lag) => ({ lag, value })))
      const points = curve.points(true)
      const lags = new Set(cells.flatMap((values) => values.slice(0, -1).map((_, lag) => lag)))
      for (const lag of [...lags].filter((one) => one <= horizon)) {
        const looks = cells
          .filter((values) => values.length - 1 > lag)
          .map((values) => [values[lag] ?? null, values.at(-1) ?? null] as const)
          .filter(([then, last]) => then !== null || last !== null)
        const point = points.find((one) => one.lag === lag)
        if (looks.length === 0) {
          expect(point).toBeUndefined()
          continue
        }
        expect(point?.cells).toBe(looks.length)
        expect(point?.changed).toBeCloseTo(
          (100 * looks.filter(([then, last]) => then !== last).length) / looks.length,
          9,
        )
        const [then, last] = [0, 1].map((i) => looks.reduce((sum, look) => sum + (look[i as 0 | 1] ?? 0), 0))
        if (last) expect(point?.reported).toBeCloseTo((100 * (then ?? NaN)) / last, 9)
        else expect(point?.reported).toBeNull()
      }
    }),
  )
})

test('the advice is the first lag from which on at most one number in a hundred changes', () => {
  const curve = new LagCurve(30)
  // 200 numbers: all change within a day, a tenth until the second, then no more; seen up to the fifth
  for (let i = 0; i < 200; i += 1) {
    const value = (lag: number) => (lag === 0 ? 1 : lag === 1 && i % 10 === 0 ? 2 : 3)
    curve.add([0, 1, 2, 3, 5].map((lag) => ({ lag, value: value(lag) })))
  }
  expect(curve.points(false).map(({ lag, changed }) => [lag, changed])).toEqual([
    [0, 100],
    [1, 10],
    [2, 0],
    [3, 0],
  ])
  expect(curve.advice()).toMatchObject({ days: 2, changed: 0, cells: 200 })
  expect(curve.seenUpTo).toBe(5)
  // of 200 without a change up to 1.9 % may change
  expect(curve.advice()?.atMost).toBeCloseTo((100 * 1.959964 ** 2) / (200 + 1.959964 ** 2), 6)
})

test('no advice from a few numbers, from numbers seen once, or where they change up to the end', () => {
  const few = new LagCurve(30)
  few.add([0, 1].map((lag) => ({ lag, value: 1 })))
  const once = new LagCurve(30)
  for (let i = 0; i < 100; i += 1) once.add([{ lag: 3, value: i }])
  const restless = new LagCurve(30)
  for (let i = 0; i < 100; i += 1) restless.add([0, 1, 2].map((lag) => ({ lag, value: lag })))
  expect([few.advice(), once.advice(), once.seenUpTo, restless.advice()]).toEqual([null, null, null, null])
})

test('an upper bound is above what was seen, and comes nearer with more of it', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: 1, max: 5000 }), (percent, n) => {
      const bound = upperBound(percent, n)
      expect(bound).toBeGreaterThanOrEqual(percent - 1e-9)
      expect(bound).toBeLessThanOrEqual(100 + 1e-9)
      expect(upperBound(percent, n * 2)).toBeLessThanOrEqual(bound + 1e-9)
    }),
  )
  // Wilson's interval for 10 of 100, from the textbook
  expect(upperBound(10, 100)).toBeCloseTo(17.44, 1)
})
