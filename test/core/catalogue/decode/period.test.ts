import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDay } from '../../../../electron/contract/calendar.ts'
import { parseHour, parsePeriod } from '../../../../electron/core/catalogue/decode/period.ts'
import type { Granularity } from '../../../../electron/core/catalogue/schema.ts'
import { day } from '../conformance.ts'

function parsed(name: string, granularity: Granularity, from = '2019-04-01', to = '2019-04-15') {
  const period = parsePeriod(name, { variant: '', granularity, from: day(from), to: day(to) })
  return period && [formatDay(period.from), formatDay(period.to)]
}

test.each([
  // the four forms of the specification, and near spellings
  ['20190410', 'day', '2019-04-10', '2019-04-10'],
  ['2019/04/10', 'day', '2019-04-10', '2019-04-10'],
  ['2019-04-10', 'day', '2019-04-10', '2019-04-10'],
  ['2019/04/10 - 2019/04/10', 'day', '2019-04-10', '2019-04-10'],
  ['2019/04/01 - 2019/04/07', 'week', '2019-04-01', '2019-04-07'],
  ['2019/04/15 - 2019/04/15', 'week', '2019-04-15', '2019-04-15'],
  ['2019/04/01-2019/04/07', 'week', '2019-04-01', '2019-04-07'],
  ['2019-04-01 ~ 2019-04-07', 'week', '2019-04-01', '2019-04-07'],
  ['20190401-20190407', 'week', '2019-04-01', '2019-04-07'],
  ['2019/04', 'month', '2019-04-01', '2019-04-15'],
  ['2019-04', 'month', '2019-04-01', '2019-04-15'],
  ['201904', 'month', '2019-04-01', '2019-04-15'],
  ['2019/04/01 - 2019/04/15', 'month', '2019-04-01', '2019-04-15'],
  // a week or month named by a day of it
  ['2019/04/08', 'week', '2019-04-08', '2019-04-14'],
  ['20190415', 'week', '2019-04-15', '2019-04-15'],
  ['2019/04/01', 'month', '2019-04-01', '2019-04-15'],
] as const)('%s by %s', (name, granularity, from, to) => {
  expect(parsed(name, granularity)).toEqual([from, to])
})

test('a month is clipped at both ends of the range asked', () => {
  expect(parsed('2019/02', 'month', '2019-02-10', '2019-03-05')).toEqual(['2019-02-10', '2019-02-28'])
  expect(parsed('2019/03', 'month', '2019-02-10', '2019-03-05')).toEqual(['2019-03-01', '2019-03-05'])
  expect(parsed('2020/02', 'month', '2020-01-01', '2020-12-31')).toEqual(['2020-02-01', '2020-02-29'])
})

test.each([
  ['2019/04/01 - 2019/04/07', 'day'],
  ['2019/04', 'day'],
  ['2019/04/01 - 2019/04/15', 'week'],
  ['2019/04/07 - 2019/04/01', 'week'],
  ['2019/04/31', 'day'],
  ['2019/13', 'month'],
  ['昨天', 'day'],
  ['2019', 'month'],
  ['2019/04/01 - 2019/04/02 - 2019/04/03', 'week'],
] as const)('%s is no period by %s', (name, granularity) => {
  expect(parsed(name, granularity)).toBeNull()
})

test('any day in any form is that day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_957, max: 40_000 }), fc.constantFrom('', '/', '-'), (at, separator) => {
      const name = formatDay(at).replaceAll('-', separator)
      expect(parsePeriod(name, { variant: '', granularity: 'day', from: at, to: at })).toEqual({ from: at, to: at })
    }),
  )
})

test('any span of up to seven days is a week as the reply says', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_957, max: 40_000 }), fc.integer({ min: 1, max: 6 }), (from, more) => {
      const name = [from, from + more].map((at) => formatDay(at).replaceAll('-', '/')).join(' - ')
      expect(parsePeriod(name, { variant: '', granularity: 'week', from, to: from + 60 })).toEqual({
        from,
        to: from + more,
      })
    }),
  )
})

test('hours in their spellings', () => {
  for (let hour = 0; hour < 24; hour += 1) {
    const two = String(hour).padStart(2, '0')
    const names = [
      `${two}:00 - ${two}:59`,
      `${two}:00-${two}:59`,
      `${hour}:00 - ${hour}:59`,
      `${two}:00`,
      two,
      String(hour),
      `${hour}时`,
      `${two}:00:00`,
    ]
    for (const name of names) expect(parseHour(name), name).toBe(hour)
  }
  for (const name of ['24:00', '00:30', '2019/04/10', '', '-1', 'noon', '1.5']) expect(parseHour(name), name).toBeNull()
})
