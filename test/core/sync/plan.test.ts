import { expect, test } from 'vitest'
import { formatDay, parseDay, startOfDayMs, type Day } from '../../../electron/contract/calendar.ts'
import { plan, type Fetched, type PlanInput } from '../../../electron/core/sync/plan.ts'
import { planDaily } from '../../../electron/core/sync/daily.ts'
import { fakeReport } from './reports.ts'

const day = (text: string): Day => parseDay(text) ?? NaN
const range = (from: string, to: string) => ({ from: day(from), to: day(to) })
/** Noon in Shanghai of a day. */
const noon = (text: string) => startOfDayMs(day(text)) + 12 * 3_600_000
const fetched = (from: string, to: string, at: string): Fetched => ({ ...range(from, to), fetchedAt: noon(at) })

const users = fakeReport({ id: 'users', granularities: ['hour', 'day', 'week', 'month'], sum: 'range' })
const active = fakeReport({ id: 'active', granularities: ['day'], sum: 'last' })
const retention = fakeReport({
  id: 'retention',
  granularities: ['day', 'week'],
  variants: ['count', 'ratio'],
  settles: 8,
})
const region = fakeReport({ id: 'region', granularities: ['range'] })
const platform = fakeReport({ id: 'platform', granularities: ['day'], token: 'platform' })

const base: PlanInput = {
  apps: [1],
  platform: false,
  reports: [],
  range: range('2026-11-01', '2026-11-10'),
  granularities: [],
  fetched: () => [],
  force: false,
}
const say = (input: Partial<PlanInput>) =>
  plan({ ...base, ...input }).requests.map(
    (r) => `${r.app} ${r.report}/${r.variant}/${r.granularity} ${formatDay(r.from)}..${formatDay(r.to)}`,
  )

test('asks each variant of each report of each app once for a new range', () => {
  expect(say({ apps: [1, 2], reports: [users, retention] })).toEqual([
    '1 users//day 2026-11-01..2026-11-10',
    '1 retention/count/day 2026-11-01..2026-11-10',
    '1 retention/ratio/day 2026-11-01..2026-11-10',
    '2 users//day 2026-11-01..2026-11-10',
    '2 retention/count/day 2026-11-01..2026-11-10',
    '2 retention/ratio/day 2026-11-01..2026-11-10',
  ])
})

test('a wanted granularity goes to the reports that know it, the others keep their usual one', () => {
  expect(say({ reports: [users, active, region], granularities: ['hour', 'week'] })).toEqual([
    '1 users//hour 2026-11-01..2026-11-10',
    '1 users//week 2026-11-01..2026-11-10',
    '1 active//day 2026-11-01..2026-11-10',
    '1 region//range 2026-11-01..2026-11-10',
  ])
})

test('the platform report takes part only with a platform token, and once for all apps', () => {
  expect(say({ apps: [1, 2], reports: [platform] })).toEqual([])
  expect(say({ apps: [1, 2], reports: [platform], platform: true })).toEqual(['0 platform//day 2026-11-01..2026-11-10'])
})

test('a period is final once fetched more than 3 days after it ended, and not an hour sooner', () => {
  // 10 November ends as the 11th begins; three days later is the beginning of the 14th.
  const edge = startOfDayMs(day('2026-11-14'))
  const at = (fetchedAt: number) => say({ reports: [region], fetched: () => [{ ...base.range, fetchedAt }] })
  expect(at(edge)).toHaveLength(1)
  expect(at(edge + 1)).toEqual([])
})

test('a total that counts users once is needed for exactly the range, even when all its days are final', () => {
  const parts = [fetched('2026-11-01', '2026-11-05', '2026-11-20'), fetched('2026-11-06', '2026-11-10', '2026-11-20')]
  expect(say({ reports: [users], fetched: () => parts })).toEqual(['1 users//day 2026-11-01..2026-11-10'])
  expect(say({ reports: [active], fetched: () => parts })).toEqual([])
})

