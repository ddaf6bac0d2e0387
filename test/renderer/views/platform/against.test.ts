import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PlatformReconciliation } from '../../../../electron/contract/methods/query-reconcile.ts'
import { setLocale } from '../../../../renderer/i18n/locale.ts'
import { heldOf, type PlatformMeasure } from '../../../../electron/contract/reconcile.ts'
import { appsAPerson, daysMissing, isEmpty } from '../../../../renderer/views/platform/against.ts'
import { daysTable, measuresTable } from '../../../../renderer/views/platform/against-table.ts'
import { againstModel, againstTip } from '../../../../renderer/views/platform/against-chart.ts'
import { lateOf } from '../../../../renderer/views/platform/late.ts'
import { reasonsFor } from '../../../../renderer/views/platform/reasons.ts'
import { sideSubject } from '../../../../renderer/views/platform/subject.ts'

beforeAll(() => setLocale('zh-CN'))

type Values = (number | null)[]
const less = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b)
const DAYS = ['2026-11-01', '2026-11-02', '2026-11-03']

function measure(some: {
  id?: PlatformMeasure['id']
  rule?: string
  platform: Values
  apps: Values
  totals?: [number | null, number | null]
  reasons?: PlatformMeasure['reasons']
  lacking?: PlatformMeasure['apps']['lacking']
}): PlatformMeasure {
  const { platform, apps, rule = 'sum', totals = [null, null] } = some
  return {
    id: some.id ?? 'sessions',
    unit: 'count',
    metrics: { platform: 'platform/tp_day_session_count', apps: 'user-trend/session_count' },
    platform: { values: platform, total: { value: totals[0], rule, note: null } },
    apps: {
      values: apps,
      total: { value: totals[1], rule: 'sum', note: null },
      known: apps.map((value) => (value === null ? 0 : 2)),
      lacking: some.lacking ?? [],
    },
    difference: {
      values: platform.map((value, d) => less(apps[d] ?? null, value)),
      total: null,
      percent: null,
    },
    reasons: some.reasons ?? [],
  }
}
const answer = (measures: PlatformMeasure[], more: Partial<PlatformReconciliation> = {}): PlatformReconciliation => ({
  days: DAYS,
  appsOfPlatform: 2,
  appsHere: 2,
  measures,
  ...more,
})

