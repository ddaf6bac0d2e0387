import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { APPLICATION_ID, formOf, migrate } from '../../../electron/core/store/migrate.ts'
import { createMembers } from '../../../electron/core/store/intern.ts'
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

test('0002 adds annotations and alert rules to a file of the version before, and touches nothing else', () => {
  const db = emptyFile()
  migrate(db, db.name, MIGRATIONS.slice(0, 1))
  db.exec(`
    INSERT INTO app (name, token_way, created_at) VALUES ('老程序', 'none', 7);
    INSERT INTO slot (app, report, variant, granularity) VALUES (1, 'user-trend', '', 'day');
    INSERT INTO snapshot (slot, from_day, to_day, fetched_at, rows, capped, changed) VALUES (1, 5, 5, 9, 1, 0, 1);
    INSERT INTO cell (slot, days, from_day, member, snapshot, pos, m0) VALUES (1, 1, 5, 0, 1, 0, 42);`)
  const dump = () =>
    ['app', 'slot', 'snapshot', 'cell', 'member'].map((table) => db.prepare(`SELECT * FROM ${table}`).all())
  const before = dump()
  migrate(db, db.name, MIGRATIONS.slice(0, 2))
  expect(formOf(db).version).toBe(2)
  expect(dump()).toEqual(before)
  db.exec(`
    INSERT INTO annotation (app, tag, from_day, to_day, kind, text, created_at, updated_at)
    VALUES (1, NULL, 5, 6, 'note', 't', 1, 1), (NULL, 'tag', 5, 5, 'note', 't', 1, 1);
    INSERT INTO alert_rule (app, tag, name, metric, each, days, condition, severity, enabled, created_at, updated_at)
    VALUES (1, NULL, '', 'm', 1, 1, '{}', 'info', 1, 1, 1);`)
  const both = "INSERT INTO annotation VALUES (9, 1, 'tag', 5, 5, 'note', 't', 1, 1)"
  expect(() => db.exec(both)).toThrow(/CHECK/)
  // what is about an app goes with it
  db.pragma('foreign_keys = ON')
  db.exec('DELETE FROM cell; DELETE FROM snapshot; DELETE FROM slot; DELETE FROM app WHERE id = 1')
  expect(db.prepare('SELECT app, tag FROM annotation').all()).toEqual([{ app: null, tag: 'tag' }])
  expect(db.prepare('SELECT count(*) FROM alert_rule').pluck().get()).toBe(0)
  db.close()
})

test('0004 gives members room for a second name; those of before have none until their next reply', () => {
  const db = emptyFile()
  migrate(db, db.name, MIGRATIONS.slice(0, 3))
  db.exec("INSERT INTO member (key, api_key, label) VALUES ('page:1', '1', 'pages/a'), ('page:2', '2', 'pages/b')")
  migrate(db, db.name, MIGRATIONS.slice(0, 4))
  expect(formOf(db).version).toBe(4)
  const { intern } = createMembers(db)
  const page = { id: 'page:1', key: '1', label: 'pages/a', parent: null }
  intern({ rows: [], members: [{ ...page, alias: '首页' }], sum: null }, true)
  // an older reply that comes late does not take it away
  intern({ rows: [], members: [{ ...page, alias: null }], sum: null }, false)
  expect(db.prepare("SELECT key, label, alias FROM member WHERE key GLOB 'page:*' ORDER BY key").all()).toEqual([
    { key: 'page:1', label: 'pages/a', alias: '首页' },
    { key: 'page:2', label: 'pages/b', alias: null },
  ])
  db.close()
})

/** A step after all there are. */
const NEXT = MIGRATIONS.length + 1
const next: Migration = {
  version: NEXT,
  rewrites: true,
  up: (db) => db.exec("ALTER TABLE setting RENAME COLUMN value TO what; UPDATE setting SET what = '2'"),
}

test('a step that rewrites rows leaves a copy of the file from before', () => {
  const store = makeStore()
  store.settings.set('a', 1)
  store.defineViews([{ id: 'x', metrics: [{ key: 'y' }] }])
  store.close()
  const db = new Database(store.path)
  migrate(db, store.path, [...MIGRATIONS, next])
  expect(formOf(db).version).toBe(NEXT)
  expect(db.prepare('SELECT what FROM setting').pluck().get()).toBe('2')
  expect(db.prepare("SELECT count(*) FROM sqlite_master WHERE type = 'view'").pluck().get()).toBe(0)
  db.close()
  const copy = new Database(`${store.path}.before-v${NEXT}`, { readonly: true })
  expect(formOf(copy)).toEqual({ applicationId: APPLICATION_ID, version: NEXT - 1 })
  expect(copy.prepare('SELECT value FROM setting').pluck().get()).toBe('1')
  copy.close()
})

test('a step that fails changes nothing, and those before it stay', () => {
  const db = emptyFile()
  const failing: Migration = {
    version: NEXT + 1,
    rewrites: false,
    up: (file) => {
      file.exec("INSERT INTO setting VALUES ('half', '1')")
      throw new Error('no')
    },
  }
  expect(() => migrate(db, db.name, [...MIGRATIONS, { ...next, rewrites: false }, failing])).toThrow('no')
  expect(formOf(db).version).toBe(NEXT)
  expect(db.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(0)
  expect(readdirSync(dirname(db.name)).filter((name) => name.includes('before'))).toEqual([])
  db.close()
})

test('a file from a newer Cygnet is refused', () => {
  const db = emptyFile()
  migrate(db, db.name, [...MIGRATIONS, { ...next, rewrites: false }])
  const newer = expect.objectContaining({ code: 'store.newer', details: { path: db.name, version: NEXT } }) as Error
  expect(() => migrate(db, db.name)).toThrow(newer)
  db.close()
})

test('0003 adds templates to a file of the version before, and touches nothing else', () => {
  const db = emptyFile()
  migrate(db, db.name, MIGRATIONS.slice(0, 2))
  db.exec(
    "INSERT INTO annotation (from_day, to_day, kind, text, created_at, updated_at) VALUES (1, 2, 'note', 'x', 3, 3)",
  )
  const before = db.prepare('SELECT * FROM annotation').all()
  migrate(db, db.name, MIGRATIONS.slice(0, 3))
  expect(formOf(db).version).toBe(3)
  expect(db.prepare('SELECT * FROM annotation').all()).toEqual(before)
  const add = db.prepare('INSERT INTO template (name, body, last_due, created_at, updated_at) VALUES (?, ?, 0, 0, 0)')
  add.run('周报', '{}')
  expect(() => add.run('周报', '{}')).toThrow(/UNIQUE/)
  expect(() => db.exec("UPDATE template SET logo = x'00'")).toThrow(/CHECK/)
  db.close()
})
