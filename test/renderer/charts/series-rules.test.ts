import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dashesFor } from '../../../renderer/charts/dashes.ts'
import { index100 } from '../../../renderer/charts/index-100.ts'
import { sharesOf, unevenPlaces } from '../../../renderer/charts/shares.ts'
import { thin, type LinePoint } from '../../../renderer/charts/thin.ts'

describe('index = 100', () => {
  test('the first known value is 100, a gap stays a gap', () => {
    expect(index100([null, 50, 75, null, 25])).toEqual([null, 100, 150, null, 50])
  })
  test('zero is no base, but is measured', () => {
    expect(index100([0, 40, 0, 60])).toEqual([0, 100, 0, 150])
    expect(index100([0, 0, null])).toEqual([null, null, null])
  })
  test('a period that is not whole is no base, unless there is no other', () => {
    expect(index100([30, 100, 120], [true, false, false])).toEqual([30, 100, 120])
    expect(index100([30, 60], [true, true])).toEqual([100, 200])
  })
})

describe('shares', () => {
  test('of the sum of what is known', () => {
    expect(
      sharesOf([
        [1, null, 0],
        [3, 5, 0],
      ]),
    ).toEqual([
      [25, null, null],
      [75, 100, null],
    ])
  })
  test('say where some are unknown', () => {
    expect(
      unevenPlaces([
        [1, null, null],
        [3, 5, null],
      ]),
    ).toEqual([1])
  })
  test('make 100 % wherever something is known', () => {
    const value = fc.option(fc.nat(1_000_000))
    const lines = fc
      .integer({ min: 1, max: 20 })
      .chain((n) => fc.array(fc.array(value, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 8 }))
    fc.assert(
      fc.property(lines, (given) => {
        const shares = sharesOf(given)
        given[0]?.forEach((_, i) => {
          const own = shares.flatMap((line) => line[i] ?? [])
          const whole = given.reduce((sum, line) => sum + (line[i] ?? 0), 0)
          if (whole > 0) expect(own.reduce((a, b) => a + b, 0)).toBeCloseTo(100, 9)
          else expect(own).toEqual([])
        })
      }),
    )
  })
})

test('series of one colour differ by their dash, others are plain', () => {
  const dashes = dashesFor([1, 2, 3, 1, 2, 1])
  expect(dashes.slice(0, 3)).toEqual([[], [], []])
  expect(dashes[3]).not.toEqual([])
  expect(dashes[3]).toEqual(dashes[4])
  expect(dashes[5]).not.toEqual(dashes[3])
  // fifty apps: the seven that share a colour are seven different lines
  const fifty = dashesFor(Array.from({ length: 50 }, (_, i) => (i % 8) + 1))
  const ofFirst = fifty.filter((_, i) => i % 8 === 0).map((dash) => dash.join(' '))
  expect(new Set(ofFirst).size).toBe(7)
})

describe('thinning a long line', () => {
  const points = (values: readonly number[]): LinePoint[] => values.map((y, x) => ({ x, y, partial: false }))
  test('leaves a short one alone', () => {
    const short = points([1, 2, NaN, 4])
    expect(thin(short, 10)).toEqual(short)
  })
  test('keeps peaks, troughs, gaps, and both ends', () => {
    const value = fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 0, max: 1000 }) },
      { weight: 1, arbitrary: fc.constant(NaN) },
    )
    fc.assert(
      fc.property(fc.array(value, { minLength: 200, maxLength: 600 }), (values) => {
        const all = points(values)
        const kept = thin(all, 20)
        const known = values.filter((each) => !Number.isNaN(each))
        expect(kept[0]).toEqual(all[0])
        expect(kept.at(-1)).toEqual(all.at(-1))
        const left = kept.map(({ y }) => y).filter((each) => !Number.isNaN(each))
        expect(Math.max(...left)).toBe(Math.max(...known))
        expect(Math.min(...left)).toBe(Math.min(...known))
        expect(kept.map(({ x }) => x)).toEqual(kept.map(({ x }) => x).toSorted((a, b) => a - b))
        // wherever two neighbours kept are both known, no gap lay between them
        kept.forEach((point, i) => {
          const next = kept[i + 1]
          if (!next || Number.isNaN(point.y) || Number.isNaN(next.y)) return
          expect(values.slice(point.x, next.x).some((each) => Number.isNaN(each))).toBe(false)
        })
      }),
    )
  })
  test('makes a long line short', () => {
    expect(thin(points(Array.from({ length: 50_000 }, (_, i) => Math.sin(i / 100))), 300).length).toBeLessThan(1300)
  })
})
