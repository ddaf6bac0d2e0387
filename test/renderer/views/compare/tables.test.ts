import { describe, expect, test } from 'vitest'
import type { ValueCells } from '../../../../renderer/components/values/values.ts'
import { appTable } from '../../../../renderer/views/compare/app-table.ts'
import { shownAs, type Form } from '../../../../renderer/views/compare/forms.ts'
import { periodTable } from '../../../../renderer/views/compare/period-table.ts'
import { days, panel, total, type GivenPanel } from '../../components/series/support.ts'

const two: GivenPanel = {
  periods: days(10, 3, [2]),
  series: [
    { id: 1, values: [10, 20, 30] },
    { id: 2, values: [1, null, 3] },
  ],
  before: {
    periods: days(7, 3),
    series: [
      { id: 1, values: [8, 10, 20] },
      { id: 2, values: [2, 2, 2] },
    ],
  },
}
const byPeriod = (given: GivenPanel, form: Form = 'overlay') => {
  const made = panel(given)
  return periodTable(made, shownAs(made, form), form, { locale: 'zh-CN', dashes: new Map() })
}
const values = (cells: ValueCells | undefined, keys: readonly string[]) => keys.map((key) => cells?.get(key)?.value)

describe('the table by period', () => {
  test('has the periods down, the apps across, all as one, the range compared with and the change', () => {
    const { columns, rows } = byPeriod(two)
    expect(columns.map(({ key, title }) => [key, title])).toEqual([
      ['period', '日期'],
      ['1', '应用 1'],
      ['2', '应用 2'],
      ['all', '全部'],
      ['before', '对比期'],
      ['change', '变化'],
    ])
    expect(rows.map(({ cells }) => cells.get('period')?.text)).toEqual([
      '2019-04-10 周三',
      '2019-04-11 周四',
      '2019-04-12 周五',
    ])
    const shown = rows.map(({ cells }) => values(cells, ['1', '2', 'all', 'before', 'change']))
    expect(shown[0]).toEqual([10, 1, 11, 10, 10])
    expect(shown[1]).toEqual([20, null, 20, 12, ((20 - 12) / 12) * 100])
    // a period that is not whole has its numbers, but no change
    expect(shown[2]).toEqual([30, 3, 33, 22, null])
    expect(rows[2]?.cells.get('1')?.partial).toBe(true)
  })
  test('ends with the totals, those compared with, and the change between them', () => {
    const { feet } = byPeriod(two)
    expect(feet.map((cells) => cells.get('period')?.text)).toEqual(['合计 · 相加', '对比期', '变化'])
    expect(values(feet[0], ['1', '2', 'all', 'before'])).toEqual([60, 4, 64, 44])
    expect(values(feet[1], ['1', '2', 'all'])).toEqual([38, 6, 44])
    expect(values(feet[2], ['1', '2', 'all'])).toEqual([
      ((60 - 38) / 38) * 100,
      ((4 - 6) / 6) * 100,
      ((64 - 44) / 44) * 100,
    ])
    expect(feet[0]?.get('change')?.value).toBeCloseTo(45.4545, 3)
  })
  test('without a comparison, each period is measured by the one before it', () => {
    const { columns, rows, feet } = byPeriod({ periods: days(10, 3), series: [{ id: 1, values: [10, 15, null] }] })
    expect(columns.map(({ title }) => title)).toEqual(['日期', '应用 1', '较上一天'])
    expect(rows.map(({ cells }) => cells.get('change')?.value)).toEqual([null, 50, null])
    expect(feet).toHaveLength(1)
  })
  test('shows what the chart shows: an index, a share', () => {
    const index = byPeriod(two, 'index')
    expect(index.columns.map(({ key, unit }) => [key, unit])).toEqual([
      ['period', undefined],
      ['1', 'decimal'],
      ['2', 'decimal'],
    ])
    expect(values(index.rows[1]?.cells, ['1', '2'])).toEqual([200, null])
    expect(index.feet[0]?.get('period')?.text).toBe('原值 · 相加')
    expect(values(index.feet[0], ['1', '2'])).toEqual([60, 4])
    const share = byPeriod(two, 'share')
    expect(values(share.rows[0]?.cells, ['1', '2'])).toEqual([(10 / 11) * 100, (1 / 11) * 100])
    expect(values(share.feet[0], ['1', '2'])).toEqual([(60 / 64) * 100, (4 / 64) * 100])
  })
  test('a share of totals that are not all known says so', () => {
    const { feet } = byPeriod(
      {
        periods: days(1, 1),
        series: [
          { id: 1, values: [1] },
          { id: 2, values: [1], total: total(null, 'not-fetched-range') },
        ],
      },
      'share',
    )
    expect(feet[0]?.get('1')).toEqual({ value: 100, note: 'incomplete' })
    expect(feet[0]?.get('2')).toEqual({ value: null, note: 'not-fetched-range' })
  })
  test('a total that cannot be given stays blank with its reason', () => {
    const { feet } = byPeriod({
      periods: days(1, 2),
      series: [{ id: 1, values: [1, 2], total: total(null, 'not-fetched-range') }],
    })
    expect(feet[0]?.get('1')).toEqual({ value: null, note: 'not-fetched-range', unit: 'count' })
  })
})

describe('the table by app', () => {
  const { columns, rows, feet } = appTable(panel(two))
  test('says of each app what its line says', () => {
    expect(columns.map(({ title }) => title)).toEqual([
      '应用',
      '合计',
      '对比期',
      '变化',
      '日均',
      '最高',
      '最低',
      '最新值',
      '占比',
    ])
    const [first] = rows
    expect(values(first?.cells, ['total', 'previous', 'mean', 'share'])).toEqual([60, 38, 15, (60 / 64) * 100])
    // the third day is not whole
    expect(first?.cells.get('greatest')).toEqual({ value: 20, hint: '04-11' })
    expect(first?.cells.get('last')).toEqual({ value: 20, hint: '04-11' })
    expect(rows[1]?.cells.get('least')).toEqual({ value: 1, hint: '04-10' })
  })
  test('and of all together', () => {
    expect(feet[0]?.get('app')?.text).toBe('2 个应用合计 · 相加')
    expect(values(feet[0], ['total', 'previous'])).toEqual([64, 44])
    expect(feet[0]?.get('greatest')).toEqual({ value: 20, hint: '04-11' })
  })
  test('a duration has no mean of periods and no share', () => {
    const made = appTable(panel({ ...two, metric: 'user-trend/average_session_time', unit: 'seconds' }))
    expect(made.columns[1]?.title).toBe('整段')
    expect(made.feet[0]?.get('app')?.text).toBe('2 个应用 · 加权平均')
    expect(made.columns.map(({ key }) => key)).not.toContain('mean')
    expect(made.columns.map(({ key }) => key)).not.toContain('share')
  })
  test('one app alone needs no line below', () => {
    expect(appTable(panel({ periods: days(1, 1), series: [{ id: 1, values: [1] }] })).feet).toEqual([])
  })
})
