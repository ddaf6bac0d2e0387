import { expect, test } from 'vitest'
import { formatDay, parseDay } from '../../../../electron/contract/calendar.ts'
import { RELATIVE_RANGES } from '../../../../electron/contract/methods/templates.ts'
import { FileNames, safeFileName } from '../../../../electron/core/service/templates/file-name.ts'
import { fillPlaceholders, unknownPlaceholder } from '../../../../electron/core/service/templates/placeholders.ts'
import { rangeOn } from '../../../../electron/core/service/templates/ranges.ts'

const on = (range: (typeof RELATIVE_RANGES)[number], today: string) => {
  const { from, to } = rangeOn(range, parseDay(today) ?? 0)
  return `${formatDay(from)} ${formatDay(to)}`
}

test('ranges move with the day of the run: weeks from Monday, months of the calendar, nothing that is not over', () => {
  // a Wednesday
  expect(Object.fromEntries(RELATIVE_RANGES.map((range) => [range, on(range, '2026-11-25')]))).toEqual({
    yesterday: '2026-11-24 2026-11-24',
    'last-7-days': '2026-11-18 2026-11-24',
    'last-30-days': '2026-10-26 2026-11-24',
    'last-90-days': '2026-08-27 2026-11-24',
    'this-week': '2026-11-23 2026-11-24',
    'last-week': '2026-11-16 2026-11-22',
    'this-month': '2026-11-01 2026-11-24',
    'last-month': '2026-10-01 2026-10-31',
  })
})

test('on a Monday, on the first, over a year’s end and in a leap year', () => {
  expect(on('last-week', '2026-11-23')).toBe('2026-11-16 2026-11-22')
  // this week has no day that is over: the one before
  expect(on('this-week', '2026-11-23')).toBe('2026-11-16 2026-11-22')
  expect(on('this-month', '2027-01-01')).toBe('2026-12-01 2026-12-31')
  expect(on('last-month', '2028-03-01')).toBe('2028-02-01 2028-02-29')
  expect(on('last-week', '2027-01-01')).toBe('2026-12-21 2026-12-27')
})

const values = {
  client: '山城餐饮',
  name: '周报',
  app: '',
  tag: '餐饮',
  apps: '3 个小程序',
  period: '2026-11-16 至 2026-11-22',
  from: '2026-11-16',
  to: '2026-11-22',
  days: '7',
  date: '2026-11-25',
}

test('placeholders are filled in; one there is not, and a brace that stands alone, are found', () => {
  expect(fillPlaceholders('{client} {name} {days}天 {from}–{to}', values)).toBe(
    '山城餐饮 周报 7天 2026-11-16–2026-11-22',
  )
  expect(fillPlaceholders('{constructor}', values)).toBe('{constructor}')
  expect(unknownPlaceholder('{client} {period}')).toBeNull()
  expect(unknownPlaceholder('{client} {Period}')).toBe('{Period}')
  expect(unknownPlaceholder('a {b')).toBe('{')
  expect(unknownPlaceholder('{}')).toBe('{}')
})

test('file names are what every system takes', () => {
  expect(safeFileName('a/b\\c:d*e?f"g<h>i|j')).toBe('a b c d e f g h i j')
  expect(safeFileName('  ..周报 2026. . ')).toBe('周报 2026')
  expect(safeFileName('')).toBe('report')
  expect(safeFileName('con')).toBe('_con')
  expect(safeFileName('LPT1.周报')).toBe('_LPT1.周报')
  expect(safeFileName('\u0000\u202e')).toBe('report')
  expect(Array.from(safeFileName('😀'.repeat(200)))).toHaveLength(120)
})

test('files written together have names of their own, and leave alone what is there', () => {
  const names = new FileNames((name) => name === '周报 (2).xlsx')
  expect(['周报', '周报', 'A', 'a'].map((name) => names.take(name))).toEqual([
    '周报.xlsx',
    '周报 (3).xlsx',
    'A.xlsx',
    'a (2).xlsx',
  ])
})
