import { expect, test } from 'vitest'
import { formatDay } from '../../../../electron/contract/calendar.ts'
import { getReport } from '../../../../electron/core/catalogue/index.ts'
import type { Granularity, RawData } from '../../../../electron/core/catalogue/schema.ts'
import { requestOf } from '../conformance.ts'

function decode(id: string, granularity: Granularity, from: string, to: string, data: RawData, variant = '') {
  return getReport(id).decode(data, { ...requestOf({ variant, granularity: 'day', from, to }), granularity })
}

test('weeks and months of the user trend are the days that were counted', () => {
  // the reply gran=week gives for 2019/04/01 - 2019/04/15, as the specification describes it
  const names = ['2019/04/15 - 2019/04/15', '2019/04/08 - 2019/04/14', '2019/04/01 - 2019/04/07']
  const weeks = decode('user-trend', 'week', '2019-04-01', '2019-04-15', {
    data_list: names.map((name, i) => ({ name, user_count: i })),
  })
  expect(weeks.rows.map((row) => [formatDay(row.from), formatDay(row.to), row.member, row.values[4]])).toEqual([
    ['2019-04-15', '2019-04-15', null, 0],
    ['2019-04-08', '2019-04-14', null, 1],
    ['2019-04-01', '2019-04-07', null, 2],
  ])
  const months = decode('user-trend', 'month', '2019-03-20', '2019-04-15', {
    data_list: [{ name: '2019/04' }, { name: '2019/03' }],
  })
  expect(months.rows.map((row) => [formatDay(row.from), formatDay(row.to)])).toEqual([
    ['2019-04-01', '2019-04-15'],
    ['2019-03-20', '2019-03-31'],
  ])
})

test('hours pool the whole range and are members, known by the hour however it is spelled', () => {
  const names = ['00:00 - 00:59', '9:00-9:59', '23:00 - 23:59']
  const data = { sum: { session_count: 6 }, data_list: names.map((name, i) => ({ name, session_count: i + 1 })) }
  const hours = decode('user-trend', 'hour', '2019-04-01', '2019-04-15', data)
  expect(hours.rows.map((row) => [formatDay(row.from), formatDay(row.to), row.member, row.values[5]])).toEqual([
    ['2019-04-01', '2019-04-15', 'hour:00', 1],
    ['2019-04-01', '2019-04-15', 'hour:09', 2],
    ['2019-04-01', '2019-04-15', 'hour:23', 3],
  ])
  expect(hours.members).toEqual([
    { id: 'hour:00', key: '00:00 - 00:59', label: '00:00 - 00:59', parent: null },
    { id: 'hour:09', key: '9:00-9:59', label: '09:00 - 09:59', parent: null },
    { id: 'hour:23', key: '23:00 - 23:59', label: '23:00 - 23:59', parent: null },
  ])
  expect(hours.sum?.[5]).toBe(6)
  const wrong = () => decode('user-trend', 'hour', '2019-04-01', '2019-04-15', { data_list: [{ name: '2019/04/01' }] })
  expect(wrong).toThrow(
    expect.objectContaining({
      details: { report: 'user-trend', path: 'data.data_list[0].name', found: '"2019/04/01"' },
    }),
  )
})

test('a blank key is the weekly users only where they are not named', () => {
  const weekly = (row: RawData) =>
    decode('active-users', 'day', '2019-04-15', '2019-04-15', { data_list: [{ name: '2019/04/15', ...row }] }).rows[0]
      ?.values[3]
  expect(weekly({ ' ': 7876 })).toBe(7876)
  expect(weekly({ ' ': 1, weekly_user_count: 7876 })).toBe(7876)
  expect(weekly({ ' ': 1, weekly_user_count: '--' })).toBeNull()
  expect(weekly({ '': 5 })).toBe(5)
})

test.each([
  ['day', '天', '2019/04/10'],
  ['week', '周', '2019/04/08 - 2019/04/14'],
  ['month', '月', '2019/04'],
] as const)(
  'retention by %s reads its own keys, as many as the reply holds and the store has',
  (granularity, suffix, name) => {
    const cells = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`第${i + 2}${suffix}`, i + 2]))
    const data = { data_list: [{ name, active_user_count: 1000, ...cells }] }
    const [row] = decode('retention', granularity, '2019-04-01', '2019-04-30', data, 'count').rows
    expect(row?.values).toEqual([1000, ...Array.from({ length: 17 }, (_, i) => i + 2)])
    const other = { data_list: [{ name, active_user_count: 1000, 第2年: 4 }] }
    expect(
      decode('retention', granularity, '2019-04-01', '2019-04-30', other, 'ratio').rows[0]?.values.filter(
        (v) => v !== null,
      ),
    ).toEqual([1000])
  },
)

test('the platform: nested numbers, either name of the day, all values as text', () => {
  const decoded = decode('platform', 'day', '2019-03-01', '2019-03-03', {
    offset: 0,
    total: 3,
    result: [
      { date: '20190301', indicator: { tp_day_app_count: '12', 'tp_activity_degree\t': '3.5' } },
      { data: '2019/03/02', tp_day_app_count: '13', tp_activity_degree: '--' },
      { date: '2019-03-03', tp_day_back_flow_count: 7 },
    ],
  })
  expect(decoded.rows.map((row) => [formatDay(row.from), row.values[0], row.values[13], row.values[17]])).toEqual([
    ['2019-03-01', 12, 3.5, null],
    ['2019-03-02', 13, null, null],
    ['2019-03-03', null, null, 7],
  ])
})

test('a day named twice counts once, the first time', () => {
  const rows = [
    { name: '2019/04/15', user_count: 1 },
    { name: '20190415', user_count: 2 },
  ]
  const decoded = decode('user-trend', 'day', '2019-04-15', '2019-04-15', { data_list: rows })
  expect(decoded.rows.map((row) => row.values[4])).toEqual([1])
})
