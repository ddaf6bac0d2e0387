import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UNITS } from '../../../electron/contract/units.ts'
import { extentOf, valueScale, withEqualSteps } from '../../../renderer/charts/value-scale.ts'

describe('the extent of lines', () => {
  test('unknown is not zero', () => {
    expect(
      extentOf([
        [null, 5, 3],
        [9, null],
      ]),
    ).toEqual({ low: 3, high: 9 })
    expect(extentOf([[null], []])).toBeNull()
    expect(extentOf([])).toBeNull()
  })
  test('only what is in sight counts', () => {
    expect(extentOf([[100, 5, 3, 100]], 1, 2)).toEqual({ low: 3, high: 5 })
    expect(extentOf([[100, null, 100]], 1, 1)).toBeNull()
  })
})

describe('a value scale', () => {
  test('has round steps from zero', () => {
    expect(valueScale({ low: 3200, high: 11_156 }, 'count')).toEqual({ min: 0, max: 12_000, step: 3000 })
    expect(valueScale({ low: 0, high: 8 }, 'count')).toEqual({ min: 0, max: 8, step: 2 })
    expect(valueScale({ low: 12, high: 61.2 }, 'percent')).toEqual({ min: 0, max: 80, step: 20 })
  })
  test('counts have no steps between whole numbers', () => {
    expect(valueScale({ low: 0, high: 1 }, 'count')).toEqual({ min: 0, max: 1, step: 1 })
    expect(valueScale({ low: 0, high: 3 }, 'count').step).toBe(1)
  })
  test('seconds step by what people count time in', () => {
    expect(valueScale({ low: 28, high: 148 }, 'seconds')).toEqual({ min: 0, max: 180, step: 60 })
    expect(valueScale({ low: 0, high: 5000 }, 'seconds')).toEqual({ min: 0, max: 5400, step: 1800 })
  })
  test('values close together far above zero are looked at from near, unless bars are drawn', () => {
    expect(valueScale({ low: 940, high: 1000 }, 'count')).toEqual({ min: 940, max: 1000, step: 20 })
    expect(valueScale({ low: 940, high: 1000 }, 'count', { zero: true })).toEqual({ min: 0, max: 1000, step: 250 })
  })
  test('one value, nothing known, nothing but zero', () => {
    expect(valueScale({ low: 70, high: 70 }, 'count')).toEqual({ min: 0, max: 80, step: 20 })
    expect(valueScale(null, 'count')).toEqual({ min: 0, max: 1, step: 1 })
    expect(valueScale({ low: 0, high: 0 }, 'percent')).toMatchObject({ min: 0, max: 1 })
  })
  test('below zero', () => {
    expect(valueScale({ low: -40, high: 90 }, 'percent')).toEqual({ min: -40, max: 120, step: 40 })
  })
  test('holds all values, with few steps, whatever they are', () => {
    const value = fc.integer({ min: -1_000_000_000, max: 2_000_000_000 }).map((n) => n / 100)
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), fc.constantFrom(...UNITS), (values, unit) => {
        const { min, max, step } = valueScale(extentOf([values]), unit)
        expect(min).toBeLessThanOrEqual(Math.min(...values) + step * 1e-6)
        expect(max).toBeGreaterThanOrEqual(Math.max(...values) - step * 1e-6)
        expect(step).toBeGreaterThan(0)
        expect((max - min) / step).toBeLessThan(9)
      }),
    )
  })
})

test('two scales get as many steps, so that the lines of one are those of the other', () => {
  const [a, b] = withEqualSteps({ min: 0, max: 30, step: 10 }, { min: 100, max: 125, step: 5 })
  expect([a, b]).toEqual([
    { min: 0, max: 50, step: 10 },
    { min: 100, max: 125, step: 5 },
  ])
})
