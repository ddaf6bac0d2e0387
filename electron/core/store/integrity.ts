import { closeSync, openSync, readSync } from 'node:fs'
import Database from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'
import { mapSqliteError } from './errors.ts'
import { sizeOf } from './files.ts'
import { APPLICATION_ID, formOf } from './migrate.ts'
import { NEWEST_VERSION } from './migrations/index.ts'

/** Checking a file costs about a millisecond a megabyte: these are checked whole at every opening, … */
const SMALL = 8 * 2 ** 20
/** … and these when they were not closed cleanly. Larger ones are left to the doctor. */
const MEDIUM = 128 * 2 ** 20

const MAGIC = 'SQLite format 3\0'

/**
 * Tells from the file alone, before SQLite touches it, that it cannot be a whole history: empty, of another kind, or cut off.
 * Throws `store.damaged`.
 */
export function checkHeader(path: string): void {
  const header = Buffer.alloc(100)
  const handle = openSync(path, 'r')
  const length = (() => {
    try {
      return readSync(handle, header, 0, header.length, 0)
    } finally {
      closeSync(handle)
    }
  })()
  if (length < header.length || header.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new AppError('store.damaged', { path, reason: length === 0 ? 'the file is empty' : 'not a SQLite file' })
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  // With a journal beside it the file may grow when that is brought in.
  if (sizeOf(`${path}-wal`) === 0 && sizeOf(path) < header.readUInt32BE(28) * pageSize)
    throw new AppError('store.damaged', { path, reason: 'the file is cut off' })
}

/** Whether a file of this size, closed like this, is checked whole when it is opened. */
export function isCheckedAtOpen(bytes: number, wasClosed: boolean): boolean {
  return bytes <= (wasClosed ? SMALL : MEDIUM)
}

/** Throws `store.damaged` with SQLite's own words. */
export function quickCheck(db: Database.Database, path: string): void {
  const found = db.pragma('quick_check(1)', { simple: true })
  if (found !== 'ok') throw new AppError('store.damaged', { path, reason: String(found) })
}

export interface Inspection {
  readonly path: string
  readonly ok: boolean
  /** What is wrong, in SQLite's words; at most ten. */
  readonly problems: readonly string[]
  /** Why it cannot be used at all: `store.damaged`, `store.newer`, `store.readonly`, `store.locked`. */
  readonly error: AppError | null
  readonly version: number | null
  readonly apps: number
  readonly snapshots: number
  /** The days the snapshots are about, as of calendar.ts, and when the newest came; null where there is none. */
  readonly from: number | null
  readonly to: number | null
  readonly newest: number | null
  readonly bytes: number
}

/** Reads a whole file for faults; never throws and changes nothing. For `doctor`, and before a backup takes the history's place. */
export function inspectFile(path: string): Inspection {
  const nothing = {
    path,
    ok: false,
    problems: [],
    error: null,
    version: null,
    apps: 0,
    snapshots: 0,
    from: null,
    to: null,
    newest: null,
    bytes: sizeOf(path),
  }
  try {
    checkHeader(path)
    const db = new Database(path, { readonly: true, fileMustExist: true })
    try {
      return { ...nothing, ...inspect(db, path) }
    } finally {
      db.close()
    }
  } catch (thrown) {
    const error = mapSqliteError(thrown, path)
    return { ...nothing, error, problems: [String(error.details['reason'] ?? error.message)] }
  }
}

function inspect(db: Database.Database, path: string): Partial<Inspection> {
  const { applicationId, version } = formOf(db)
  if (applicationId !== APPLICATION_ID) throw new AppError('store.damaged', { path, reason: 'not a Cygnet history' })
  if (version > NEWEST_VERSION) throw new AppError('store.newer', { path, version })
  const problems = (db.pragma('integrity_check(10)') as { integrity_check: string }[])
    .map((row) => row.integrity_check)
    .filter((text) => text !== 'ok')
  const broken = problems.length > 0 ? [] : (db.pragma('foreign_key_check') as { table: string }[])
  problems.push(...broken.slice(0, 10).map(({ table }) => `a row of ${table} refers to nothing`))
  const count = (table: string) => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  return {
    ok: problems.length === 0,
    problems,
    error: problems.length > 0 ? new AppError('store.damaged', { path, reason: problems[0] ?? '' }) : null,
    version,
    ...(problems.length === 0 ? { apps: count('app') - 1, ...contents(db) } : {}),
  }
}

function contents(db: Database.Database): Pick<Inspection, 'snapshots' | 'from' | 'to' | 'newest'> {
  const row = db
    .prepare<[], Pick<Inspection, 'snapshots' | 'from' | 'to' | 'newest'>>(
      'SELECT count(*) AS snapshots, min(from_day) AS "from", max(to_day) AS "to", max(fetched_at) AS newest FROM snapshot',
    )
    .get()
  return row ?? { snapshots: 0, from: null, to: null, newest: null }
}
