import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judge, latestAnomaly, type Verdict } from '../../../../electron/core/metrics/insights/anomalies.ts'
import { baselineOf, noiseOf, scoreOf } from '../../../../electron/core/metrics/insights/score.ts'

/** The middle one, or the mean of the two in the middle. */
function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const n = sorted.length
  return n % 2 === 1 ? (sorted[(n - 1) / 2] ?? NaN) : ((sorted[n / 2 - 1] ?? NaN) + (sorted[n / 2] ?? NaN)) / 2
}

const counts = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 4, maxLength: 12 })

test('a baseline is the median and the median distance, never tighter than chance', () => {
  fc.assert(
    fc.property(counts, fc.nat(100_000), (values, value) => {
      const expected = middle(values)
      const distance = middle(values.map((each) => Math.abs(each - expected)))
      const chance = Math.max(Math.sqrt(Math.max(expected, 1)), 0.03 * expected)
      const spread = Math.max(1.4826 * distance, chance)
      const baseline = baselineOf(values, noiseOf('count', null))
      expect(baseline).toMatchObject({ expected, spread })
      if (baseline) expect(scoreOf(value, baseline)).toBeCloseTo((value - expected) / spread, 9)
    }),
  )
})

test('scores do not care about size: numbers a hundred times as large score alike, up to what chance makes of them', () => {
  fc.assert(
    fc.property(counts, fc.nat(100_000), fc.integer({ min: 1, max: 100 }), (values, value, times) => {
      const score = (k: number) => {
        const baseline = baselineOf(
          values.map((each) => each * k),
          () => k,
        )
        return baseline && scoreOf(value * k, baseline)
      }
      expect(score(times)).toBeCloseTo(score(1) ?? NaN, 6)
    }),
  )
})

test('one wild number among the weeks before changes little; too few weeks say nothing', () => {
  const weeks = [100, 102, 98, 101, 99, 103]
  const [calm, wild] = [weeks, [...weeks.slice(1), 10_000]].map((values) => baselineOf(values, noiseOf('count', null)))
  expect(calm?.expected).toBe(100.5)
  expect(wild?.expected).toBe(101.5)
  expect(baselineOf([1, 2, 3], () => 1)).toBeNull()
  expect(baselineOf([0, 0, 0, 0], () => 0)).toBeNull()
})

test('what chance makes of a number: √n of a count, the sampling error of a percentage, at least three hundredths', () => {
  expect(noiseOf('count', null)(100)).toBe(10)
  expect(noiseOf('count', null)(0)).toBe(1)
  expect(noiseOf('count', null)(1_000_000)).toBe(30_000)
  expect(noiseOf('percent', 100)(50)).toBe(5)
  expect(noiseOf('percent', 1_000_000)(50)).toBe(1.5)
  expect(noiseOf('seconds', 100)(-60)).toBeCloseTo(1.8)
})

const LIMITS = { weeks: 6, threshold: 3.5, minBase: 30 }
const series = (values: Record<number, number | null>, base: (day: number) => number | null = () => null) => ({
  unit: 'count' as const,
  valueOn: (day: number) => values[day] ?? null,
  baseOn: base,
})

test('a day is held against the same weekdays only', () => {
  // Saturdays are ten times as busy
  const values = Object.fromEntries(Array.from({ length: 64 }, (_, day) => [day, day % 7 === 6 ? 1000 : 100]))
  expect(judge(series(values), 62, LIMITS)).toMatchObject({ score: 0, value: 1000 })
  expect(judge(series({ ...values, 62: 100 }), 62, LIMITS)).toMatchObject({ score: (100 - 1000) / Math.sqrt(1000) })
  expect(judge(series({ ...values, 62: null }), 62, LIMITS)).toBe('unknown')
  expect(judge(series(values), 20, LIMITS)).toBe('unknown')
})

test('what stands on few cases is not judged: a small count, a ratio of few', () => {
  const flat = (value: number) => Object.fromEntries(Array.from({ length: 64 }, (_, day) => [day, value]))
  expect(judge(series({ ...flat(3), 62: 29 }), 62, LIMITS)).toBe('small')
  expect(judge(series({ ...flat(3), 62: 31 }), 62, LIMITS)).toMatchObject({ value: 31 })
  const ratio = { ...series({ ...flat(50), 62: 90 }), unit: 'percent' as const }
  expect(judge({ ...ratio, baseOn: () => 10 }, 62, LIMITS)).toBe('small')
  expect(judge({ ...ratio, baseOn: () => 400 }, 62, LIMITS)).toMatchObject({ score: 40 / 2.5 })
})

test('the latest run of days out of the ordinary in one direction, told by the one furthest off', () => {
  const judged = (score: number, day: number): Verdict => ({
    day,
    value: score,
    score,
    baseline: { expected: 0, spread: 1, values: [] },
  })
  const run = (...scores: (number | string)[]) => {
    const found = latestAnomaly(
      scores.map((score, day) => (typeof score === 'string' ? (score as Verdict) : judged(score, day))),
      3.5,
    )
    return found && [found.from, found.to, found.worst.day]
  }
  expect(run(4, 9, 5)).toEqual([0, 2, 1])
  expect(run(-4, 9, 5)).toEqual([1, 2, 1])
  expect(run(4, 'unknown', 5)).toEqual([2, 2, 2])
  expect(run(4, 1, 0)).toEqual([0, 0, 0])
  expect(run(1, 'small', 3)).toBeNull()
  expect(run()).toBeNull()
})
