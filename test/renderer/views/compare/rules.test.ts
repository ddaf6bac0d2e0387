import { describe, expect, test } from 'vitest'
import { REPORTS } from '../../fake-data.ts'
import { beforeRangeOf } from '../../../../renderer/views/compare/ask.ts'
import { canTake, shownAs } from '../../../../renderer/views/compare/forms.ts'
import { chosenMetrics, choiceName, metricChoices, searchChoices } from '../../../../renderer/views/compare/metrics.ts'
import { bySize, isBlank } from '../../../../renderer/views/compare/panel.ts'
import { summaryOf } from '../../../../renderer/views/compare/summary.ts'
import { choice, days, panel, total } from './support.ts'

describe('the metrics that can be compared', () => {
  const [trend] = REPORTS
  if (!trend) throw new Error('no report')
  const variants = ['count', 'ratio'].map((key) => ({
    key,
    name: { 'zh-CN': `${key}甲`, en: key },
    metrics: ['session_count'],
  }))
  const reports = [
    ...REPORTS,
    { ...trend, id: 'places', order: 5, dimension: { 'zh-CN': '地域', en: 'Region' } },
    { ...trend, id: 'platform', order: 6, token: 'platform' as const },
    { ...trend, id: 'whole', order: 7, granularities: ['range'] },
    { ...trend, id: 'cohorts', order: 8, variants },
  ]
  test('are those of apps that are one number a period, by report and variant', () => {
    const keys = metricChoices(reports).map(({ key }) => key)
    expect(keys).toContain('user-trend/session_count')
    expect(keys).toContain('active-users/weekly_user_count')
    expect(keys.filter((key) => /^(places|platform|whole)/.test(key))).toEqual([])
    expect(keys.slice(-2)).toEqual(['cohorts/session_count@count', 'cohorts/session_count@ratio'])
  })
  test('carry their variant in their name where there are several', () => {
    const names = metricChoices(reports).map(choiceName)
    expect(names).toContain('启动次数')
    expect(names).toContain('启动次数 · ratio甲')
  })
  test('are found by name, report and definition', () => {
    const found = searchChoices(metricChoices(reports), '活跃用户 周')
    expect(found.map((group) => [group.title, group.choices.map(({ key }) => key)])).toEqual([
      ['活跃用户', ['active-users/weekly_user_count']],
    ])
    expect(searchChoices(metricChoices(reports), '没有的')).toEqual([])
  })
  test('unknown ones in an address are left out; with none left the usual one is shown', () => {
    const choices = metricChoices(REPORTS)
    const keys = (given: string[]) => chosenMetrics(choices, given).map(({ key }) => key)
    expect(keys(['user-trend/new_user_count', 'no/such', 'user-trend/new_user_count'])).toEqual([
      'user-trend/new_user_count',
    ])
    expect(keys(['no/such'])).toEqual(['user-trend/session_count'])
    expect(keys(choices.map(({ key }) => key))).toHaveLength(6)
  })
})

describe('the range compared with', () => {
  const range = { from: '2019-04-10', to: '2019-04-15' }
  test('is the one the top bar says', () => {
    expect(beforeRangeOf(range, 'previous')).toEqual({ from: '2019-04-04', to: '2019-04-09' })
    expect(beforeRangeOf(range, 'weekday')).toEqual({ from: '2019-04-03', to: '2019-04-08' })
    expect(beforeRangeOf(range, 'year')).toEqual({ from: '2018-04-10', to: '2018-04-15' })
    expect(beforeRangeOf(range, { from: '2019-01-01', to: '2019-01-03' })).toEqual({
      from: '2019-01-01',
      to: '2019-01-03',
    })
    expect(beforeRangeOf(range, 'none')).toBeNull()
  })
})

describe('a panel', () => {
  const given = panel({
    periods: days(10, 3),
    series: [
      { id: 1, values: [10, 20, 30] },
      { id: 2, values: [1, null, 3], total: total(4, 'incomplete') },
    ],
    before: {
      periods: days(7, 3),
      series: [
        { id: 2, values: [2, 2, 2] },
        { id: 1, values: [10, 10, 20] },
      ],
    },
  })
  test('puts each app beside its own earlier self, whatever the order', () => {
    expect(given.series.map(({ key, before, previous, change }) => [key, before, previous?.value, change])).toEqual([
      ['1', [10, 10, 20], 40, 50],
      // one of the two totals is not of all days: no percentage
      ['2', [2, 2, 2], 6, null],
    ])
  })
  test('as an index: 100 at each line’s own beginning', () => {
    expect(shownAs(given, 'index')).toEqual({
      unit: 'decimal',
      lines: [
        { values: [100, 200, 300], before: [100, 100, 200] },
        { values: [100, null, 300], before: [100, 100, 100] },
      ],
    })
  })
  test('as shares: of what the apps have together in each period', () => {
    const { unit, lines } = shownAs(given, 'share')
    expect(unit).toBe('percent')
    expect(lines[0]?.values).toEqual([(10 / 11) * 100, 100, (30 / 33) * 100])
    expect(lines[1]?.values).toEqual([(1 / 11) * 100, null, (3 / 33) * 100])
    expect(lines[0]?.before).toEqual([(10 / 12) * 100, (10 / 12) * 100, (20 / 22) * 100])
  })
  test('only what adds up over apps has shares', () => {
    expect(canTake({ choice: choice('user-trend/session_count') }, 'share')).toBe(true)
    expect(canTake({ choice: choice('user-trend/user_count') }, 'share')).toBe(true)
    expect(canTake({ choice: choice('user-trend/average_session_time') }, 'share')).toBe(false)
    expect(canTake({ choice: choice('user-trend/average_session_time') }, 'index')).toBe(true)
  })
})

test('the largest come first, by what is known of them', () => {
  const series = (value: number | null, values: (number | null)[]) => ({ total: total(value), values })
  const all = [series(null, [9, 9]), series(5, []), series(50, []), series(null, [null]), series(null, [10, null])]
  expect(bySize(all)).toEqual([all[2], all[1], all[4], all[0], all[3]])
  expect(isBlank({ values: [null, null] })).toBe(true)
})

describe('a line in a few numbers', () => {
  test('least, greatest, last, mean; where they stand', () => {
    expect(summaryOf([4, null, 9, 2, null], days(1, 5))).toEqual({
      least: { value: 2, at: 3 },
      greatest: { value: 9, at: 2 },
      last: { value: 2, at: 3 },
      mean: 5,
    })
  })
  test('periods that are not whole are left out, unless there are no others', () => {
    expect(summaryOf([1, 50, 60], days(1, 3, [0]))).toMatchObject({ least: { value: 50, at: 1 }, mean: 55 })
    expect(summaryOf([1, 2], days(1, 2, [0, 1]))).toMatchObject({
      least: { value: 1, at: 0 },
      last: { value: 2, at: 1 },
    })
  })
  test('nothing known', () => {
    expect(summaryOf([null], days(1, 1))).toEqual({ least: null, greatest: null, last: null, mean: null })
  })
})
