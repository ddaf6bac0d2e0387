import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDay, parseDay } from '../../electron/contract/calendar.ts'
import { changeOf, changePercent, changesWithin, comparedRange } from '../../electron/contract/compare.ts'

const day = (text: string) => parseDay(text) ?? NaN
const compared = (from: string, to: string, mode: 'previous' | 'weekday' | 'year' | 'none') => {
  const found = comparedRange({ from: day(from), to: day(to) }, mode)
  return found && [formatDay(found.from), formatDay(found.to)]
}

test('rule 8: the ranges compared with', () => {
  expect(compared('2019-04-10', '2019-04-15', 'previous')).toEqual(['2019-04-04', '2019-04-09'])
  expect(compared('2019-04-10', '2019-04-15', 'weekday')).toEqual(['2019-04-03', '2019-04-08'])
  expect(compared('2019-04-01', '2019-04-30', 'weekday')).toEqual(['2019-02-25', '2019-03-26'])
  expect(compared('2019-04-10', '2019-04-15', 'year')).toEqual(['2018-04-10', '2018-04-15'])
  expect(compared('2019-04-10', '2019-04-15', 'none')).toBeNull()
  expect(comparedRange({ from: 9, to: 9 }, { from: 1, to: 3 })).toEqual({ from: 1, to: 3 })
})

test('rule 8: a year ago, whole months stay whole and 29 February becomes 28', () => {
  expect(compared('2020-02-01', '2020-02-29', 'year')).toEqual(['2019-02-01', '2019-02-28'])
  expect(compared('2021-02-01', '2021-02-28', 'year')).toEqual(['2020-02-01', '2020-02-29'])
  expect(compared('2021-02-10', '2021-02-28', 'year')).toEqual(['2020-02-10', '2020-02-28'])
  expect(compared('2020-02-29', '2020-03-01', 'year')).toEqual(['2019-02-28', '2019-03-01'])
})

test('rule 8: same weekdays, never overlapping, never further than needed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 20_000 }), fc.nat(400), (from, more) => {
      const found = comparedRange({ from, to: from + more }, 'weekday')
      const shift = from - (found?.from ?? NaN)
      expect(shift % 7).toBe(0)
      expect(shift).toBeGreaterThan(more)
      expect(shift - 7).toBeLessThanOrEqual(more)
      expect((found?.to ?? NaN) - (found?.from ?? NaN)).toBe(more)
    }),
  )
})

test('rule 8: no percentage from a zero or unknown base', () => {
  expect(changePercent(12, 10)).toBeCloseTo(20)
  expect(changePercent(0, 10)).toBe(-100)
  expect(changePercent(5, 0)).toBeNull()
  expect(changePercent(null, 5)).toBeNull()
  expect(changePercent(5, null)).toBeNull()
})

test('a rise and the fall back multiply to nothing', () => {
  const count = fc.integer({ min: 1, max: 1e9 })
  fc.assert(
    fc.property(count, count, (a, b) => {
      const there = changePercent(a, b) ?? NaN
      const back = changePercent(b, a) ?? NaN
      expect((1 + there / 100) * (1 + back / 100)).toBeCloseTo(1, 6)
      expect(Math.sign(there) + Math.sign(back)).toBe(0)
    }),
  )
})

test('rule 6: partial totals and partial periods have no change', () => {
  const of = (value: number, note: 'partial' | 'incomplete' | 'estimate' | null = null) => ({ value, note })
  expect(changeOf(of(12), of(10))).toBeCloseTo(20)
  expect(changeOf(of(12, 'estimate'), of(10))).toBeCloseTo(20)
  expect(changeOf(of(12, 'partial'), of(10))).toBeNull()
  expect(changeOf(of(12), of(10, 'incomplete'))).toBeNull()
  expect(changeOf(of(12), null)).toBeNull()
  const periods = [true, false, false, true].map((partial) => ({ partial }))
  expect(changesWithin(periods, [1, 10, 15, 3])).toEqual([null, null, 50, null])
})
