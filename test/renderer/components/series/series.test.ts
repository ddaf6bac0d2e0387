import { describe, expect, test } from 'vitest'
import { REPORTS } from '../../fake-data.ts'
import { beforeRangeOf } from '../../../../renderer/components/series/ask.ts'
import { choiceName, metricChoices } from '../../../../renderer/components/series/metrics.ts'
import { bySize, isBlank } from '../../../../renderer/components/series/panel.ts'
import { days, panel, total } from './support.ts'

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
})

test('the largest come first, by what is known of them', () => {
  const series = (value: number | null, values: (number | null)[]) => ({ total: total(value), values })
  const all = [series(null, [9, 9]), series(5, []), series(50, []), series(null, [null]), series(null, [10, null])]
  expect(bySize(all)).toEqual([all[2], all[1], all[4], all[0], all[3]])
  expect(isBlank({ values: [null, null] })).toBe(true)
})
