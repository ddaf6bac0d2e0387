import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bandOf, laterPeriod, poolCohorts } from '../../../electron/core/metrics/retention.ts'

test('rule 9: Σ retained / Σ cohort over mature cells; a 0 counts, an immature cell does not', () => {
  const cohorts = [
    { size: 100, later: [10, 5] },
    { size: 300, later: [0, null] },
    { size: null, later: [7, 7] },
  ]
  expect(poolCohorts(cohorts, 'count')).toEqual({
    rate: [(100 * 10) / 400, 5],
    base: [400, 100],
    retained: [10, 5],
  })
})

test('rule 9: nothing mature is unknown, not 0 %', () => {
  expect(poolCohorts([{ size: 50, later: [null] }], 'count').rate).toEqual([null])
  expect(poolCohorts([], 'ratio')).toEqual({ rate: [], base: [], retained: [] })
})

test('rule 9: rates weighted by cohort size are the pooled counts, in whatever order and over however many apps', () => {
  const cohort = fc.record({
    size: fc.integer({ min: 1, max: 9999 }),
    back: fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 3, maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.array(cohort, { minLength: 1 }), (given) => {
      const counts = given.map(({ size, back }) => ({ size, later: back.map((b) => b && b * size) }))
      const ratios = given.map(({ size, back }) => ({ size, later: back.map((b) => b && b * 100) }))
      const pooled = poolCohorts(counts, 'count').rate
      const weighted = poolCohorts(ratios.toReversed(), 'ratio').rate
      pooled.forEach((rate, n) =>
        rate === null ? expect(weighted[n]).toBeNull() : expect(weighted[n]).toBeCloseTo(rate, 8),
      )
    }),
  )
})

test('later periods are known by the API’s own keys', () => {
  expect(['第2天', '第9周', '第10月', 'active_user_count'].map(laterPeriod)).toEqual([2, 9, 10, null])
})

test('a band is the middle of the curves, each counting once, and has no quartiles of a few', () => {
  const curve = (rate: number | null, base = 100) => ({ rate: [rate], base: [base] })
  expect(
    bandOf(
      [10, 20, 30, 40, 50].map((rate) => curve(rate)),
      1,
      0,
    ),
  ).toEqual({
    median: [30],
    lower: [20],
    upper: [40],
    curves: [5],
  })
  expect(bandOf([curve(10), curve(20), curve(99, 5), curve(null)], 2, 30)).toEqual({
    median: [15, null],
    lower: [null, null],
    upper: [null, null],
    curves: [2, 0],
  })
})

test('a quarter of the curves lie below a band and a quarter above, and half on each side of its median', () => {
  const rates = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 4, maxLength: 40 })
  fc.assert(
    fc.property(rates, (given) => {
      const band = bandOf(
        given.map((rate) => ({ rate: [rate], base: [1] })),
        1,
        0,
      )
      const [low = NaN, middle = NaN, high = NaN] = [band.lower[0], band.median[0], band.upper[0]].map((x) => x ?? NaN)
      const count = (test: (rate: number) => boolean) => given.filter(test).length
      expect(count((rate) => rate <= middle)).toBeGreaterThanOrEqual(given.length / 2)
      expect(count((rate) => rate >= middle)).toBeGreaterThanOrEqual(given.length / 2)
      const quarter = Math.ceil((given.length - 1) / 4)
      expect(count((rate) => rate < low)).toBeLessThanOrEqual(quarter)
      expect(count((rate) => rate > high)).toBeLessThanOrEqual(quarter)
      expect(count((rate) => rate <= low)).toBeGreaterThanOrEqual(given.length - 3 * quarter)
    }),
  )
})
