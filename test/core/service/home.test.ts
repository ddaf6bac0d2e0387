import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Job } from '../../../electron/contract/methods/jobs.ts'
import { createFetch } from '../../../electron/core/runtime/fetch.ts'
import type { Core } from '../../../electron/core/service/core.ts'
import { fast, newHome, openCore, openWorld, testSealer } from './world.ts'

const range = { from: '2026-10-01', to: '2026-10-07' }

async function synced(options: Parameters<typeof openWorld>[0] = { sandbox: { apps: 1 } }) {
  const world = await openWorld(options)
  const [app = 0] = await world.addApps(1)
  const sync = async (input: object = {}) => {
    const { job } = await world.core.call('sync.start', { range, scope: {}, reports: ['region'], ...fast, ...input })
    return world.core.call('jobs.wait', { job })
  }
  await sync()
  return { ...world, app, sync }
}

test('a restated day shows in the difference of two snapshots, cell by cell', async () => {
  const { core, sandbox, app, sync } = await synced()
  sandbox.restate({ from: 20727, to: 20733, factor: 1.1 })
  await sync({ force: true })
  const [after, before] = await core.call('history.list', { app, report: 'region' })
  if (!after || !before) throw new Error('two snapshots expected')
  const diff = await core.call('history.diff', { before: before.id, after: after.id })
  const change = diff.changes.find(({ metric }) => metric === 'session_count_district')
  const values = async (id: number) => {
    const { payload } = await core.call('history.show', { id })
    const { data } = payload as { data: { data_list: { name: string; session_count_district: number }[] } }
    return new Map(data.data_list.map((row) => [row.name, row.session_count_district]))
  }
  expect(change?.before).toBe((await values(before.id)).get(change?.key ?? ''))
  expect(change?.after).toBe((await values(after.id)).get(change?.key ?? ''))
  expect(change?.before).not.toBe(change?.after)
})

test('snapshots of different series cannot be compared', async () => {
  const { core, sync } = await synced()
  await sync({ reports: ['pages'] })
  const [pages, region] = await core.call('history.list', {})
  await expect(core.call('history.diff', { before: region?.id ?? 0, after: pages?.id ?? 0 })).rejects.toMatchObject({
    code: 'input.invalid',
  })
  await expect(core.call('history.show', { id: 999 })).rejects.toMatchObject({ code: 'snapshot.unknown' })
})

async function backedUp(core: Core, path: string): Promise<Job> {
  const { job } = await core.call('backup.run', { path })
  return core.call('jobs.wait', { job })
}

test('a backup is a job: it tells how far it is and what it made, and the copy does not tell of it', async () => {
  const { core, sandbox } = await synced()
  const path = join(newHome(), 'copy.cygnet-backup')
  const told: Job[] = []
  core.on('job', (job) => told.push(job))
  const made = await backedUp(core, path)
  expect(made).toMatchObject({ kind: 'backup', state: 'done', error: null, backup: { path } })
  expect(made.backup?.bytes).toBe(statSync(path).size)
  expect(told.at(-1)).toEqual(made)
  const progress = told.find((job) => job.progress !== null)?.progress
  expect(progress?.label).toBe('copy.cygnet-backup')
  expect(progress?.total).toBeGreaterThan(10)
  expect((await core.call('jobs.list', {}))[0]).toEqual(made)
  expect(await backedUp(core, path)).toMatchObject({ state: 'failed', error: { code: 'file.exists' } })
  const other = openCore(sandbox, { home: newHome() })
  await other.call('backup.restore', { path })
  expect((await other.call('jobs.list', {})).map(({ kind, state }) => [kind, state])).toEqual([['sync', 'done']])
})

test('a backup that is cancelled leaves no file; no history is replaced under a job', async () => {
  const { core } = await synced()
  const folder = newHome()
  const { job } = await core.call('backup.run', { path: join(folder, 'copy.cygnet-backup') })
  await expect(core.call('backup.restore', { path: 'none' })).rejects.toMatchObject({
    code: 'job.running',
    details: { job },
  })
  await core.call('jobs.cancel', { job })
  expect(await core.call('jobs.wait', { job })).toMatchObject({ state: 'cancelled', backup: null })
  expect(readdirSync(folder)).toEqual([])
  await expect(core.call('backup.restore', { path: 'none' })).rejects.toMatchObject({ code: 'file.unreadable' })
})