test('plain series ask only for the days still open', () => {
  const earlier = [fetched('2026-11-01', '2026-11-10', '2026-11-10')]
  // Fetched on the 10th at noon: final are the days that ended before the 7th began … 1 to 6 November.
  expect(say({ reports: [active], fetched: () => earlier })).toEqual(['1 active//day 2026-11-07..2026-11-10'])
  const hole = [fetched('2026-11-01', '2026-11-03', '2026-11-20'), fetched('2026-11-06', '2026-11-07', '2026-11-20')]
  expect(say({ reports: [active], fetched: () => hole })).toEqual([
    '1 active//day 2026-11-04..2026-11-05',
    '1 active//day 2026-11-08..2026-11-10',
  ])
})

test('retention cohorts stay open while they mature', () => {
  const earlier = [fetched('2026-11-01', '2026-11-10', '2026-11-15')]
  // Eight more days and the window: final are cohorts whose day ended before the 4th began … 1 to 3 November.
  expect(
    say({ reports: [{ ...retention, variants: retention.variants.slice(0, 1) }], fetched: () => earlier }),
  ).toEqual(['1 retention/count/day 2026-11-04..2026-11-10'])
})

test('a week clipped by another range is not the week asked for', () => {
  const weekly = fakeReport({ id: 'weekly', granularities: ['week'] })
  // 2026-11-02 is a Monday: the earlier answer clipped the week of the 2nd at the 5th.
  const earlier = [fetched('2026-10-26', '2026-11-05', '2026-12-01')]
  const asked = { ...base, range: range('2026-10-26', '2026-11-08') }
  expect(say({ ...asked, reports: [weekly], fetched: () => earlier })).toEqual([
    '1 weekly//week 2026-11-02..2026-11-08',
  ])
})

test('force asks again for what is final, and what is left out is counted', () => {
  const done = () => [fetched('2026-11-01', '2026-11-10', '2026-11-20')]
  const input = { ...base, reports: [users, region], fetched: done }
  expect(plan(input)).toEqual({ requests: [], skipped: 2 })
  expect(plan({ ...input, force: true }).requests).toHaveLength(2)
})

const daily = (report: typeof users, earlier: Fetched[], token = false) =>
  planDaily({ apps: [1], platform: token, reports: [report], fetched: () => earlier }, day('2026-11-23')).requests.map(
    (r) => `${formatDay(r.from)}..${formatDay(r.to)}`,
  )

test('daily: a new app gets the days inside the window, dimensions day by day', () => {
  expect(daily(active, [])).toEqual(['2026-11-20..2026-11-23'])
  expect(daily(region, [])).toEqual([
    '2026-11-20..2026-11-20',
    '2026-11-21..2026-11-21',
    '2026-11-22..2026-11-22',
    '2026-11-23..2026-11-23',
  ])
})

test('daily: totals that count users once are fetched for the last 7 and 30 days, and those before unless they are final', () => {
  const now = ['2026-11-17..2026-11-23', '2026-10-25..2026-11-23']
  expect(daily(users, [])).toEqual([now[0], '2026-11-10..2026-11-16', now[1], '2026-09-25..2026-10-24'])
  const known = [fetched('2026-11-10', '2026-11-16', '2026-11-20'), fetched('2026-09-25', '2026-10-24', '2026-10-25')]
  expect(daily(users, known)).toEqual([...now, '2026-09-25..2026-10-24'])
})

test('daily: days missed while the scheduler did not run are caught up, final ones are not asked again', () => {
  const earlier = [fetched('2026-11-01', '2026-11-12', '2026-11-13')]
  // On the 13th at noon the days up to the 9th were final.
  expect(daily(active, earlier)).toEqual(['2026-11-10..2026-11-23'])
})

test('daily: a range fetched as a whole does not make each of its days due', () => {
  expect(daily(region, [fetched('2026-10-01', '2026-11-12', '2026-11-13')])).toHaveLength(4)
})
