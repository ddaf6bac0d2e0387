import type { Database } from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'
import { MIGRATIONS } from './migrations/index.ts'
import type { Migration } from './migrations/types.ts'
import { freeName } from './files.ts'

/** Marks a SQLite file as Cygnet's: "CYGN". */
export const APPLICATION_ID = 0x4359474e

export interface FileForm {
  readonly applicationId: number
  readonly version: number
}

export function formOf(db: Database): FileForm {
  return {
    applicationId: Number(db.pragma('application_id', { simple: true })),
    version: Number(db.pragma('user_version', { simple: true })),
  }
}

/** Throws `store.damaged` for a file that is not Cygnet's, `store.newer` for one that a newer Cygnet wrote. */
export function checkForm(form: FileForm, path: string, newest: number): void {
  if (form.applicationId !== APPLICATION_ID)
    throw new AppError('store.damaged', { path, reason: 'not a Cygnet history' })
  if (form.version > newest) throw new AppError('store.newer', { path, version: form.version })
}

/**
 * Brings the file to the newest form, each step in a transaction of its own. Before a step that rewrites rows the file is copied to
 * `<path>.before-v<version>`. Two processes may call this at once: the second finds the work done.
 */
export function migrate(db: Database, path: string, migrations: readonly Migration[] = MIGRATIONS): void {
  const newest = migrations.at(-1)?.version ?? 0
  const { version } = formOf(db)
  if (version > newest) throw new AppError('store.newer', { path, version })
  for (const migration of migrations.filter((step) => step.version > version)) {
    if (migration.rewrites) db.prepare('VACUUM INTO ?').run(freeName(`${path}.before-v${migration.version}`))
    db.transaction(() => step(db, migration)).immediate()
  }
}

function step(db: Database, migration: Migration): void {
  if (formOf(db).version >= migration.version) return
  // Views name columns that a step may rename; they are made anew after every opening.
  for (const name of viewsOf(db)) db.exec(`DROP VIEW "${name}"`)
  migration.up(db)
  db.pragma(`application_id = ${APPLICATION_ID}`)
  db.pragma(`user_version = ${migration.version}`)
}

function viewsOf(db: Database): string[] {
  return db.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'view'").pluck().all()
}