test('a backup brings everything back, secrets included, and the present file is kept', async () => {
  const { core, home, app, sync } = await synced()
  const path = join(newHome(), 'copy.cygnet-backup')
  await backedUp(core, path)
  await core.call('apps.remove', { app })
  expect(await core.call('apps.list', {})).toEqual([])
  const restored = await core.call('backup.restore', { path })
  expect(restored).toMatchObject({ apps: 1, snapshots: 1 })
  expect(restored.kept).toContain(home)
  expect((await sync({ force: true })).state).toBe('done')
})

test('what a backup holds is told before it takes the history’s place', async () => {
  const { core } = await synced()
  const path = join(newHome(), 'copy.cygnet-backup')
  const bytes = (await backedUp(core, path)).backup?.bytes
  const newest = (await core.call('history.list', {}))[0]?.fetchedAt
  expect(await core.call('backup.inspect', { path })).toEqual({
    apps: 1,
    snapshots: 1,
    bytes,
    from: range.from,
    to: range.to,
    newestFetchedAt: newest,
  })
  writeFileSync(path, 'no backup')
  await expect(core.call('backup.inspect', { path })).rejects.toMatchObject({ code: 'backup.invalid' })
  await expect(core.call('backup.inspect', { path: `${path}.none` })).rejects.toMatchObject({ code: 'file.unreadable' })
})

test('what the home takes up, and since when raw replies are kept', async () => {
  const { core, home, sync } = await synced()
  await sync({ reports: ['pages'] })
  const usage = await core.call('home.usage', {})
  const [newer, older] = await core.call('history.list', {})
  expect(usage).toMatchObject({ snapshots: 2, oldestRaw: older?.fetchedAt })
  expect(newer).toBeDefined()
  const onDisk = ['', '-wal'].reduce((sum, end) => sum + statSync(join(home, `cygnet.db${end}`)).size, 0)
  expect(usage.databaseBytes).toBe(onDisk)
  expect(usage.rawBytes).toBeGreaterThan(100)
  expect(usage.rawBytes).toBeLessThan(usage.databaseBytes)
  expect(usage.freeBytes).toBeGreaterThan(0)
})

test('after the daily sync raw replies go that the settings no longer keep', async () => {
  let now = Date.parse('2026-10-08T04:00:00Z')
  const world = await openWorld({ sandbox: { apps: 1 }, core: { clock: () => now } })
  await world.addApps()
  const daily = async () => {
    const { job } = await world.core.call('sync.daily', { scope: {}, ...fast })
    await world.core.call('jobs.wait', { job })
  }
  await daily()
  const old = (await world.core.call('home.usage', {})).oldestRaw
  world.sandbox.restate({ from: 20700, to: 20734, factor: 1.1 })
  now += 20 * 86_400_000
  await daily()
  expect((await world.core.call('home.usage', {})).oldestRaw).toBe(old)
  await world.core.call('settings.set', { keepRawDays: 7 })
  now += 86_400_000
  const promised = await world.core.call('history.prune', { keepDays: 7, dryRun: true })
  expect(promised.snapshots).toBeGreaterThan(0)
  await daily()
  expect((await world.core.call('history.prune', { keepDays: 7, dryRun: true })).snapshots).toBe(0)
  expect((await world.core.call('log.read', {})).find(({ event }) => event === 'prune')?.facts).toContain(
    '"keepDays":7',
  )
})

test('a damaged history is told by the doctor, and a restore mends it', async () => {
  const { core, home, sandbox } = await synced()
  const backup = join(newHome(), 'copy.cygnet-backup')
  await backedUp(core, backup)
  await core.close()
  const path = join(home, 'cygnet.db')
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0x77, 100, 20_000))
  const again = openCore(sandbox, { home })
  await expect(again.call('apps.list', {})).rejects.toMatchObject({ code: 'store.damaged' })
  const sick = await again.call('doctor.run', {})
  expect(sick.ok).toBe(false)
  expect(sick.checks.find(({ check }) => check === 'integrity')?.ok).toBe(false)
  await again.call('backup.restore', { path: backup })
  expect((await again.call('doctor.run', {})).ok).toBe(true)
  expect(await again.call('apps.list', {})).toHaveLength(1)
})

