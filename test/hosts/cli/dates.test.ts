import { expect, test } from 'vitest'
import { fakeCore, aJob, aSummary, anApp, someReports } from './fake-core.ts'
import { play } from './harness.ts'

const syncCore = () =>
  fakeCore({
    'apps.list': () => [anApp(1, 'A')],
    'reports.list': () => someReports,
    'sync.start': () => ({ job: 7 }),
    'jobs.wait': () => aJob({ sync: aSummary() }),
    'query.table': () => emptyTable,
  })

const emptyTable = {
  report: 'user-trend',
  variant: '',
  granularity: 'day' as const,
  from: '2026-11-01',
  to: '2026-11-02',
  columns: [],
  rows: [],
  sum: {},
  sources: [],
  missing: [],
}

const inputOf = (core: ReturnType<typeof fakeCore>, method: string) =>
  core.calls.find((call) => call.method === method)?.input

// Today is 2026-11-24 in Shanghai.
const RANGES: [string, string, string][] = [
  ['--from 2026-11-01 --to 2026-11-20', '2026-11-01', '2026-11-20'],
  ['--from 2026-11-23', '2026-11-23', '2026-11-23'],
  ['--from yesterday --to yesterday', '2026-11-23', '2026-11-23'],
  ['--from 7d --to yesterday', '2026-11-17', '2026-11-23'],
  ['--from 30d', '2026-10-25', '2026-11-23'],
  ['--from 1d', '2026-11-23', '2026-11-23'],
  ['--from 7d --to 2026-03-02', '2026-02-24', '2026-03-02'],
  ['--from 7d --to 7d', '2026-11-11', '2026-11-17'],
  ['--from 2026-11-01 --to 1d', '2026-11-01', '2026-11-23'],
  ['--from 2026-11-20 --to 2026-11-24', '2026-11-20', '2026-11-24'],
]

test.each(RANGES)('sync %s is %s to %s', async (words, from, to) => {
  const core = syncCore()
  expect((await play(`sync ${words}`, { core })).code).toBe(0)
  expect(inputOf(core, 'sync.start')).toMatchObject({ range: { from, to } })
})

test('the person is told when the range is cut at yesterday', async () => {
  const { err } = await play('sync --from 7d --to 2026-11-24', { core: syncCore() })
  expect(err).toContain('2026-11-23')
  expect((await play('sync --from 7d', { core: syncCore() })).err).toBe('')
})

// Worked out by hand: a Shanghai day ends at 16:00 UTC.
const MOMENTS: [string, string][] = [
  ['2026-11-10', '2026-11-10T15:59:59.999Z'],
  ['yesterday', '2026-11-23T15:59:59.999Z'],
  ['7d', '2026-11-17T15:59:59.999Z'],
  ['2026-11-10T08:00:00Z', '2026-11-10T08:00:00.000Z'],
  ['2026-11-10T08:00:00.250Z', '2026-11-10T08:00:00.250Z'],
  ['2026-11-10T08:00+08:00', '2026-11-10T00:00:00.000Z'],
  ['2026-11-10T08:00-0330', '2026-11-10T11:30:00.000Z'],
  ['2026-11-10T08:00', '2026-11-10T00:00:00.000Z'],
]

test.each(MOMENTS)('--as-of %s is %s', async (words, asOf) => {
  const core = syncCore()
  const { code } = await play(`query table --report user-trend --from 2d --as-of ${words}`, { core })
  expect(code).toBe(0)
  expect(inputOf(core, 'query.table')).toMatchObject({ asOf })
})

test.each(['2026-13-01', '2026-02-30T10:00Z', '2026-11-10T25:00Z', 'noon', '20261110'])(
  '--as-of %s is refused',
  async (words) => {
    const { code } = await play(`query table --report user-trend --from 2d --as-of ${words}`, { core: syncCore() })
    expect(code).toBe(2)
  },
)

test('without --as-of none is passed on', async () => {
  const core = syncCore()
  await play('query table --report user-trend --from 2d', { core })
  expect(inputOf(core, 'query.table')).not.toHaveProperty('asOf')
})
