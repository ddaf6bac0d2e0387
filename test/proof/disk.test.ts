import { existsSync, readdirSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Core } from '../../electron/core/service/core.ts'
import { newHome, openCore, openWorld } from '../core/service/world.ts'
import { integrityOf, readHistory } from './support/history.ts'
import { makeReadonly, smallDisk } from './support/mounts.ts'
import { RANGE, resume, sync, tables, type Ended } from './support/sync.ts'

const FIRST = ['user-trend', 'active-users']
const APPS = 6

interface FullDisk {
  readonly home: string
  /** From now on there is no room, or soon. */
  fill(): void
  makeRoom(): void
}

/** A real disk, filled up to a rest that a sync soon uses up. */
function realDisk(): FullDisk | null {
  const disk = smallDisk(16_384)
  if (!disk) return null
  const fill = () => {
    const { bavail, bsize } = statfsSync(disk.path)
    writeFileSync(join(disk.path, 'other'), Buffer.alloc(bavail * bsize - 128 * 1024))
  }
  return { home: join(disk.path, 'home'), fill, makeRoom: () => disk.grow(65_536) }
}

/** SQLite's own word for a full disk in place of every third reply stored. */
function injected(): FullDisk {
  let full = false
  let replies = 0
  const real = Database.prototype.prepare as (this: Database.Database, sql: string) => Database.Statement
  vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Database.Database, sql: string) {
    const statement = real.call(this, sql)
    if (!/^\s*INSERT INTO snapshot/i.test(sql)) return statement
    const run = statement.run.bind(statement)
    statement.run = (...values: unknown[]) => {
      if (full && (replies += 1) >= 3) throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL')
      return run(...values)
    }
    return statement
  })
  return {
    home: newHome(),
    fill: () => {
      full = true
    },
    makeRoom: () => {
      full = false
    },
  }
}

async function undisturbed(): Promise<ReturnType<typeof readHistory>> {
  const world = await openWorld({ sandbox: { apps: APPS } })
  await world.addApps()
  await sync(world.core, { reports: FIRST })
  await sync(world.core)
  await world.core.close()
  return readHistory(world.home)
}

describe.each<[string, () => FullDisk | null]>([
  ['a small file system', realDisk],
  ['ENOSPC, injected', injected],
])('a full disk: %s', (name, make) => {
  test('stops the sync with store.full, leaves the history whole, and goes on when there is room', async ({ skip }) => {
    const disk = make()
    if (!disk) return skip(`${name}: this user may not mount`)
    const world = await openWorld({ sandbox: { apps: APPS }, core: { home: disk.home } })
    await world.addApps()
    expect(await sync(world.core, { reports: FIRST })).toMatchObject({ state: 'done', sync: { failed: [] } })
    const before = await tables(world.core, FIRST)

    disk.fill()
    const job = await sync(world.core)
    stoppedByFullDisk(job)
    // What was there is there, what was stored before the disk was full is whole, and the rest is open.
    expect(await tables(world.core, FIRST)).toEqual(before)
    expect(await world.core.call('apps.list', {})).toHaveLength(APPS)
    expect(await world.core.call('history.list', { limit: 1000 })).toHaveLength(2 * APPS + job.sync.snapshots)
    expect(job.sync.snapshots + job.sync.remaining).toBe((17 - FIRST.length) * APPS)
    expect(integrityOf(disk.home)).toBe('ok')

    disk.makeRoom()
    expect(await resume(world.core)).toMatchObject({ state: 'done', sync: { failed: [], remaining: 0 } })
    await world.core.close()
    expect(readHistory(disk.home)).toEqual(await undisturbed())
  })
})

function stoppedByFullDisk(job: Ended) {
  expect(job).toMatchObject({ error: { code: 'store.full' } })
  expect(['partial', 'failed']).toContain(job.state)
  expect(job.sync.failed.length).toBeGreaterThan(0)
  for (const { error, action } of job.sync.failed) expect([error.code, action]).toEqual(['store.full', 'stop-all'])
  expect(job.error?.details['path']).toMatch(/cygnet\.db$/)
}

