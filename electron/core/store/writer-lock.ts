import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'
import type { Clock } from '../runtime/capabilities.ts'
import { codeOf, mapSqliteError } from './errors.ts'

/** Held as long as a job writes the history. */
export interface WriterLock {
  release(): void
}

/** A connection that nobody refers to is closed by the garbage collector, and the lock with it. */
const held = new Set<Database.Database>()

/**
 * Makes this process (or this part of it) the one that writes the history of a home. Readers are never kept out. The system itself lets
 * go when the process ends in whatever way: the lock is an exclusive transaction on a small file of its own.
 * Throws `store.locked` with who holds it (`pid`, `since`) where that is known.
 */
export function acquireWriter(home: string, clock: Clock = Date.now): WriterLock {
  const path = join(home, 'writer.lock')
  const note = join(home, 'writer.json')
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    const db = lock(path)
    if (!db) throw new AppError('store.locked', { path, ...holder(note) })
    held.add(db)
    const release = () => {
      if (!held.delete(db)) return
      rmSync(note, { force: true })
      db.close()
    }
    try {
      writeFileSync(note, JSON.stringify({ pid: process.pid, since: new Date(clock()).toISOString() }))
    } catch (thrown) {
      release()
      throw thrown
    }
    return { release }
  } catch (thrown) {
    throw mapSqliteError(thrown, path)
  }
}

/** Whether a living process holds the lock. */
export function isWriting(home: string): boolean {
  const path = join(home, 'writer.lock')
  try {
    const db = lock(path)
    db?.close()
    return db === null
  } catch (thrown) {
    throw mapSqliteError(thrown, path)
  }
}

function lock(path: string): Database.Database | null {
  const db = new Database(path, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (thrown) {
    db.close()
    if (codeOf(thrown).startsWith('SQLITE_BUSY')) return null
    throw thrown
  }
}

/** The note is only for the message; it may be missing or stale. */
function holder(note: string): { pid?: number; since?: string } {
  try {
    const { pid, since } = JSON.parse(readFileSync(note, 'utf8')) as { pid?: unknown; since?: unknown }
    return { ...(typeof pid === 'number' ? { pid } : {}), ...(typeof since === 'string' ? { since } : {}) }
  } catch {
    return {}
  }
}
