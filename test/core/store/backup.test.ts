import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openStore, type Store } from '../../../electron/core/store/open.ts'
import { restoreFile } from '../../../electron/core/store/restore.ts'
import { acquireWriter } from '../../../electron/core/store/writer-lock.ts'
import { DAILY, makeHome, makeStore, plain, query, reply } from './support.ts'

const AT = Date.UTC(2026, 10, 24, 1, 2, 3)
const clock = () => AT

function fill(store: Store, from: number, to: number): void {
  for (let day = from; day <= to; day += 1)
    store.snapshots.record(reply({ from: day, to: day, at: day, rows: [plain(day, [day])] }))
}

const days = (store: Store) => store.facts.daily(query(DAILY, [0]), { from: 0, to: 10_000 })[0]?.from.length

const rejects = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) as object }) as Error

test('a backup is one whole file, made while the history is written', async () => {
  const store = makeStore()
  store.apps.add({ name: 'a' })
  fill(store, 0, 49)
  const target = join(makeHome(), 'new', 'backup.db')
  const told: number[] = []
  const result = await store.backup(target, {
    onProgress: ({ done, total }) => {
      told.push(done / total)
      if (told.length === 1) fill(store, 50, 99)
    },
  })
  expect(result).toEqual({ path: target, bytes: statSync(target).size })
  expect(readdirSync(dirname(target))).toEqual(['backup.db'])
  expect(told.length).toBeGreaterThan(0)
  const copy = openStore(target)
  expect([days(copy), copy.apps.list().length, days(store)]).toEqual([50, 1, 100])
  copy.close()
  store.close()
})

test('an existing file is replaced only when told to, and stays when the backup fails', async () => {
  const store = makeStore()
  const target = join(makeHome(), 'backup.db')
  writeFileSync(target, 'precious')
  await expect(store.backup(target)).rejects.toThrow(rejects('file.exists', { path: target }))
  await expect(store.backup(store.path, { force: true })).rejects.toThrow(rejects('file.exists'))
  const signal = AbortSignal.abort()
  await expect(store.backup(target, { force: true, signal })).rejects.toThrow(rejects('cancelled'))
  expect(readFileSync(target, 'utf8')).toBe('precious')
  await expect(store.backup(join(target, 'below', 'x.db'))).rejects.toThrow(rejects('file.unwritable'))
  await store.backup(target, { force: true })
  expect(readdirSync(dirname(target))).toEqual(['backup.db'])
  const copy = openStore(target)
  copy.close()
  store.close()
})

async function backedUp(): Promise<string> {
  const store = makeStore()
  store.apps.add({ name: 'kept' })
  fill(store, 1, 3)
  const target = join(makeHome(), 'backup.db')
  await store.backup(target)
  store.close()
  return target
}

test('a backup takes the place of the history, which is kept beside', async () => {
  const backup = await backedUp()
  const store = makeStore()
  fill(store, 1, 9)
  store.close()
  const restored = await restoreFile(backup, store.path, clock)
  const kept = `${store.path}.before-restore-20261124-010203`
  expect(restored).toEqual({ apps: 1, snapshots: 3, kept })
  const now = openStore(store.path)
  expect([days(now), now.apps.list().map((app) => app.name)]).toEqual([3, ['kept']])
  now.close()
  const before = openStore(kept)
  expect(days(before)).toBe(9)
  before.close()
  // A second restore in the same second keeps both.
  expect((await restoreFile(backup, store.path, clock)).kept).toBe(`${kept}-2`)
  expect(existsSync(backup)).toBe(true)
})

test('a history that crashed with its journal is kept whole', async () => {
  const backup = await backedUp()
  const home = makeHome()
  const running = makeStore()
  fill(running, 1, 9)
  // What a killed process leaves: the file and the journal as they are now.
  for (const end of ['', '-wal']) writeFileSync(join(home, `cygnet.db${end}`), readFileSync(`${running.path}${end}`))
  running.close()
  const path = join(home, 'cygnet.db')
  const { kept } = await restoreFile(backup, path, clock)
  const [now, before] = [openStore(path), openStore(kept ?? '')]
  expect([days(now), days(before)]).toEqual([3, 9])
  now.close()
  before.close()
})

test('a damaged history is replaced, its pieces kept as they are', async () => {
  const backup = await backedUp()
  const home = makeHome()
  const path = join(home, 'cygnet.db')
  writeFileSync(path, 'damaged')
  writeFileSync(`${path}-wal`, 'journal')
  const { kept } = await restoreFile(backup, path, clock)
  expect([readFileSync(kept ?? '', 'utf8'), readFileSync(`${kept}-wal`, 'utf8')]).toEqual(['damaged', 'journal'])
  const now = openStore(path)
  expect(days(now)).toBe(3)
  now.close()
  expect(readdirSync(home).sort()).toEqual([
    'cygnet.db',
    'cygnet.db.before-restore-20261124-010203',
    'cygnet.db.before-restore-20261124-010203-wal',
    'writer.lock',
  ])
})

test('where there was no history the backup becomes it', async () => {
  const path = join(makeHome(), 'new', 'cygnet.db')
  expect(await restoreFile(await backedUp(), path, clock)).toEqual({ apps: 1, snapshots: 3, kept: null })
  const now = openStore(path)
  expect(days(now)).toBe(3)
  now.close()
})

test('what is no whole backup is refused and the history is left alone', async () => {
  const store = makeStore()
  fill(store, 1, 9)
  store.close()
  const before = readFileSync(store.path)
  const cut = await backedUp()
  truncateSync(cut, statSync(cut).size - 8192)
  const strange = join(makeHome(), 'strange.db')
  const db = new Database(strange)
  db.exec('CREATE TABLE t (a)')
  db.close()
  const newer = await backedUp()
  const file = new Database(newer)
  file.pragma('user_version = 99')
  file.close()
  await expect(restoreFile(cut, store.path)).rejects.toThrow(rejects('backup.invalid', { path: cut }))
  await expect(restoreFile(strange, store.path)).rejects.toThrow(rejects('backup.invalid', { path: strange }))
  await expect(restoreFile(newer, store.path)).rejects.toThrow(rejects('store.newer', { version: 99 }))
  await expect(restoreFile(store.path, store.path)).rejects.toThrow(rejects('backup.invalid'))
  await expect(restoreFile(join(makeHome(), 'none'), store.path)).rejects.toThrow(rejects('file.unreadable'))
  expect(readFileSync(store.path).equals(before)).toBe(true)
})

test('nobody may have the history open, or write it, during a restore', async () => {
  const backup = await backedUp()
  const store = makeStore()
  fill(store, 1, 9)
  await expect(restoreFile(backup, store.path)).rejects.toThrow(rejects('store.locked'))
  expect(days(store)).toBe(9)
  store.close()
  const lock = acquireWriter(dirname(store.path))
  await expect(restoreFile(backup, store.path)).rejects.toThrow(rejects('store.locked', { pid: process.pid }))
  lock.release()
  expect((await restoreFile(backup, store.path)).snapshots).toBe(3)
})
