import { describe, expect, test } from 'vitest'
import { REPORTS } from '../../fake-data.ts'
import { metricChoices } from '../../../../renderer/components/series/metrics.ts'
import { chosenMetrics, searchChoices } from '../../../../renderer/views/compare/choose.ts'
import { canTake, shownAs } from '../../../../renderer/views/compare/forms.ts'
import { summaryOf } from '../../../../renderer/views/compare/summary.ts'
import { choice, days, panel, total } from '../../components/series/support.ts'

describe('the metrics to choose from', () => {
  test('are found by name, report and definition', () => {
    const found = searchChoices(metricChoices(REPORTS), '活跃用户 周')
    expect(found.map((group) => [group.title, group.choices.map(({ key }) => key)])).toEqual([
      ['活跃用户', ['active-users/weekly_user_count']],
    ])
    expect(searchChoices(metricChoices(REPORTS), '没有的')).toEqual([])
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

describe('the forms of a panel', () => {
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