test('a history opened by another door asks for the token again and loses nothing else', async () => {
  const { core, home, sandbox, app } = await synced()
  await core.close()
  const other = openCore(sandbox, { home, capabilities: { sealer: testSealer('other'), fetch: createFetch({}) } })
  expect(await other.call('apps.list', {})).toMatchObject([{ tokenState: 'unreadable' }])
  const { job } = await other.call('sync.start', { range, scope: {}, reports: ['pages'], ...fast })
  const failed = await other.call('jobs.wait', { job })
  expect(failed).toMatchObject({ state: 'failed', sync: { failed: [{ error: { code: 'token.sealed-elsewhere' } }] } })
  await other.call('apps.setToken', { app, token: sandbox.apps[0]?.token ?? '' })
  const { job: second } = await other.call('sync.resume', {})
  expect((await other.call('jobs.wait', { job: second })).state).toBe('done')
  expect(await other.call('history.list', {})).toHaveLength(2)
})

test('views are saved by name, settings change one by one, the log is read newest first', async () => {
  const { core } = await synced()
  const first = await core.call('views.save', { name: 'A', hash: '#/compare?x=1' })
  const again = await core.call('views.save', { name: 'A', hash: '#/compare?x=2' })
  expect(again.id).toBe(first.id)
  expect(await core.call('views.list', {})).toMatchObject([{ name: 'A', hash: '#/compare?x=2' }])
  await core.call('views.remove', { id: first.id })
  expect(await core.call('views.list', {})).toEqual([])
  await core.call('settings.set', { rate: 7 })
  expect(await core.call('settings.set', { theme: 'dark' })).toMatchObject({ rate: 7, theme: 'dark', concurrency: 4 })
  const lines = await core.call('log.read', { limit: 10 })
  expect(lines[0]?.event).toBe('job.end')
  expect(lines.at(-1)?.event).toBe('job.start')
})

test('status says how fresh the history is, whatever was fetched last', async () => {
  const { core, sync } = await synced()
  await sync({ range: { from: '2026-09-01', to: '2026-09-02' } })
  expect(await core.call('home.status', {})).toMatchObject({ apps: 1, newestDay: '2026-10-07', sample: false })
})

test('one sync at a time', async () => {
  const { core } = await synced()
  const { job } = await core.call('sync.start', { range, scope: {}, force: true, ...fast })
  await expect(core.call('sync.start', { range, scope: {}, ...fast })).rejects.toMatchObject({
    code: 'job.running',
    details: { job },
  })
  await core.call('jobs.cancel', { job })
  const cancelled = await core.call('jobs.wait', { job })
  expect(cancelled.state).toBe('cancelled')
  const { job: rest } = await core.call('sync.resume', {})
  const resumed = await core.call('jobs.wait', { job: rest })
  expect(resumed).toMatchObject({ state: 'done', sync: { remaining: 0 } })
  expect((cancelled.sync?.snapshots ?? 0) + (resumed.sync?.snapshots ?? 0)).toBe(17)
})

test('bad input is told with the field it is in', async () => {
  const { core } = await synced()
  const backwards = { range: { from: '2026-10-07', to: '2026-10-01' }, scope: {} }
  await expect(core.call('sync.start', backwards)).rejects.toMatchObject({
    code: 'input.invalid',
    details: { field: 'range' },
  })
  await expect(core.call('apps.rename', { app: 1, name: '  ' })).rejects.toMatchObject({ details: { field: 'name' } })
  await expect(core.call('sync.start', { range, scope: {}, reports: ['nope'] })).rejects.toMatchObject({
    code: 'report.unknown',
  })
  const future = { range: { from: '2999-01-01', to: '2999-01-02' }, scope: {} }
  await expect(core.call('sync.start', future)).rejects.toMatchObject({ code: 'input.invalid' })
})
