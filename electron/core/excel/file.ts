import { randomBytes } from 'node:crypto'
import { link, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '../../contract/errors.ts'

/**
 * Writes a stream to `path` so that the file is there whole or not at all: to a temporary file beside it, flushed, then renamed. Returns the
 * file's size. Throws `file.exists` (path) where the file is there and `force` is not set, `file.unwritable` (path, reason) where it cannot
 * be written (no room, no right, open in another program), `cancelled`; the temporary file never stays.
 */
export async function writeFileWhole(
  path: string,
  stream: () => Promise<Readable>,
  options: {
    readonly force: boolean
    readonly signal?: AbortSignal | undefined
    readonly temporary?: string | undefined
  },
): Promise<number> {
  if (!options.force && (await sizeOf(path)) !== null) throw new AppError('file.exists', { path })
  const temporary = options.temporary ?? temporaryFor(path)
  try {
    const bytes = await writeFlushed(temporary, stream, options.signal)
    options.signal?.throwIfAborted()
    await takePlace(temporary, path, options.force)
    await flushFolder(dirname(path))
    return bytes
  } catch (thrown) {
    throw errorFor(thrown, path, options.signal)
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

/** A name of its own in the folder of `path`, so that the rename stays on one disk. */
export const temporaryFor = (path: string) => join(dirname(path), `.cygnet-${randomBytes(6).toString('hex')}.part`)

async function writeFlushed(path: string, stream: () => Promise<Readable>, signal: AbortSignal | undefined) {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(await stream(), signal ? { signal } : {})
    await file.sync()
    return (await file.stat()).size
  } finally {
    await file.close().catch(() => undefined)
  }
}

/** Without `force` by a hard link, which never replaces a file that came in between; where links are unknown, by a look and a rename. */
async function takePlace(temporary: string, path: string, force: boolean): Promise<void> {
  if (force) return rename(temporary, path)
  try {
    await link(temporary, path)
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') throw new AppError('file.exists', { path }, { cause: thrown })
    if ((await sizeOf(path)) !== null) throw new AppError('file.exists', { path }, { cause: thrown })
    await rename(temporary, path)
  }
}

/** The new name is on disk too; systems that cannot flush a folder need not. */
async function flushFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => null)
  await opened?.sync().catch(() => undefined)
  await opened?.close().catch(() => undefined)
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    (thrown: unknown) => (codeOf(thrown) === 'ENOENT' || codeOf(thrown) === 'ENOTDIR' ? null : 0),
  )
}

function errorFor(thrown: unknown, path: string, signal: AbortSignal | undefined): AppError {
  if (signal?.aborted) return new AppError('cancelled', {}, { cause: thrown })
  const code = codeOf(thrown)
  if (thrown instanceof AppError || code === null) return AppError.from(thrown)
  return new AppError('file.unwritable', { path, reason: code }, { cause: thrown })
}

/** The system's code of a failure (`ENOSPC`, `EACCES`, `EBUSY`…), null for any other. */
function codeOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('syscall' in thrown) || !('code' in thrown)) return null
  return String(thrown.code)
}