describe('files beside the history', () => {
  test('a workbook and a backup that find no room: said with their path, and nothing half-written is left', async ({
    skip,
  }) => {
    const disk = smallDisk(16)
    if (!disk) return skip('this user may not mount')
    const { core } = await filledWorld()
    const workbook = join(disk.path, 'report.xlsx')
    expect(await exported(core, workbook)).toMatchObject({ code: 'file.unwritable', details: { path: workbook } })
    const copy = join(disk.path, 'copy.db')
    const { job } = await core.call('backup.run', { path: copy })
    expect((await core.call('jobs.wait', { job })).error).toMatchObject({
      code: 'file.unwritable',
      details: { path: copy },
    })
    expect(readdirSync(disk.path)).toEqual([])
  })

  test('a folder that cannot be written to', async () => {
    const { core } = await filledWorld()
    const folder = newHome()
    const { how } = makeReadonly(folder)
    console.info(`read-only folder by ${how}`)
    const workbook = join(folder, 'report.xlsx')
    expect(await exported(core, workbook)).toMatchObject({ code: 'file.unwritable', details: { path: workbook } })
    const copy = join(folder, 'copy.db')
    const { job } = await core.call('backup.run', { path: copy })
    expect((await core.call('jobs.wait', { job })).error).toMatchObject({
      code: 'file.unwritable',
      details: { path: copy },
    })
    expect(readdirSync(folder)).toEqual([])
  })
})

async function filledWorld() {
  const world = await openWorld({ sandbox: { apps: 1 } })
  await world.addApps()
  await sync(world.core)
  return world
}

async function exported(core: Core, path: string) {
  const { job } = await core.call('export.start', { range: RANGE, scope: {}, path })
  return (await core.call('jobs.wait', { job })).error
}

describe('a read-only home', () => {
  test('is told by its path, changes nothing, and works again when it can be written', async () => {
    const world = await filledWorld()
    const before = { history: readHistory(world.home), tables: await tables(world.core, FIRST) }
    await world.core.close()
    const readonly = makeReadonly(world.home)
    console.info(`read-only home by ${readonly.how}`)

    const core = openCore(world.sandbox, { home: world.home })
    const told = { code: 'store.readonly', details: { path: expect.stringContaining(world.home) as string } }
    const start = core.call('sync.start', { range: RANGE, scope: {}, force: true })
    await expect(start).rejects.toMatchObject(told)
    await expect(core.call('apps.add', { name: 'new', check: false })).rejects.toMatchObject(told)
    await expect(core.call('settings.set', { rate: 3 })).rejects.toMatchObject(told)
    const doctor = await core.call('doctor.run', {})
    expect(doctor.ok).toBe(false)
    expect(doctor.checks).toContainEqual(expect.objectContaining({ check: 'writable', ok: false }))
    await core.close()

    readonly.undo()
    expect(readHistory(world.home)).toEqual(before.history)
    const again = openCore(world.sandbox, { home: world.home })
    expect(await tables(again, FIRST)).toEqual(before.tables)
    expect(await sync(again, { force: true })).toMatchObject({ state: 'done', sync: { failed: [] } })
  })

  test('that becomes read-only while it is open keeps its numbers readable', async () => {
    const world = await filledWorld()
    const before = await tables(world.core, FIRST)
    const readonly = makeReadonly(world.home)
    const start = world.core.call('sync.start', { range: RANGE, scope: {}, force: true })
    await expect(start).rejects.toMatchObject({ code: 'store.readonly' })
    expect(await tables(world.core, FIRST)).toEqual(before)
    readonly.undo()
    expect(existsSync(join(world.home, 'cygnet.db'))).toBe(true)
  })

  test('that cannot even be made is told, too', async () => {
    const folder = newHome()
    makeReadonly(folder)
    const world = await openWorld({ sandbox: { apps: 1 }, core: { home: join(folder, 'home') } })
    onTestFinished(() => world.core.close())
    await expect(world.core.call('apps.list', {})).rejects.toMatchObject({ code: 'store.readonly' })
  })
})
