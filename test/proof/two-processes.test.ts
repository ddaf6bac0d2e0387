import {
  closeSync,
  copyFileSync,
  cpSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { createFetch } from '../../electron/core/runtime/fetch.ts'
import { createCliSealer } from '../../electron/hosts/sealer/index.ts'
import { newHome, openCore } from '../core/service/world.ts'
import { buildCli, cygnet, start, type Ran } from './support/cli.ts'
import { startGatedServer, type GatedServer } from './support/gated-server.ts'
import { integrityOf, readHistory, storeOf } from './support/history.ts'
import { RANGE, sync } from './support/sync.ts'

beforeAll(buildCli, 120_000)

const range = ['--from', RANGE.from, '--to', RANGE.to]
const FIRST = 'user-trend'
const json = (ran: Ran): unknown => JSON.parse(ran.stdout)
const errorOf = (ran: Ran) => (json(ran) as { error?: { code: string; details: object } }).error

describe('two processes on one home', () => {
  test('one syncs, the other reads, adds, copies, and is told that it cannot sync or restore', async () => {
    const { sandbox, home } = await filledHome()
    const other = { home, api: sandbox.url }
    const run = (...args: string[]) => cygnet(['--json', ...args], other)
    const before = json(await run('query', 'table', '--report', FIRST, ...range))
    const copy = join(newHome(), 'copy.db')

    // The first one is held in the middle of its work: some replies stored, some asked for.
    const held = sandbox.hold('getanalysisregion')
    const syncing = start(['sync', ...range, '--json', '--rate', '1000'], other)
    await held.reached

    const second = await run('sync', ...range)
    expect(second.code).toBe(1)
    expect(errorOf(second)).toMatchObject({ code: 'store.locked', details: { pid: syncing.child.pid } })
    expect(second.stderr).not.toBe('')
    expect(errorOf(await run('sync', '--resume'))).toMatchObject({ code: 'store.locked' })
    expect(json(await run('query', 'table', '--report', FIRST, ...range))).toEqual(before)
    expect(json(await run('apps', 'list'))).toHaveLength(2)
    expect(await run('apps', 'add', '--name', 'meanwhile', '--app-id', '99', '--no-check')).toMatchObject({ code: 0 })
    expect(await run('backup', copy)).toMatchObject({ code: 0 })
    expect(errorOf(await run('restore', copy))).toMatchObject({ code: 'store.locked' })
    expect(json(await run('doctor'))).toMatchObject({ ok: true })

    held.letGo()
    const first = await syncing.ended
    expect(first).toMatchObject({ code: 0 })
    expect(json(first)).toMatchObject({ failed: [], remaining: 0, state: 'done' })
    expect(integrityOf(home)).toBe('ok')
    const found = readHistory(home)
    expect(found).toEqual(readHistory(await undisturbed(sandbox)))
    expect(json(await run('apps', 'list'))).toHaveLength(3)
    // The copy is the history of its moment, whole: what was stored then, and nothing of what came later.
    expect(await cygnet(['restore', copy], { home: newHome(), api: sandbox.url })).toMatchObject({ code: 0 })
  })

  test('a polite stop leaves the rest open, a killed one frees the lock at once', async () => {
    const { sandbox, home } = await filledHome()
    const options = { home, api: sandbox.url }
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const held = sandbox.hold('getanalysisregion')
      const syncing = start(['sync', ...range, '--force', '--json', '--rate', '1000'], options)
      await held.reached
      syncing.child.kill(signal)
      const ran = await syncing.ended
      if (signal === 'SIGTERM') expect(json(ran)).toMatchObject({ state: 'cancelled' })
      held.letGo()
      const resumed = await cygnet(['sync', '--resume', '--json'], options)
      expect(json(resumed)).toMatchObject({ state: 'done', remaining: 0, failed: [] })
    }
    expect(integrityOf(home)).toBe('ok')
  })
})