describe('what is held against each other', () => {
  test('where both know every day, the totals of the range', () => {
    const held = heldOf(measure({ platform: [10, 20, 30], apps: [11, 21, 31], totals: [60, 63] }), DAYS)
    expect(held).toEqual({ platform: 60, apps: 63, difference: 3, percent: 5, day: null, common: null })
  })

  test('counts of which a side lacks days: those that both know, whatever the gaps', () => {
    const cell = fc.option(fc.integer({ min: 1, max: 1000 }), { freq: 3 })
    const line = fc.array(cell, { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(line, line, (platform, apps) => {
        const both = DAYS.map((_, d) => d).filter((d) => typeof platform[d] === 'number' && typeof apps[d] === 'number')
        fc.pre(both.length > 0 && both.length < 3)
        const sum = (values: Values) => both.reduce((all, d) => all + (values[d] ?? NaN), 0)
        const held = heldOf(measure({ platform, apps, totals: [sum(platform), sum(apps)] }), DAYS)
        expect(held).toMatchObject({
          platform: sum(platform),
          apps: sum(apps),
          difference: sum(apps) - sum(platform),
          common: both.length,
        })
      }),
    )
  })

  test('people, who have no total, and windows: the last day that both know', () => {
    const users = measure({ id: 'users', rule: 'unique', platform: [100, 120, null], apps: [110, 126, 130] })
    expect(heldOf(users, DAYS)).toEqual({
      platform: 120,
      apps: 126,
      difference: 6,
      percent: 5,
      day: '2026-11-02',
      common: null,
    })
    const weekly = measure({ id: 'weekly-users', rule: 'last', platform: [1, 2, 4], apps: [1, 2, 5], totals: [4, 5] })
    expect(heldOf(weekly, DAYS)).toMatchObject({ platform: 4, apps: 5, percent: 25, day: '2026-11-03' })
  })

  test('a report that tells no days: its total beside the platform’s; of nothing, nothing', () => {
    const pages = measure({ id: 'page-views', platform: [10, 10, 10], apps: [null, null, null], totals: [30, 27] })
    expect(heldOf(pages, DAYS)).toMatchObject({ platform: 30, apps: 27, difference: -3, percent: -10, day: null })
    const none = measure({ platform: [null, null, null], apps: [null, null, null] })
    expect(heldOf(none, DAYS)).toMatchObject({ difference: null, percent: null })
    expect(isEmpty(answer([none]))).toBe(true)
    expect(isEmpty(answer([none, pages]))).toBe(false)
  })

  test('a platform of none has no percentage', () => {
    expect(heldOf(measure({ platform: [0, 0, 0], apps: [1, 1, 1], totals: [0, 3] }), DAYS)).toMatchObject({
      difference: 3,
      percent: null,
    })
  })
})

describe('why', () => {
  const users = (reasons: PlatformMeasure['reasons'], platform: Values = [100, 100, 100]) =>
    measure({ id: 'users', rule: 'unique', platform, apps: [150, 150, 150], reasons })

  test('mini programs a person, only where each person being counted once is all that keeps the two apart', () => {
    const each = (own: PlatformMeasure) => appsAPerson(own, heldOf(own, DAYS))
    expect(each(users(['de-duplicated']))).toBe(1.5)
    expect(each(users(['platform-missing', 'de-duplicated'], [100, 100, null]))).toBe(1.5)
    expect(each(users(['apps-missing', 'de-duplicated']))).toBeNull()
    expect(each({ ...users(['de-duplicated']), id: 'new-users' })).toBeNull()
  })

  test('reasons say how much is missing and what to do', () => {
    const lacking = [
      { appId: 1, app: '甲', days: 2 },
      { appId: 2, app: '乙', days: 1 },
    ]
    const own = measure({
      platform: [1, null, null],
      apps: [1, 2, 3],
      reasons: ['platform-missing', 'apps-not-here', 'apps-missing', 'reports-differ'],
      lacking,
    })
    const found = reasonsFor(answer([own], { appsOfPlatform: 9 }), own, '2026-11-02')
    expect(found.map(({ way }) => way)).toEqual(['fetch-platform', 'add-apps', 'fetch-apps', null])
    expect(found[0]?.text).toContain('缺 1 天')
    expect(found[1]?.text).toContain('共有 9 个小程序，这里只添加了 2 个，差的 7 个')
    expect(found[2]?.text).toContain('甲（2 天）、乙（1 天）')
    expect(daysMissing(own, DAYS, '2026-11-03')).toBe(2)
  })
})

test('the table names the days its numbers are of, and what is left to explain', () => {
  const same = measure({ platform: [5, 6, null], apps: [5, 6, 7], totals: [11, 18], reasons: ['platform-missing'] })
  const apart = measure({ platform: [5, 5, 5], apps: [6, 6, 6], totals: [15, 18], reasons: ['reports-differ'] })
  const { rows } = measuresTable(answer([same, apart]))
  expect(rows[0]?.cells.get('name')?.hint).toBe('两边都有数的 2 天')
  expect(rows.map(({ cells }) => cells.get('why')?.text)).toEqual(['一致', '报表口径不同'])
  expect(rows[1]?.cells.get('difference')?.value).toBe(3)
  expect(rows[1]?.cells.get('name')?.hint).toBeUndefined()
  const days = daysTable(same, DAYS, 'zh-CN')
  expect(days.rows.map(({ cells }) => cells.get('difference')?.value)).toEqual([0, 0, null])
  expect(days.rows.map(({ cells }) => cells.get('known')?.value)).toEqual([2, 2, 2])
})

test('the chart has both sides, and its tip how far they are apart', () => {
  const own = measure({ platform: [100, null, 1], apps: [106, 5, 1] })
  const { series } = againstModel(own, DAYS, 'zh-CN')
  expect(Object.fromEntries(series.map(({ key, values }) => [key, values]))).toEqual({
    platform: [100, null, 1],
    apps: [106, 5, 1],
  })
  const all = answer([own], { appsHere: 4 })
  expect(againstTip(all, own, DAYS[0] ?? '', 0, 'zh-CN').lines).toEqual(['差 +6（+6.00%） · 2 / 4 个应用有数'])
  expect(againstTip(all, own, DAYS[1] ?? '', 1, 'zh-CN')).toMatchObject({
    lines: [],
    rows: [{ value: '无数据' }, { value: '5' }],
  })
})

test('each side says where it comes from: the platform by its own report, the sum by the rule over apps', () => {
  const own = measure({ platform: [10, 20, null], apps: [11, 21, 31], totals: [30, 63] })
  const all = answer([own], { appsHere: 3 })
  expect(sideSubject(all, own, 'platform', null)).toMatchObject({
    metric: 'platform/tp_day_session_count',
    app: 0,
    now: { value: 30, note: null },
    period: '两边都有数的 2 天',
  })
  expect(sideSubject(all, own, 'apps', 2)).toMatchObject({
    metric: 'user-trend/session_count',
    combined: true,
    now: { value: 31 },
    range: { from: '2026-11-03', to: '2026-11-03' },
  })
  expect(sideSubject(all, own, 'platform', 2)?.now).toMatchObject({ value: null, note: 'not-fetched' })
  expect(sideSubject(all, own, 'difference', 0)).toBeNull()
})

test('numbers that come late: as many days up to the last that is known', () => {
  const at = (day: string | null) => ({
    from: '2026-11-01',
    to: '2026-11-10',
    apps: [{ appId: 0, app: 'platform', kpis: [], spark: [], freshness: { day, fetchedAt: null } }],
  })
  expect(lateOf(at('2026-11-08'), '2026-11-12')).toEqual({
    day: '2026-11-08',
    range: { from: '2026-10-30', to: '2026-11-08' },
  })
  expect(lateOf(at('2026-11-10'), '2026-11-12')).toBeNull()
  expect(lateOf(at('2026-11-09'), '2026-11-09')).toBeNull()
  expect(lateOf(at(null), '2026-11-12')).toBeNull()
  expect(lateOf(at('2026-10-20'), '2026-11-12')).toBeNull()
})
