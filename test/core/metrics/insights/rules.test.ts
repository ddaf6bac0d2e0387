import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AlertCondition } from '../../../../electron/contract/methods/alerts.ts'
import { check } from '../../../../electron/core/metrics/insights/condition.ts'
import { contributions } from '../../../../electron/core/metrics/insights/contribution.ts'
import { againstPeers } from '../../../../electron/core/metrics/insights/peers.ts'
import { ranked } from '../../../../electron/core/metrics/insights/ranks.ts'

const count = fc.option(fc.integer({ min: 0, max: 1_000_000 }), { freq: 6 })
const pairs = fc
  .array(fc.record({ now: count, before: count }), { maxLength: 30 })
  .map((list) => list.map((pair, app) => ({ app, ...pair })))

test('contributions add up to the change of the whole, exactly', () => {
  fc.assert(
    fc.property(pairs, (given) => {
      const { apps, ...total } = contributions(given)
      const known = given.filter(({ now, before }) => now !== null && before !== null)
      expect(apps.map(({ app }) => app).sort()).toEqual(known.map(({ app }) => app).sort())
      expect(total.now - total.before).toBe(total.change)
      expect(apps.reduce((sum, { change }) => sum + change, 0)).toBe(total.change)
      expect(total.now).toBe(known.reduce((sum, { now }) => sum + (now ?? 0), 0))
      if (total.before > 0) {
        expect(total.percent).toBeCloseTo((100 * total.change) / total.before, 9)
        expect(apps.reduce((sum, { points }) => sum + (points ?? NaN), 0)).toBeCloseTo(total.percent ?? NaN, 6)
      } else expect([total.percent, ...apps.map(({ points }) => points)].every((each) => each === null)).toBe(true)
      if (total.change !== 0) expect(apps.reduce((sum, { share }) => sum + (share ?? NaN), 0)).toBeCloseTo(100, 6)
      else expect(apps.every(({ share }) => share === null)).toBe(true)
      const sizes = apps.map(({ change }) => Math.abs(change))
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    }),
  )
})

test('a rank is one more than the apps that have more; moves are places won', () => {
  fc.assert(
    fc.property(pairs, (given) => {
      const found = ranked(given)
      const rankOf = (values: (number | null)[], own: number | null) =>
        own === null ? null : values.filter((value) => value !== null && value > own).length + 1
      found.forEach((one, i) => {
        const { now = null, before = null } = given[i] ?? {}
        expect(one.rank).toBe(
          rankOf(
            given.map((pair) => pair.now),
            now,
          ),
        )
        expect(one.previous).toBe(
          rankOf(
            given.map((pair) => pair.before),
            before,
          ),
        )
        expect(one.moved).toBe(one.rank === null || one.previous === null ? null : one.previous - one.rank)
      })
    }),
  )
})

test('an app is held against the middle of its tag’s other apps', () => {
  const factors = [1.5, 1.6, 1.55, 1.45, 1.5, 0.5]
  const movers = factors.map((factor, app) => ({ app, factor, tags: ['客户'] }))
  const found = againstPeers(movers)
  // the tag rose by half: the one that fell is the odd one out, the others move together
  expect(found.get(5)).toMatchObject({ tag: '客户', peers: 5, own: -50 })
  expect(found.get(5)?.middle).toBeCloseTo(50, 9)
  expect(found.get(5)?.score).toBeLessThan(-10)
  for (const app of [0, 1, 2, 3, 4]) expect(Math.abs(found.get(app)?.score ?? NaN)).toBeLessThan(2.5)
})

test('of several tags the one an app fits best counts; without four others there is no verdict', () => {
  const odd = [2, 2, 2, 2].map((factor, i) => ({ app: i + 1, factor, tags: ['fits'] }))
  const calm = [1, 1, 1, 1].map((factor, i) => ({ app: i + 11, factor, tags: ['calm'] }))
  const both = { app: 0, factor: 2, tags: ['calm', 'fits', 'alone'] }
  expect(againstPeers([both, ...odd, ...calm]).get(0)).toMatchObject({ tag: 'fits', score: 0 })
  expect(againstPeers([both, ...calm]).get(0)?.score).toBeCloseTo(Math.log(2) / 0.05, 9)
  expect(againstPeers([both, ...odd.slice(1)]).size).toBe(0)
})

