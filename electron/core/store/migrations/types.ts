import type { Database } from 'better-sqlite3'

/** One step of the file's form, run in a transaction of its own. */
export interface Migration {
  /** The file's version (PRAGMA user_version) once it ran. */
  readonly version: number
  /** Whether it touches rows that are already there: a copy of the file is made before. */
  readonly rewrites: boolean
  readonly up: (db: Database) => void
}
