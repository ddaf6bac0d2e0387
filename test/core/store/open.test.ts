import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import { mapSqliteError } from '../../../electron/core/store/errors.ts'
import { inspectFile, isCheckedAtOpen } from '../../../electron/core/store/integrity.ts'
import { NEWEST_VERSION } from '../../../electron/core/store/migrations/index.ts'
import { openStore } from '../../../electron/core/store/open.ts'
import { DAILY, makeHome, makeStore, plain, query, reply } from './support.ts'

function codeOf(work: () => unknown): unknown {
  try {
    work()
    return null
  } catch (thrown) {
    return thrown instanceof AppError ? [thrown.code, thrown.details['path']] : thrown
  }
}

/** A closed history with something in it. */
function closedFile(): string {
  const store = makeStore()
  const rows = Array.from({ length: 300 }, (_, i) => plain(i, [i, i / 3]))
  for (let at = 1; at <= 6; at += 1) store.snapshots.record(reply({ from: 0, to: 299, at, rows, payload: String(at) }))
  store.close()
  return store.path
}

test('a new history is made with its folder, for its owner alone, in the form the measurements ask for', () => {
  const path = join(makeHome(), 'deep', 'home', 'cygnet.db')
  const store = openStore(path)
  expect(readdirSync(dirname(path)).filter((name) => !name.startsWith('cygnet.db'))).toEqual([])
  expect(readdirSync(dirname(path)).filter((name) => name.includes('new'))).toEqual([])
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  const db = new Database(path, { readonly: true })
  expect(db.pragma('page_size', { simple: true })).toBe(8192)
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  db.close()
  store.close()
  expect(readdirSync(dirname(path))).toEqual(['cygnet.db'])
})

test('for reading only: nothing is made, nothing is written', () => {
  const none = join(makeHome(), 'cygnet.db')
  expect(codeOf(() => openStore(none, { readonly: true }))).not.toBeNull()
  expect(readdirSync(dirname(none))).toEqual([])
  const path = closedFile()
  const store = openStore(path, { readonly: true })
  expect(store.facts.daily(query(DAILY, [0]), { from: 298, to: 299 })[0]?.values).toEqual([[298, 299]])
  store.defineViews([{ id: 'a', metrics: [] }])
  expect(codeOf(() => store.settings.set('a', 1))).toEqual(['store.readonly', path])
  store.close()
})

test('a damaged file is named, and left as it is', () => {
  const whole = readFileSync(closedFile())
  const cases: [string, (path: string) => void][] = [
    ['empty', (path) => truncateSync(path, 0)],
    ['cut off', (path) => truncateSync(path, whole.length - 8192)],
    ['cut off inside a page', (path) => truncateSync(path, whole.length >> 1)],
    ['only a beginning', (path) => truncateSync(path, 50)],
    ['not SQLite', (path) => writeFileSync(path, 'x'.repeat(20_000))],
    ['pages overwritten', (path) => writeFileSync(path, Buffer.from(whole).fill(0x5a, 3 * 8192, whole.length - 8192))],
  ]
  for (const [name, harm] of cases) {
    const path = join(makeHome(), 'cygnet.db')
    writeFileSync(path, whole)
    harm(path)
    const before = readFileSync(path)
    expect([name, codeOf(() => openStore(path))]).toEqual([name, ['store.damaged', path]])
    const found = inspectFile(path)
    expect([name, found.ok, found.error?.code, found.problems.length > 0]).toEqual([name, false, 'store.damaged', true])
    expect(readFileSync(path).equals(before)).toBe(true)
  }
})

test('single flipped bytes are never taken for a whole file with other contents', () => {
  const whole = readFileSync(closedFile())
  let noticed = 0
  for (let page = 1; page < whole.length / 8192; page += 1) {
    const path = join(makeHome(), 'cygnet.db')
    const harmed = Buffer.from(whole)
    // A page's own header: its kind, its first free block, its number of rows.
    for (let i = 0; i < 8; i += 1) harmed.writeUInt8(harmed.readUInt8(page * 8192 + i) ^ 0xff, page * 8192 + i)
    writeFileSync(path, harmed)
    if (!inspectFile(path).ok) noticed += 1
    expect([null, 'store.damaged']).toContain((codeOf(() => openStore(path).close()) as [string] | null)?.[0] ?? null)
  }
  // Pages on the free list and overflow pages hold nothing that could be checked.
  expect(noticed).toBeGreaterThan(whole.length / 8192 / 2)
})

test('another program’s file, a newer Cygnet’s and a folder are refused, each in its own words', () => {
  const strange = join(makeHome(), 'cygnet.db')
  const db = new Database(strange)
  db.exec('CREATE TABLE t (a)')
  db.close()
  expect(codeOf(() => openStore(strange))).toEqual(['store.damaged', strange])
  const newer = closedFile()
  const file = new Database(newer)
  file.pragma('user_version = 99')
  file.close()
  expect(() => openStore(newer)).toThrow(
    expect.objectContaining({ code: 'store.newer', details: { path: newer, version: 99 } }),
  )
  expect(inspectFile(newer).error?.code).toBe('store.newer')
  const folder = join(makeHome(), 'cygnet.db')
  mkdirSync(folder)
  expect(codeOf(() => openStore(folder))).toEqual(['store.readonly', folder])
})

test('a whole file is inspected without changing it', () => {
  const path = closedFile()
  const before = readFileSync(path)
  expect(inspectFile(path)).toEqual({
    path,
    ok: true,
    problems: [],
    error: null,
    version: NEWEST_VERSION,
    apps: 0,
    snapshots: 6,
    from: 0,
    to: 299,
    newest: 6,
    bytes: before.length,
  })
  expect(readFileSync(path).equals(before)).toBe(true)
  const db = new Database(path)
  db.pragma('foreign_keys = OFF')
  db.exec('UPDATE snapshot SET slot = 77 WHERE id = 2')
  db.close()
  expect(inspectFile(path)).toMatchObject({ ok: false, problems: ['a row of snapshot refers to nothing'] })
  expect(inspectFile(join(makeHome(), 'none.db')).ok).toBe(false)
})

test('small files are always checked at opening, middling ones after a crash, large ones never', () => {
  const MB = 2 ** 20
  const table = [1, 50, 5_000].map((size) => [isCheckedAtOpen(size * MB, true), isCheckedAtOpen(size * MB, false)])
  expect(table).toEqual([
    [true, true],
    [false, true],
    [false, false],
  ])
})

test('SQLite’s and the system’s errors have their codes', () => {
  const thrown = (code: string) => Object.assign(new Error('said so'), { code })
  const codes = {
    SQLITE_FULL: 'store.full',
    SQLITE_READONLY_DIRECTORY: 'store.readonly',
    SQLITE_CANTOPEN: 'store.readonly',
    EACCES: 'store.readonly',
    EROFS: 'store.readonly',
    ENOSPC: 'store.full',
    SQLITE_CORRUPT_INDEX: 'store.damaged',
    SQLITE_NOTADB: 'store.damaged',
    SQLITE_BUSY_SNAPSHOT: 'store.locked',
    SQLITE_IOERR_READ: 'store.failed',
    ESOMETHING: 'internal',
  }
  for (const [code, expected] of Object.entries(codes))
    expect([code, mapSqliteError(thrown(code), '/a/cygnet.db').code]).toEqual([code, expected])
  expect(mapSqliteError(thrown('SQLITE_FULL'), '/p').details).toEqual({ path: '/p', reason: 'said so' })
  const own = new AppError('app.unknown', { name: 'x' })
  expect(mapSqliteError(own, '/p')).toBe(own)
})
