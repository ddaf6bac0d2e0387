import { expect, test } from 'vitest'
import { formatDay, parseDay, startOfDayMs } from '../../../electron/contract/calendar.ts'
import type { Input, Output } from '../../../electron/contract/index.ts'
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
  const plan = (fill: Input<'sync.plan'>['fill']) =>
    world.core.call('sync.plan', { range: RANGE, scope: {}, reports: REPORTS, fill })
  // what a longer range holds is no gap, and is asked for by the day where that is wanted
  expect(await plan({})).toEqual({ requests: 0, skipped: 4 })
  expect(await plan({ wider: true })).toEqual({ requests: 20, skipped: 2 })
  expect(await plan({ wider: true, unsettled: true })).toEqual({ requests: 22, skipped: 0 })
  expect(await plan({ unsettled: true })).toEqual({ requests: 2, skipped: 2 })
  const [, second = 0] = world.ids
  expect((await world.sync({ fill: { wider: true } })).sync).toMatchObject({ snapshots: 20, failed: [] })
  expect(rows(await world.coverage())[1]).toEqual(['fffffffooo', 'fffffffooo'])
  expect(await plan({ wider: true })).toEqual({ requests: 0, skipped: 4 })
  expect(await world.core.call('history.list', { app: second, report: 'region', limit: 99 })).toHaveLength(11)
})

test('a fill of single lines asks for exactly these', async () => {
  const world = await openAt(10)
  const [first = 0, second = 0] = world.ids
  await world.core.call('platform.set', { token: world.sandbox.platform.token })
  const fill = {
    only: [
      { appId: first, report: 'user-trend' },
      { appId: second, report: 'region' },
    ],
  }
  const input = { range: RANGE, scope: {}, reports: [], fill }
  // ten days of a series in one request, of members a request each
  expect(await world.core.call('sync.plan', input)).toEqual({ requests: 11, skipped: 0 })
  await world.sync({ reports: [], fill })
  expect(rows(await world.coverage({ scope: { apps: world.ids } }))).toEqual([
    ['fffffffooo', 'mmmmmmmmmm'],
    ['mmmmmmmmmm', 'fffffffooo'],
  ])
  const planned = async (only: { appId?: number; report?: string }[], reports: string[] = REPORTS) =>
    (await world.core.call('sync.plan', { range: RANGE, scope: {}, reports, fill: { only } })).requests
  // all of an app's reports; a report of all apps; the platform's own
  expect(await planned([{ appId: first }])).toBe(10)
  expect(await planned([{ report: 'user-trend' }])).toBe(1)
  expect(await planned([{ appId: 0 }], [])).toBe(1)
  expect(await planned([{ appId: 0 }])).toBe(0)
  expect(await planned([])).toBe(0)
})

test('a day that a longer range holds and that was refused since is filled without being asked for', async () => {
  const world = await openAt(20)
  const name = world.sandbox.apps[1]?.name ?? ''
  await world.sync({ reports: ['region'] })
  const fault = world.sandbox.faults.add({ kind: 'code', errno: 40007, match: { app: name } })
  await world.sync({ reports: ['region'], fill: { wider: true } })
  expect(rows(await world.coverage({ reports: ['region'] }))).toEqual([['ffffffffff'], ['rrrrrrrrrr']])
  world.sandbox.faults.remove(fault)
  await world.sync({ reports: ['region'], fill: {} })
  expect(rows(await world.coverage({ reports: ['region'] }))[1]).toEqual(['ffffffffff'])
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
  await world.sync({ fill: {}, reports: ['user-trend'] })
  expect(rows(await world.coverage({ reports: ['user-trend'] }))[0]).toEqual(['fffffoooaa'])
})

test('days asked for and not given are refused, with the reason, until they are given', async () => {
  const world = await openAt(20)
  const [first = 0, second = 0] = world.ids
  const name = world.sandbox.apps[1]?.name ?? ''
  const fault = world.sandbox.faults.add({ kind: 'code', errno: 40007, match: { app: name } })
  expect((await world.sync({ fill: {} })).state).toBe('partial')
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
  await world.sync({ fill: {} })
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
