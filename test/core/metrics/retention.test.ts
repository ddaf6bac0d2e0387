import fc from 'fast-check'
import { expect, test } from 'vitest'
import { laterPeriod, poolCohorts } from '../../../electron/core/metrics/retention.ts'

test('rule 9: Σ retained / Σ cohort over mature cells; a 0 counts, an immature cell does not', () => {
  const cohorts = [
    { size: 100, later: [10, 5] },
    { size: 300, later: [0, null] },
    { size: null, later: [7, 7] },
  ]
  expect(poolCohorts(cohorts, 'count')).toEqual({ rate: [(100 * 10) / 400, 5], base: [400, 100] })
})

test('rule 9: nothing mature is unknown, not 0 %', () => {
  expect(poolCohorts([{ size: 50, later: [null] }], 'count').rate).toEqual([null])
  expect(poolCohorts([], 'ratio')).toEqual({ rate: [], base: [] })
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
