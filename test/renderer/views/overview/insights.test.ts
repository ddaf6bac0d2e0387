import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { MetricInfo } from '../../../../renderer/stores/catalogue.ts'
import { setLocale } from '../../../../renderer/i18n/locale.ts'
import {
  evidenceOf,
  saidOf,
  signed,
  targetOf,
  whoOf,
} from '../../../../renderer/views/overview/insights/alert-lines.ts'
import { barsOf, partsOf } from '../../../../renderer/views/overview/insights/bars.ts'
import { REPORTS } from '../../fake-data.ts'
import { alertOf, contributionOf } from '../../fake-insights.ts'

beforeEach(() => setLocale('en'))

const metrics = new Map(
  REPORTS.flatMap((report) => report.metrics.map((metric: MetricInfo) => [`${report.id}/${metric.key}`, { metric }])),
)
const evidence = (some: Parameters<typeof alertOf>[0]) => evidenceOf(alertOf(some), metrics)

describe('why an alert is told', () => {
  test('against the same weekdays: how many are known, what they lead to expect, how far off', () => {
    expect(evidence({})).toEqual(['median of the 2 Tuesdays before 1,000, 12.0σ off'])
    setLocale('zh-CN')
    expect(evidence({})).toEqual(['前 2 个周二的中位数 1,000，偏离 12.0σ'])
  })

  test('against its tag; and that its tag moved as it did', () => {
    const peers = { tag: '生活', peers: 5, own: -40, middle: 2.34, score: -5 }
    expect(evidence({ kind: 'peers', peers })).toEqual([
      'the other 5 apps tagged “生活” moved +2.3% in the middle, this one −40.0%',
    ])
    expect(evidence({ withPeers: true, peers }).slice(1)).toEqual([
      'the other 5 apps tagged “生活” moved +2.3% in the middle, this one −40.0%',
      'its tag moved alike',
    ])
    // close to a tag that did not move says nothing
    expect(evidence({ peers })).toHaveLength(1)
  })

  test('a rule in its own words, and a silence', () => {
    const rule = { id: 3, name: 'Too few', condition: { kind: 'below' as const, value: 1500 }, note: null }
    expect(evidence({ kind: 'rule', weekday: null, rule })).toEqual(['Rule “Too few” · below 1,500'])
    expect(evidence({ kind: 'rule', weekday: null, rule: { ...rule, name: '' } })).toEqual(['below 1,500'])
    expect(evidence({ kind: 'no-data', weekday: null, lastDay: '2026-11-20' })).toEqual(['No data after 2026-11-20'])
    const silent = { ...rule, name: '', condition: { kind: 'no-data' as const, days: 3 } }
    expect(evidence({ kind: 'rule', weekday: null, rule: silent })).toEqual([
      'no data for 3 days',
      'No data for a long time',
    ])
  })

  test('what else moved, and that it may change', () => {
    const also = [
      { metric: 'user-trend/user_count', unit: 'count' as const, actual: 1, expected: 2, change: -50, score: -9 },
    ]
    expect(evidence({ also, provisional: true }).slice(1)).toEqual([
      expect.stringMatching(/^Also: .+ −50\.0%$/) as string,
      'may still be revised',
    ])
  })

  test('in one line', () => {
    expect(saidOf(alertOf(), metrics)).toMatch(/^Critical: .+ −60\.0%$/)
    expect(
      saidOf(
        alertOf({ kind: 'no-data', severity: 'warning', change: null, weekday: null, lastDay: '2026-11-20' }),
        metrics,
      ),
    ).toMatch(/^Warning: .+ No data after 2026-11-20$/)
  })

  test('changes in sentences carry their sign', () => {
    expect([signed(3.21), signed(-12), signed(0)]).toEqual(['+3.2%', '−12.0%', '0.0%'])
    expect(whoOf({ appId: null, app: null })).toBe('All apps together')
  })
})

describe('where an alert leads', () => {
  const views = ['overview', 'compare', 'user-trend', 'platform']
  test('to the report’s own view of the app, else to Compare', () => {
    expect(targetOf({ appId: 7, metric: 'user-trend/user_count' }, views)).toEqual({
      name: 'user-trend',
      query: { mode: 'one', app: '7', m: 'user_count' },
    })
    expect(targetOf({ appId: null, metric: 'user-trend/user_count' }, views)?.query).toEqual({
      mode: 'all',
      m: 'user_count',
    })
    expect(targetOf({ appId: 7, metric: 'habits/x' }, views)).toEqual({
      name: 'compare',
      query: { apps: '7', m: 'habits/x' },
    })
    expect(targetOf({ appId: 0, metric: 'platform/users' }, views)).toEqual({ name: 'platform', query: { m: 'users' } })
    expect(targetOf({ appId: 0, metric: 'platform/users' }, ['compare'])).toBeNull()
  })
})

describe('contributions as bars', () => {
  test('falls to the left of the zero line, rises to the right, on one scale', () => {
    expect(barsOf([300, -100])).toEqual({
      bars: [
        { left: 25, width: 75 },
        { left: 0, width: 25 },
      ],
      zero: 25,
    })
    expect(barsOf([0, 0]).bars).toEqual([
      { left: 0, width: 0 },
      { left: 0, width: 0 },
    ])
  })

  test('no bar leaves its room, and each is as long as its change', () => {
    const change = fc.double({ min: -1e9, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1 }), (changes) => {
        const { bars, zero } = barsOf(changes)
        const most = Math.max(...changes.map(Math.abs))
        bars.forEach(({ left, width }, i) => {
          expect(left).toBeGreaterThanOrEqual(-1e-9)
          expect(left + width).toBeLessThanOrEqual(100 + 1e-6)
          const own = changes[i] ?? 0
          if (Math.abs(own) === most) expect(width).toBeGreaterThanOrEqual(50 - 1e-6 - (most === 0 ? 50 : 0))
          expect(own < 0 ? left + width : left).toBeCloseTo(zero, 6)
        })
      }),
    )
  })

  test('the apps beyond the first ones are one line', () => {
    const table = { ...contributionOf({ 1: 50 }), rest: { apps: 3, change: -50, points: -1.5, share: null } }
    expect(partsOf(table, (n) => `${n} others`)).toMatchObject([
      { appId: 1, app: 'App 1', change: 50, bar: { left: 0, width: 100 } },
      { appId: null, app: '3 others', change: -50, bar: null },
    ])
    expect(partsOf(contributionOf({ 1: 50 }), String)).toHaveLength(1)
  })
})
