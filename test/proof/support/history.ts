import { join } from 'node:path'
import Database from 'better-sqlite3'

type Row = readonly (string | number | null)[]

export interface History {
  readonly cells: readonly Row[]
  readonly replaced: readonly Row[]
  readonly snapshots: readonly Row[]
  readonly members: readonly Row[]
  readonly payloads: readonly string[]
}

export const storeOf = (home: string) => join(home, 'cygnet.db')

const METRICS = 18
const metrics = (table: string) => Array.from({ length: METRICS }, (_, i) => `${table}.m${i}`).join(', ')
const SLOT = 'app.name, slot.report, slot.variant, slot.granularity'
const SLOTS = 'JOIN slot ON slot.id = %.slot JOIN app ON app.id = slot.app'
const slots = (table: string) => SLOTS.replace('%', table)

/** Everything a home's history says, read by plain SQL: names in place of ids, no moments, in an order of its own. */
export function readHistory(home: string): History {
  const db = new Database(storeOf(home), { readonly: true })
  const rows = (sql: string) => (db.prepare(sql).raw().all() as Row[]).map((row) => JSON.stringify(row)).sort()
  const parsed = (sql: string) => rows(sql).map((row) => JSON.parse(row) as Row)
  try {
    return {
      cells: parsed(
        `SELECT ${SLOT}, days, from_day, member.key, pos, ${metrics('cell')}
         FROM cell ${slots('cell')} JOIN member ON member.id = cell.member`,
      ),
      replaced: parsed(
        `SELECT ${SLOT}, days, cell_was.from_day, member.key, pos, ${metrics('cell_was')},
           (SELECT rows FROM snapshot WHERE id = cell_was.until) FROM cell_was ${slots('cell_was')}
         JOIN member ON member.id = cell_was.member`,
      ),
      snapshots: parsed(
        `SELECT ${SLOT}, from_day, to_day, rows, capped, changed, hex(payload.hash)
         FROM snapshot ${slots('snapshot')} JOIN payload ON payload.id = snapshot.payload`,
      ),
      members: parsed('SELECT key, api_key, label, parent FROM member'),
      payloads: db.prepare('SELECT hex(hash) FROM payload ORDER BY hash').pluck().all() as string[],
    }
  } finally {
    db.close()
  }
}

/** SQLite's own opinion of a home's file. */
export function integrityOf(home: string): unknown {
  const db = new Database(storeOf(home), { readonly: true })
  try {
    return db.pragma('integrity_check', { simple: true })
  } finally {
    db.close()
  }
}

/** One value of a home's file; undefined where there is no row, or no file yet. */
export function ask(home: string, sql: string): unknown {
  try {
    const db = new Database(storeOf(home), { readonly: true, fileMustExist: true })
    try {
      return db.prepare(sql).pluck().get()
    } finally {
      db.close()
    }
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'SQLITE_CANTOPEN') return undefined
    throw thrown
  }
}
