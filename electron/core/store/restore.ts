import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'
import type { Clock } from '../runtime/capabilities.ts'
import { copyInto } from './backup.ts'
import { codeOf, mapSqliteError } from './errors.ts'
import { discard, flushFile, flushFolderOf, freeName, sizeOf } from './files.ts'
import { inspectFile, type Inspection } from './integrity.ts'
import { acquireWriter } from './writer-lock.ts'

export interface Restored {
  readonly apps: number
  readonly snapshots: number
  /** Where the file that was there before is kept; null where there was none. */
  readonly kept: string | null
}

/**
 * Puts a backup in the history's place. The backup is checked first (`backup.invalid`); the present file, damaged or not, is kept beside
 * as `<store>.before-restore-<stamp>`. Nobody else may have the history open: `store.locked`. The caller has closed its own store.
 */
export async function restoreFile(backup: string, store: string, clock: Clock = Date.now): Promise<Restored> {
  const path = resolve(store)
  const found = checkBackup(backup, path)
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const lock = acquireWriter(dirname(path), clock)
    try {
      return { apps: found.apps, snapshots: found.snapshots, kept: await replace(resolve(backup), path, clock) }
    } finally {
      lock.release()
    }
  } catch (thrown) {
    throw mapSqliteError(thrown, path)
  }
}

/** What a backup holds. Throws `backup.invalid`, `file.unreadable`, `store.newer`. */
export function checkBackup(backup: string, store: string): Inspection {
  if (resolve(backup) === store)
    throw new AppError('backup.invalid', { path: backup, reason: 'this is the history itself' })
  if (!existsSync(backup)) throw new AppError('file.unreadable', { path: backup, reason: 'no such file' })
  const found = inspectFile(backup)
  if (found.error?.code === 'store.newer') throw new AppError('store.newer', found.error.details)
  if (!found.ok) throw new AppError('backup.invalid', { path: backup, reason: found.problems[0] ?? '' })
  return found
}

async function replace(backup: string, path: string, clock: Clock): Promise<string | null> {
  const temporary = join(dirname(path), `.${basename(path)}.restore-${process.pid}.tmp`)
  try {
    await copyInto(backup, temporary, path, {})
    flushFile(temporary)
    const kept = existsSync(path) ? keep(path, clock) : null
    // A journal left behind would be brought into the new file.
    for (const end of ['-wal', '-shm', '-journal']) rmSync(`${path}${end}`, { force: true })
    renameSync(temporary, path)
    flushFolderOf(path)
    return kept
  } finally {
    discard(temporary)
  }
}

/** Keeps the present file under another name while it also stays where it is, so that there is a history at every moment. */
function keep(path: string, clock: Clock): string {
  const stamp = new Date(clock()).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  const kept = freeName(`${path}.before-restore-${stamp}`)
  // SQLite throws the journal of a file away that it cannot read: it is put aside first.
  if (sizeOf(`${path}-wal`) > 0) copyFileSync(`${path}-wal`, `${kept}-wal`)
  if (foldJournal(path, () => rmSync(`${kept}-wal`, { force: true }))) rmSync(`${kept}-wal`, { force: true })
  try {
    linkSync(path, kept)
  } catch {
    copyFileSync(path, kept)
  }
  return kept
}

/**
 * Brings the journal into the present file; false where that is too damaged for it. This needs the file for oneself, so it also tells
 * whether somebody has it open: then it throws.
 */
function foldJournal(path: string, beforeThrow: () => void): boolean {
  try {
    const db = new Database(path, { fileMustExist: true, timeout: 200 })
    try {
      db.pragma('journal_mode = DELETE')
      return true
    } finally {
      db.close()
    }
  } catch (thrown) {
    if (!codeOf(thrown).startsWith('SQLITE_BUSY')) return false
    beforeThrow()
    throw thrown
  }
}