test('peer scores mirror each other: twice as much is as far off as half', () => {
  const peers = fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), { minLength: 4, maxLength: 9 })
  fc.assert(
    fc.property(peers, fc.double({ min: 0.1, max: 10, noNaN: true }), (factors, own) => {
      const scored = (turn: (factor: number) => number) => {
        const others = factors.map((factor, i) => ({ app: i + 1, factor: turn(factor), tags: ['t'] }))
        return againstPeers([{ app: 0, factor: turn(own), tags: ['t'] }, ...others]).get(0)?.score ?? NaN
      }
      expect(scored((factor) => factor)).toBeCloseTo(-scored((factor) => 1 / factor), 6)
    }),
  )
})

const is = (value: number | null, note: 'partial' | 'incomplete' | null = null) => ({ value, note })
const watch = (actual: ReturnType<typeof is>, base: ReturnType<typeof is> | null = null, silentDays = 0) => ({
  actual: value(actual),
  base: base && value(base),
  silentDays,
})
const value = ({ value: number, note }: ReturnType<typeof is>) => ({
  value: number,
  note: number === null ? ('not-fetched' as const) : note,
})

test('a rule speaks exactly when its condition holds', () => {
  const number = fc.integer({ min: -1000, max: 1000 })
  fc.assert(
    fc.property(number, number, number, fc.integer({ min: 1, max: 200 }), (actual, base, limit, percent) => {
      const speaks = (condition: AlertCondition) => check(condition, watch(is(actual), is(base))) !== null
      expect(speaks({ kind: 'above', value: limit })).toBe(actual > limit)
      expect(speaks({ kind: 'below', value: limit })).toBe(actual < limit)
      const change = (direction: 'rise' | 'fall' | 'either', minBase = 0) =>
        speaks({ kind: 'change', direction, percent, against: 'previous', minBase })
      const moved = base === 0 ? null : (100 * (actual - base)) / Math.abs(base)
      expect(change('rise')).toBe(moved !== null && moved >= percent)
      expect(change('fall')).toBe(moved !== null && moved <= -percent)
      expect(change('either')).toBe(moved !== null && Math.abs(moved) >= percent)
      expect(change('either', Math.abs(base) + 1)).toBe(false)
    }),
  )
})

test('numbers that cover a part of their days prove nothing, save that they are already too large', () => {
  const above: AlertCondition = { kind: 'above', value: 10 }
  const below: AlertCondition = { kind: 'below', value: 10 }
  const change: AlertCondition = { kind: 'change', direction: 'either', percent: 5, against: 'previous', minBase: 0 }
  expect(check(above, watch(is(20, 'incomplete')))).toMatchObject({ direction: 'rise', expected: 10, change: 100 })
  expect(check(below, watch(is(2, 'incomplete')))).toBeNull()
  for (const condition of [above, below]) {
    expect(check(condition, watch(is(null)))).toBeNull()
    expect(check(condition, watch(is(15, 'partial')))).toBeNull()
  }
  expect(check(change, watch(is(20), is(10, 'incomplete')))).toBeNull()
  expect(check(change, watch(is(20)))).toBeNull()
  expect(check(change, watch(is(20), is(10)))).toEqual({ direction: 'rise', expected: 10, change: 100 })
})

test('silence is counted in days since the last number; what never spoke is not silent', () => {
  const condition: AlertCondition = { kind: 'no-data', days: 3 }
  const silent = (silentDays: number | null) => check(condition, { actual: value(is(null)), base: null, silentDays })
  expect([silent(2), silent(null)]).toEqual([null, null])
  expect(silent(3)).toEqual({ direction: null, expected: null, change: null })
})
