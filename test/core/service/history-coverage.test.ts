import { expect, test } from 'vitest'
import { formatDay, parseDay, startOfDayMs } from '../../../electron/contract/calendar.ts'
import type { Output } from '../../../electron/contract/index.ts'
import { fast, openWorld } from './world.ts'

const FIRST = parseDay('2026-10-01') ?? NaN
const dated = (n: number) => formatDay(FIRST + n)
const nine = (n: number) => startOfDayMs(FIRST + n) + 9 * 3_600_000
const RANGE = { from: dated(0), to: dated(9) }
const REPORTS = ['user-trend', 'region']

/** A world whose clock stands at nine in the morning of a day, and can be moved on. */
async function openAt(n: number) {
  let now = nine(n)
  const world = await openWorld({ sandbox: { apps: 2, quirks: 'none', now: () => now }, core: { clock: () => now } })
  const ids = await world.addApps()
  return {
    ...world,
    ids,
    moveTo: (day: number) => (now = nine(day)),
    coverage: (more: object = {}) =>
      world.core.call('history.coverage', { range: RANGE, scope: {}, reports: REPORTS, ...more }),
    sync: async (more: object) => {
      const input = { range: RANGE, scope: {}, reports: REPORTS, ...fast, ...more }
      const { job } = await world.core.call('sync.start', input)
      return world.core.call('jobs.wait', { job })
    },
  }
}
const rows = (coverage: Output<'history.coverage'>) => coverage.apps.map((app) => app.rows)

test('a range fetched at once covers the days of a series by time; of members only a longer range is there, and filling asks day by day', async () => {
  const world = await openAt(10)
  expect(rows(await world.coverage())).toEqual([
    ['mmmmmmmmmm', 'mmmmmmmmmm'],
    ['mmmmmmmmmm', 'mmmmmmmmmm'],
  ])
  await world.sync({})
  const fetched = await world.coverage()
  // on the 11th at nine: days up to the 7th have settled, the last three may still be restated
  expect(rows(fetched)[0]).toEqual(['fffffffooo', 'wwwwwwwwww'])
  expect(fetched.counts).toEqual([
    { final: 14, open: 6, stale: 0, wider: 0, missing: 0, refused: 0, ahead: 0 },
    { final: 0, open: 0, stale: 0, wider: 20, missing: 0, refused: 0, ahead: 0 },
  ])
  const input = { range: RANGE, scope: {}, reports: REPORTS, fill: 'gaps' } as const
  expect(await world.core.call('sync.plan', input)).toEqual({ requests: 20, skipped: 2 })
  expect(await world.core.call('sync.plan', { ...input, fill: 'unsettled' })).toEqual({ requests: 22, skipped: 0 })
  expect((await world.sync({ fill: 'gaps' })).sync).toMatchObject({ snapshots: 20, failed: [] })
  expect(rows(await world.coverage())[1]).toEqual(['fffffffooo', 'fffffffooo'])
  expect(await world.core.call('sync.plan', input)).toEqual({ requests: 0, skipped: 4 })
})

test('what was last fetched while it could still change is stale once it no longer can; days to come are ahead', async () => {
  const world = await openAt(5)
  await world.sync({ range: { from: dated(0), to: dated(4) } })
  expect(rows(await world.coverage({ reports: ['user-trend'] }))[0]).toEqual(['ffoooaaaaa'])
  world.moveTo(8)
  const later = await world.coverage({ reports: ['user-trend'] })
  expect(rows(later)[0]).toEqual(['ffsssmmmaa'])
  // as it was known then
  const asOf = new Date(nine(5) + 60_000).toISOString()
  expect(rows(await world.coverage({ reports: ['user-trend'], asOf }))[0]).toEqual(['ffoooaaaaa'])
  expect(
    rows(await world.coverage({ reports: ['user-trend'], asOf: new Date(nine(5) - 60_000).toISOString() }))[0],
  ).toEqual(['mmmmmaaaaa'])
  await world.sync({ fill: 'gaps', reports: ['user-trend'] })
  expect(rows(await world.coverage({ reports: ['user-trend'] }))[0]).toEqual(['fffffoooaa'])
})

test('days asked for and not given are refused, with the reason, until they are given', async () => {
  const world = await openAt(20)
  const [first = 0, second = 0] = world.ids
  const name = world.sandbox.apps[1]?.name ?? ''
  const fault = world.sandbox.faults.add({ kind: 'code', errno: 40007, match: { app: name } })
  expect((await world.sync({ fill: 'gaps' })).state).toBe('partial')
  const refused = await world.coverage()
  expect(rows(refused)).toEqual([
    ['ffffffffff', 'ffffffffff'],
    // one permission is missing for the whole app
    ['rrrrrrrrrr', 'rrrrrrrrrr'],
  ])
  expect(refused.refusals.map(({ appId, report, error }) => [appId, report, error.code])).toEqual([
    [second, 'user-trend', 'api.permission'],
    [second, 'region', 'api.permission'],
  ])
  expect((await world.coverage({ scope: { apps: [first] } })).refusals).toEqual([])
  world.sandbox.faults.remove(fault)
  world.moveTo(21)
  await world.sync({ fill: 'gaps' })
  expect(rows(await world.coverage())[1]).toEqual(['ffffffffff', 'ffffffffff'])
})

test('the platform stands first where everything is asked; a report that is not an app’s is left empty', async () => {
  const world = await openAt(20)
  await world.core.call('platform.set', { token: world.sandbox.platform.token })
  await world.sync({ reports: ['platform'] })
  const all = await world.coverage({ reports: ['platform', 'user-trend'] })
  expect(all.reports).toEqual(['user-trend', 'platform'])
  expect(all.apps.map(({ appId, rows: own }) => [appId, ...own])).toEqual([
    [0, '', 'ffffffffff'],
    ...world.ids.map((id) => [id, 'mmmmmmmmmm', '']),
  ])
  expect((await world.coverage({ scope: { apps: [0] } })).apps.map(({ appId }) => appId)).toEqual([0])
  expect((await world.coverage({ scope: { apps: world.ids } })).apps.map(({ appId }) => appId)).toEqual(world.ids)
  // another range is read afresh, and an app that is gone is gone
  expect(rows(await world.coverage({ range: { from: dated(9), to: dated(10) }, reports: ['platform'] }))[0]).toEqual([
    'fm',
  ])
  await world.core.call('apps.remove', { app: world.ids[0] ?? 0 })
  expect((await world.coverage()).apps).toHaveLength(2)
  await expect(world.coverage({ reports: ['nothing'] })).rejects.toMatchObject({ code: 'report.unknown' })
})
