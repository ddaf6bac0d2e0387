import { AppError, type ErrorCode } from '../../contract/errors.ts'

/** By the start of SQLite's own code, so that extended codes (SQLITE_BUSY_SNAPSHOT, …) are known too. */
const BY_CODE: readonly (readonly [string, ErrorCode])[] = [
  ['SQLITE_FULL', 'store.full'],
  ['SQLITE_READONLY', 'store.readonly'],
  ['SQLITE_CANTOPEN', 'store.readonly'],
  ['SQLITE_PERM', 'store.readonly'],
  ['SQLITE_CORRUPT', 'store.damaged'],
  ['SQLITE_NOTADB', 'store.damaged'],
  ['SQLITE_IOERR_CORRUPTFS', 'store.damaged'],
  ['SQLITE_IOERR_DATA', 'store.damaged'],
  ['SQLITE_BUSY', 'store.locked'],
  ['SQLITE_LOCKED', 'store.locked'],
  // The shared-memory file cannot grow: on every system this is the full disk.
  ['SQLITE_IOERR_SHMSIZE', 'store.full'],
  ['SQLITE_', 'store.failed'],
  ['ENOSPC', 'store.full'],
  ['EDQUOT', 'store.full'],
  ['EACCES', 'store.readonly'],
  ['EPERM', 'store.readonly'],
  ['EROFS', 'store.readonly'],
  // What Node makes of EROFS where it makes folders one by one.
  ['ENOENT', 'store.readonly'],
  ['ENOTDIR', 'store.readonly'],
  ['EISDIR', 'store.readonly'],
]

/** Anything thrown while the file at `path` was used, as an AppError that names the file and the cause. */
export function mapSqliteError(thrown: unknown, path: string): AppError {
  if (thrown instanceof AppError) return thrown
  const code = codeOf(thrown)
  const known = BY_CODE.find(([start]) => code.startsWith(start))
  if (!known) return AppError.from(thrown)
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  return new AppError(
    known[1],
    { path, reason },
    { cause: thrown, message: `${known[1]}: ${code} ${reason} (${path})` },
  )
}

/** SQLite's or the system's code of a thrown error; empty where it has none. */
export function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
}

/** Runs `work`; what it throws comes out as an AppError of the store at `path`. */
export function mapped<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    throw mapSqliteError(thrown, path)
  }
}

/** A plain object of functions, each with its errors mapped. */
export function guarded<T extends object>(path: string, target: T): T {
  const entries = Object.entries(target).map(([name, member]: [string, unknown]) => [
    name,
    typeof member === 'function'
      ? (...args: unknown[]) => mapped(path, () => (member as (...args: unknown[]) => unknown)(...args))
      : member,
  ])
  return Object.fromEntries(entries) as T
}