describe('a file this Cygnet cannot use', () => {
  test('from a newer Cygnet: refused by every command, and left as it is', async () => {
    const { sandbox, home } = await filledHome()
    const db = new Database(storeOf(home))
    db.pragma('user_version = 99')
    db.close()
    const bytes = readFileSync(storeOf(home))
    const run = (...args: string[]) => cygnet(['--json', ...args], { home, api: sandbox.url })
    for (const args of [
      ['apps', 'list'],
      ['sync', ...range],
      ['query', 'table', '--report', FIRST, ...range],
    ]) {
      const ran = await run(...args)
      expect(ran.code).toBe(1)
      expect(errorOf(ran)).toMatchObject({ code: 'store.newer', details: { path: storeOf(home), version: 99 } })
    }
    const doctor = await run('doctor')
    expect(doctor.code).toBe(1)
    expect(json(doctor)).toMatchObject({ ok: false })
    expect(readFileSync(storeOf(home)).equals(bytes)).toBe(true)
  })

  test.each<[string, (path: string) => void]>([
    ['overwritten in the middle', scribble],
    ['cut off', (path) => truncateSync(path, 3 * 8192)],
    ['empty', (path) => writeFileSync(path, '')],
    ['another kind of file', (path) => writeFileSync(path, 'name,token\n'.repeat(1000))],
  ])('%s: doctor says so, and a backup brings it back', async (_, damage) => {
    const { sandbox, home } = await filledHome()
    const copy = join(newHome(), 'copy.db')
    const run = (...args: string[]) => cygnet(['--json', ...args], { home, api: sandbox.url })
    expect(await run('backup', copy)).toMatchObject({ code: 0 })
    const before = readHistory(home)
    damage(storeOf(home))
    const damaged = readFileSync(storeOf(home))

    const list = await run('apps', 'list')
    expect([list.code, errorOf(list)?.code]).toEqual([1, 'store.damaged'])
    const doctor = await run('doctor')
    expect(doctor.code).toBe(1)
    const { ok, checks } = json(doctor) as { ok: boolean; checks: { check: string; ok: boolean }[] }
    expect(ok).toBe(false)
    expect(checks).toContainEqual(expect.objectContaining({ check: 'integrity', ok: false }))

    const restored = await run('restore', copy)
    expect(restored).toMatchObject({ code: 0 })
    const { kept } = json(restored) as { kept: string }
    // Only the header may tell that its journal was brought in.
    expect(readFileSync(kept).subarray(100).equals(damaged.subarray(100))).toBe(true)
    expect(readHistory(home)).toEqual(before)
    expect(json(await run('doctor'))).toMatchObject({ ok: true })
    // The tokens came back with it, sealed by the same key.
    expect(json(await run('sync', ...range, '--rate', '1000'))).toMatchObject({ state: 'done', failed: [] })
  })

  test('a backup that is no backup is not taken, and the history stays', async () => {
    const { sandbox, home } = await filledHome()
    const before = readHistory(home)
    const wrong = join(newHome(), 'wrong.db')
    copyFileSync(storeOf(home), wrong)
    scribble(wrong)
    const ran = await cygnet(['--json', 'restore', wrong], { home, api: sandbox.url })
    expect([ran.code, errorOf(ran)?.code]).toEqual([1, 'backup.invalid'])
    expect(readHistory(home)).toEqual(before)
  })
})

/** Noise over some pages in the middle. */
function scribble(path: string): void {
  const file = openSync(path, 'r+')
  const noise = Buffer.alloc(8192, 0xa5)
  for (let page = 4; page < 24; page += 1) writeSync(file, noise, 0, noise.length, page * 8192)
  closeSync(file)
}

/** Two apps with one report fetched. */
async function filledHome(): Promise<{ sandbox: GatedServer; home: string }> {
  const sandbox = await startGatedServer({ apps: 2 })
  const home = newHome()
  const core = openCore(sandbox, {
    home,
    capabilities: { sealer: await createCliSealer(home, {}), fetch: createFetch({}) },
  })
  for (const { name, appId, token } of sandbox.apps)
    await core.call('apps.add', { name, externalId: appId, token, check: false })
  await sync(core, { reports: [FIRST] })
  await core.close()
  return { sandbox, home }
}

/** The same home, its sync left alone. */
async function undisturbed(sandbox: GatedServer): Promise<string> {
  const { home } = await filledHome()
  const calm = newHome()
  cpSync(home, calm, { recursive: true })
  expect(await cygnet(['sync', ...range, '--rate', '1000'], { home: calm, api: sandbox.url })).toMatchObject({
    code: 0,
  })
  return calm
}
