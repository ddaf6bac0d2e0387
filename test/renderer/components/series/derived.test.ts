import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { derivedPanel, percentOf, withDerived, type Derived } from '../../../../renderer/components/series/derived.ts'
import { choiceOf, overviewOf, panelOf, total } from './panels.ts'

const NUM = 'active-users/user_count'
const DEN = 'active-users/weekly_user_count'
const RATIO: Derived = { choice: choiceOf('active-users/lost_ratio'), num: NUM, den: DEN, after: NUM }

describe('a percentage of ours', () => {
  test('is unknown where either part is, and where there is nothing to be a part of', () => {
    expect(percentOf(1, 4)).toBe(25)
    expect(percentOf(0, 4)).toBe(0)
    expect([percentOf(null, 4), percentOf(1, null), percentOf(1, 0)]).toEqual([null, null, null])
  })

  test('is made of the two numbers of the same period, app by app and before', () => {
    const num = panelOf(NUM, { 1: { values: [10, null, 30], total: total(30), before: [5, 6, 7], previous: total(7) } })
    const den = panelOf(DEN, {
      1: { values: [40, 50, 60], total: total(60), before: [50, 60, 0], previous: total(70) },
    })
    const made = derivedPanel(RATIO, num, den)
    expect(made.unit).toBe('percent')
    expect(made.choice).toBe(RATIO.choice)
    expect(made.series[0]?.values).toEqual([25, null, 50])
    expect(made.series[0]?.before).toEqual([10, 10, null])
    expect(made.series[0]?.total).toEqual({ value: 50, rule: 'ratio', note: null, unit: 'percent' })
    expect(made.series[0]?.previous?.value).toBe(10)
    expect(made.series[0]?.change).toBe(400)
    // one app alone is its own number
    expect(made.combined).toBe(made.series[0])
  })

  test('over apps divides the sums, of those alone that know both', () => {
    const num = panelOf(NUM, {
      1: { values: [10, 10], total: total(10) },
      2: { values: [90, null], total: total(90) },
      3: { values: [5, 5], total: total(null, 'not-fetched') },
    })
    const den = panelOf(DEN, {
      1: { values: [20, 40], total: total(20) },
      2: { values: [380, 100], total: total(380) },
      3: { values: [null, 10], total: total(10) },
    })
    const { combined } = derivedPanel(RATIO, num, den)
    // 100 × (10 + 90) / (20 + 380); 100 × (10 + 5) / (40 + 10)
    expect(combined.values).toEqual([25, 30])
    expect(combined.total).toEqual({ value: 25, rule: 'ratio', note: 'incomplete', unit: 'percent' })
    expect(combined.before).toBeNull()
  })

  test('stands between the apps’ own percentages', () => {
    const parts = fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 1000 })), {
      minLength: 2,
      maxLength: 6,
    })
    fc.assert(
      fc.property(parts, (apps) => {
        const of = (at: 0 | 1) =>
          Object.fromEntries(apps.map((pair, i) => [i + 1, { values: [pair[at]], total: total(pair[at]) }]))
        const { combined } = derivedPanel(RATIO, panelOf(NUM, of(0)), panelOf(DEN, of(1)))
        const own = apps.map(([num, den]) => (100 * num) / den)
        const value = combined.values[0] ?? NaN
        expect(value).toBeGreaterThanOrEqual(Math.min(...own) - 1e-9)
        expect(value).toBeLessThanOrEqual(Math.max(...own) + 1e-9)
      }),
    )
  })

  test('is one metric more of an overview', () => {
    const overview = overviewOf(
      [NUM, DEN],
      {
        1: [
          [total(10), total(8)],
          [total(20), total(20)],
        ],
        2: [
          [total(null, 'not-fetched'), null],
          [total(50), total(50)],
        ],
      },
      [
        [total(10, 'incomplete'), total(8)],
        [total(70), total(70)],
      ],
    )
    const made = withDerived(overview, RATIO)
    expect(made.metrics.at(-1)).toMatchObject({ metric: RATIO.choice.metric, unit: 'percent' })
    expect(made.apps[0]?.kpis.at(-1)).toMatchObject({ total: { value: 50 }, previous: { value: 40 }, change: 25 })
    expect(made.apps[1]?.kpis.at(-1)).toMatchObject({ total: { value: null, note: 'not-fetched' }, previous: null })
    // of the first app alone, for the second does not know both
    expect(made.combined.at(-1)).toMatchObject({ total: { value: 50, note: 'incomplete' }, change: null })
  })
})
