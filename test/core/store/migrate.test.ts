import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { APPLICATION_ID, formOf, migrate } from '../../../electron/core/store/migrate.ts'
import { MIGRATIONS } from '../../../electron/core/store/migrations/index.ts'
import type { Migration } from '../../../electron/core/store/migrations/types.ts'
import { makeHome, makeStore } from './support.ts'

const emptyFile = () => new Database(join(makeHome(), 'cygnet.db'))

test('migrations are numbered without a gap', () => {
  expect(MIGRATIONS.map((step) => step.version)).toEqual(MIGRATIONS.map((_, i) => i + 1))
})

test('0001 makes everything there is, from an empty file', () => {
  const db = emptyFile()
  migrate(db, db.name, MIGRATIONS.slice(0, 1))
  expect(formOf(db)).toEqual({ applicationId: APPLICATION_ID, version: 1 })
  const tables = db.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY 1",
  )
  expect(tables.pluck().all()).toEqual([
    'app',
    'app_tag',
    'cell',
    'cell_was',
    'job',
    'member',
    'payload',
    'secret',
    'setting',
    'slot',
    'snapshot',
    'sync_request',
    'tag',
  ])
  expect(db.prepare('SELECT count(*) FROM pragma_table_info(?) WHERE name GLOB ?').pluck().get('cell', 'm[0-9]*')).toBe(
    18,
  )
  expect(db.prepare('SELECT id, name FROM app').all()).toEqual([{ id: 0, name: '' }])
  migrate(db, db.name, MIGRATIONS.slice(0, 1))
  db.close()
})

const second: Migration = {
  version: 2,
  rewrites: true,
  up: (db) => db.exec("ALTER TABLE setting RENAME COLUMN value TO what; UPDATE setting SET what = '2'"),
}

test('a step that rewrites rows leaves a copy of the file from before', () => {
  const store = makeStore()
  store.settings.set('a', 1)
  store.defineViews([{ id: 'x', metrics: [{ key: 'y' }] }])
  store.close()
  const db = new Database(store.path)
  migrate(db, store.path, [...MIGRATIONS, second])
  expect(formOf(db).version).toBe(2)
  expect(db.prepare('SELECT what FROM setting').pluck().get()).toBe('2')
  expect(db.prepare("SELECT count(*) FROM sqlite_master WHERE type = 'view'").pluck().get()).toBe(0)
  db.close()
  const copy = new Database(`${store.path}.before-v2`, { readonly: true })
  expect(formOf(copy)).toEqual({ applicationId: APPLICATION_ID, version: 1 })
  expect(copy.prepare('SELECT value FROM setting').pluck().get()).toBe('1')
  copy.close()
})

test('a step that fails changes nothing, and those before it stay', () => {
  const db = emptyFile()
  const failing: Migration = {
    version: 3,
    rewrites: false,
    up: (file) => {
      file.exec("INSERT INTO setting VALUES ('half', '1')")
      throw new Error('no')
    },
  }
  expect(() => migrate(db, db.name, [...MIGRATIONS, { ...second, rewrites: false }, failing])).toThrow('no')
  expect(formOf(db).version).toBe(2)
  expect(db.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(0)
  expect(readdirSync(dirname(db.name)).filter((name) => name.includes('before'))).toEqual([])
  db.close()
})

test('a file from a newer Cygnet is refused', () => {
  const db = emptyFile()
  migrate(db, db.name, [...MIGRATIONS, { ...second, rewrites: false }])
  const newer = expect.objectContaining({ code: 'store.newer', details: { path: db.name, version: 2 } }) as Error
  expect(() => migrate(db, db.name)).toThrow(newer)
  db.close()
})
