import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDay, parseDay } from '../../../electron/contract/calendar.ts'
import { newestCompleteDay, periodNames, periodsOf } from '../../../electron/core/metrics/periods.ts'

const day = (text: string) => parseDay(text) ?? NaN
const range = (from: string, to: string) => ({ from: day(from), to: day(to) })
const shown = (periods: ReturnType<typeof periodsOf>) =>
  periods.map((p) => [p.key, formatDay(p.from), formatDay(p.to), p.partial])
const LATER = day('2030-01-01')

test('rule 6: the specification’s weeks of 2019-04-01 – 15, the last clipped by the range', () => {
  expect(shown(periodsOf(range('2019-04-01', '2019-04-15'), 'week', LATER))).toEqual([
    ['2019-W14', '2019-04-01', '2019-04-07', false],
    ['2019-W15', '2019-04-08', '2019-04-14', false],
    ['2019-W16', '2019-04-15', '2019-04-15', true],
  ])
})

test('rule 6: months clipped at both ends are partial, a whole one is not', () => {
  expect(shown(periodsOf(range('2019-01-31', '2019-03-15'), 'month', LATER))).toEqual([
    ['2019-01', '2019-01-31', '2019-01-31', true],
    ['2019-02', '2019-02-01', '2019-02-28', false],
    ['2019-03', '2019-03-01', '2019-03-15', true],
  ])
})

test('rule 6: what is not over yet is partial, days too', () => {
  const newest = day('2019-04-13')
  expect(shown(periodsOf(range('2019-04-08', '2019-04-14'), 'week', newest))[0]?.[3]).toBe(true)
  expect(shown(periodsOf(range('2019-04-12', '2019-04-15'), 'day', newest)).map((p) => p[3])).toEqual([
    false,
    false,
    true,
    true,
  ])
})

test('a week’s year is its Thursday’s', () => {
  expect(periodsOf(range('2018-12-31', '2019-01-06'), 'week', LATER).map((p) => p.key)).toEqual(['2019-W01'])
  expect(periodsOf(range('2021-01-01', '2021-01-03'), 'week', LATER).map((p) => p.key)).toEqual(['2020-W53'])
})

test('rule 7: hours pool the whole range', () => {
  const hours = periodsOf(range('2019-04-10', '2019-04-15'), 'hour', LATER)
  expect(hours).toHaveLength(24)
  expect(shown(hours)[9]).toEqual(['09', '2019-04-10', '2019-04-15', false])
})

test('rule 13: the newest complete day is yesterday in Shanghai', () => {
  // 16:00 UTC is midnight there
  expect(formatDay(newestCompleteDay(Date.parse('2019-04-15T15:59:59Z')))).toBe('2019-04-14')
  expect(formatDay(newestCompleteDay(Date.parse('2019-04-15T16:00:00Z')))).toBe('2019-04-15')
})

test('names as the API spells them', () => {
  expect(periodNames(range('2019-04-15', '2019-04-15'), 'day', false)).toEqual({
    key: '2019/04/15',
    label: '2019-04-15',
  })
  expect(periodNames(range('2019-04-08', '2019-04-14'), 'week', false)).toEqual({
    key: '2019/04/08 - 2019/04/14',
    label: '2019-04-08 - 2019-04-14',
  })
  expect(periodNames(range('2019-04-01', '2019-04-15'), 'month', false)).toEqual({ key: '2019/04', label: '2019-04' })
  expect(periodNames(range('2019-03-01', '2019-03-01'), 'day', true)).toEqual({ key: '20190301', label: '2019-03-01' })
})

test('periods lie end to end, fill the range, and whole weeks begin on Mondays', () => {
  const days = fc.integer({ min: 15_000, max: 21_000 })
  fc.assert(
    fc.property(
      days,
      fc.nat(400),
      fc.constantFrom('day' as const, 'week' as const, 'month' as const),
      (from, more, kind) => {
        const periods = periodsOf({ from, to: from + more }, kind, LATER)
        expect(periods[0]?.from).toBe(from)
        expect(periods.at(-1)?.to).toBe(from + more)
        periods.forEach((period, i) => {
          if (i > 0) expect(period.from).toBe((periods[i - 1]?.to ?? NaN) + 1)
          const first = new Date(period.from * 86_400_000)
          const last = new Date(period.to * 86_400_000)
          if (kind === 'week' && !period.partial) expect([first.getUTCDay(), last.getUTCDay()]).toEqual([1, 0])
          if (kind === 'month') expect(first.getUTCMonth()).toBe(last.getUTCMonth())
        })
        expect(new Set(periods.map((period) => period.key)).size).toBe(periods.length)
      },
    ),
  )
})
