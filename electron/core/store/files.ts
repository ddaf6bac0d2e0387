import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** `path`, or the first of `path-2`, `path-3`, … that is free. */
export function freeName(path: string): string {
  let name = path
  for (let n = 2; existsSync(name); n += 1) name = `${path}-${n}`
  return name
}

/** Size in bytes; 0 where there is no such file. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** Puts a finished file onto the disk itself. */
export function flushFile(path: string): void {
  flush(path, 'r+')
}

/** Puts a rename onto the disk itself. Windows has no such call for folders and does it by itself. */
export function flushFolderOf(path: string): void {
  if (process.platform !== 'win32') flush(dirname(path), 'r')
}

function flush(path: string, flags: string): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Removes an unfinished SQLite file and what SQLite put beside it; a failure here must not hide the one that led to it. */
export function discard(path: string): void {
  for (const end of ['', '-journal', '-wal', '-shm'])
    try {
      rmSync(`${path}${end}`, { force: true })
    } catch {
      // It stays; its name says that it is temporary.
    }
}
