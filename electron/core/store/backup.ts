import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'
import { codeOf } from './errors.ts'
import { discard, flushFile, flushFolderOf, sizeOf } from './files.ts'

/** Pages copied before others get their turn: a few milliseconds. */
const STEP = 500

export interface BackupOptions {
  /** Replace an existing file. */
  readonly force?: boolean | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: { done: number; total: number }) => void) | undefined
}

export interface BackupResult {
  readonly path: string
  readonly bytes: number
}

/**
 * Copies the history at `source` as it is at this moment, while others may go on writing it. The copy is finished beside `target` and
 * then takes its place. Throws `file.exists`, `file.unwritable`, `cancelled`, or the store's own errors.
 */
export async function backupFile(source: string, target: string, options: BackupOptions = {}): Promise<BackupResult> {
  const path = resolve(target)
  if (path === resolve(source)) throw new AppError('file.exists', { path })
  if (existsSync(path) && options.force !== true) throw new AppError('file.exists', { path })
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  try {
    writable(path, () => mkdirSync(dirname(path), { recursive: true }))
    await copyInto(source, temporary, path, options)
    writable(path, () => {
      flushFile(temporary)
      renameSync(temporary, path)
      flushFolderOf(path)
    })
    return { path, bytes: sizeOf(path) }
  } finally {
    discard(temporary)
  }
}

/**
 * Copies a history, `-wal` included, into a new file that stands alone. The source's own moment is held by a read transaction, so that
 * writers do not make the copy begin again and again.
 */
export async function copyInto(
  source: string,
  temporary: string,
  target: string,
  options: BackupOptions,
): Promise<void> {
  const db = new Database(source, { readonly: true, fileMustExist: true })
  try {
    db.exec('BEGIN')
    db.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get()
    writable(target, () => rmSync(temporary, { force: true }))
    await db.backup(temporary, {
      progress({ totalPages, remainingPages }) {
        options.signal?.throwIfAborted()
        options.onProgress?.({ done: totalPages - remainingPages, total: totalPages })
        return STEP
      },
    })
  } catch (thrown) {
    throw AppError.from(thrown).code === 'cancelled' || isSourceError(thrown) ? thrown : unwritable(target, thrown)
  } finally {
    db.close()
  }
  writable(target, () => standAlone(temporary))
}

/** A copy has the source's journal mode; a file to be carried about must need no second file beside it. It does not tell of its own making. */
function standAlone(path: string): void {
  const db = new Database(path, { fileMustExist: true })
  try {
    db.pragma('journal_mode = DELETE')
    db.exec("DELETE FROM job WHERE kind = 'backup' AND state = 'running'")
  } finally {
    db.close()
  }
}

/** What goes wrong in a copy is the target's fault unless the source cannot be read. */
const isSourceError = (thrown: unknown) => /^SQLITE_(CORRUPT|NOTADB|BUSY|LOCKED|IOERR_READ)/.test(codeOf(thrown))

function writable<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    throw unwritable(path, thrown)
  }
}

function unwritable(path: string, thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const code = codeOf(thrown)
  const full = code === 'SQLITE_FULL' || code === 'ENOSPC'
  const reason = full ? 'the disk is full' : thrown instanceof Error ? thrown.message : String(thrown)
  return new AppError('file.unwritable', { path, reason }, { cause: thrown })
}
