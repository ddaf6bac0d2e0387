import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../../contract/errors.ts'

const OWNER_ONLY = 0o600
const OTHERS = 0o077

/**
 * The bytes of a key or salt file; null where there is none. Permissions that let others in are tightened first.
 * Throws `file.unreadable` (with a reason) when they cannot be, when the file cannot be read, or when it is not `bytes` long.
 */
export function readSecretFile(path: string, bytes: number): Buffer | null {
  const refuse = (reason: string, cause?: unknown) => new AppError('file.unreadable', { path, reason }, { cause })
  try {
    if (!statSync(path, { throwIfNoEntry: false })) return null
    tighten(path)
    const found = readFileSync(path)
    if (found.length !== bytes) throw refuse(`${found.length} bytes instead of ${bytes}`)
    return found
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown
    throw refuse(codeOf(thrown), thrown)
  }
}

/** Windows keeps a user's folder to the user by other means; modes say nothing there. */
function tighten(path: string): void {
  if (process.platform === 'win32' || !isOpen(path)) return
  try {
    chmodSync(path, OWNER_ONLY)
  } catch (cause) {
    throw tooOpen(path, cause)
  }
  if (isOpen(path)) throw tooOpen(path)
}

const modeOf = (path: string) => statSync(path).mode & 0o777
const isOpen = (path: string) => (modeOf(path) & OTHERS) !== 0

function tooOpen(path: string, cause?: unknown): AppError {
  const reason = `mode ${modeOf(path).toString(8)} lets others read it; set it to 600`
  return new AppError('file.unreadable', { path, reason }, { cause })
}

/**
 * Makes the file with all its bytes at once, readable by its owner only; of two processes that try, one succeeds. False: it is there
 * already and was left alone. Throws `store.readonly`, `store.full` or `file.unwritable`.
 */
export function publishSecretFile(path: string, content: Buffer): boolean {
  const temporary = `${path}.${randomUUID()}`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeNew(temporary, content)
    linkOrWrite(temporary, path, content)
    syncFolder(dirname(path))
    return true
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false
    throw writeError(path, thrown)
  } finally {
    discard(temporary)
  }
}

/** A hard link appears complete or not at all, and never replaces a file; where there are none, exclusive creation has to do. */
function linkOrWrite(temporary: string, path: string, content: Buffer): void {
  try {
    linkSync(temporary, path)
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') throw thrown
    writeNew(path, content)
  }
}

function writeNew(path: string, content: Buffer): void {
  const file = openSync(path, 'wx', OWNER_ONLY)
  try {
    writeSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** What will be sealed under the key outlives a power cut; so must the key's name in its folder. */
function syncFolder(folder: string): void {
  try {
    const opened = openSync(folder, 'r')
    try {
      fsyncSync(opened)
    } finally {
      closeSync(opened)
    }
  } catch {
    // Not every system lets a folder be flushed.
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // It was never made.
  }
}

function writeError(path: string, thrown: unknown): AppError {
  const code = codeOf(thrown)
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return new AppError('store.readonly', { path: dirname(path) }, { cause: thrown })
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('store.full', { path: dirname(path) }, { cause: thrown })
  return new AppError('file.unwritable', { path, reason: code }, { cause: thrown })
}

function codeOf(thrown: unknown): string {
  const code = thrown instanceof Error ? (thrown as { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : 'unknown'
}
