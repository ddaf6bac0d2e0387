import fc from 'fast-check'
import { expect, test } from 'vitest'
import { median, quantile } from '../../../electron/core/metrics/quantile.ts'

test('quantiles are those of Excel’s QUARTILE.INC', () => {
  const values = [1, 2, 4, 7, 8, 9, 10, 12]
  // Microsoft's own example of the function gives 3.5 for the first quartile
  expect([0, 0.25, 0.5, 0.75, 1].map((q) => quantile(values, q))).toEqual([1, 3.5, 7.5, 9.25, 12])
  expect(quantile([], 0.5)).toBeNull()
  expect(median([3, 1, 2])).toBe(2)
  expect(median([])).toBeNull()
})

test('a quantile lies between its neighbours and grows with its share', () => {
  const values = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1 })
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(values, share, share, (given, p, q) => {
      const ascending = given.toSorted((a, b) => a - b)
      const [low, high] = [Math.min(p, q), Math.max(p, q)].map((at) => quantile(ascending, at) ?? NaN)
      expect(low).toBeLessThanOrEqual((high ?? NaN) + 1e-9)
      const below = ascending.filter((value) => value <= (high ?? NaN) + 1e-9).length
      expect(below / ascending.length).toBeGreaterThanOrEqual(Math.max(p, q) * (1 - 1 / ascending.length) - 1e-9)
    }),
  )
})
