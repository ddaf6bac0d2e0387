import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import type { Parsed } from '../../contract/index.ts'
import type { Clock } from '../runtime/capabilities.ts'

/** What a crash left behind goes after so long; another door on this home may be using its own meanwhile. */
const ABANDONED_MS = 3_600_000

/**
 * Files that a page without dialogs has sent. A list of apps may hold tokens, so none outlives its use: whoever has read one to the end
 * drops it, and the rest goes when the door closes.
 */
export interface Uploads {
  receive(part: Parsed<'files.upload'>): Promise<{ path: string }>
  /** Forgets the file if it is one of these. */
  drop(path: string): Promise<void>
  /** Removes what others left behind long ago. */
  sweep(): Promise<void>
  close(): Promise<void>
}

export function createUploads(home: string, clock: Clock = Date.now): Uploads {
  const root = join(home, 'uploads')
  const mine = new Set<string>()
  const drop = async (path: string) => {
    if (mine.delete(path)) await remove(dirname(path))
  }
  return {
    async receive({ name, content, after }) {
      if (after !== undefined && !mine.has(after)) throw new AppError('file.unreadable', { path: after })
      const path = after ?? join(root, randomUUID(), fileName(name))
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await appendFile(path, Buffer.from(content, 'base64'), { mode: 0o600 })
      mine.add(path)
      return { path }
    },
    drop,
    async sweep() {
      const folders = await readdir(root).catch(() => [])
      for (const folder of folders) {
        const made = await stat(join(root, folder)).catch(() => null)
        if (made && clock() - made.mtimeMs > ABANDONED_MS) await remove(join(root, folder))
      }
    },
    async close() {
      await Promise.all([...mine].map(drop))
    },
  }
}

const remove = (folder: string) => rm(folder, { recursive: true, force: true }).catch(() => undefined)

/** The last part of a name, whatever system it comes from; never one that leads elsewhere. */
function fileName(name: string): string {
  const last = basename(name.replaceAll('\\', '/'))
  return ['', '.', '..'].includes(last) ? 'upload' : last
}
