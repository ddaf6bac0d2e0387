import { randomBytes } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { basename, extname, join, normalize, sep } from 'node:path'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The built page's file a path means; null when there is none or it would lead out of `root`. */
export async function pageFile(root: string, pathname: string): Promise<{ body: Buffer; type: string } | null> {
  let wanted: string
  try {
    wanted = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (wanted.includes('\0') || wanted.includes('\\')) return null
  const path = normalize(join(root, wanted === '/' ? 'index.html' : wanted))
  if (!path.startsWith(root.endsWith(sep) ? root : root + sep)) return null
  const body = await readFile(path).catch(() => null)
  return body === null ? null : { body, type: TYPES[extname(path)] ?? 'application/octet-stream' }
}

/** Files to download, each under an address nobody can guess and that works once. */
export interface Downloads {
  offer(path: string): string
  /** Sends the file; false when the address is not (or no longer) one of ours. */
  send(pathname: string, response: ServerResponse): boolean
}

const PREFIX = '/download/'

export function createDownloads(): Downloads {
  const offered = new Map<string, string>()
  return {
    offer(path) {
      const address = PREFIX + randomBytes(32).toString('base64url')
      offered.set(address, path)
      return address
    },
    send(pathname, response) {
      const path = offered.get(pathname)
      const size = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false })?.size
      if (path === undefined || size === undefined) return false
      offered.delete(pathname)
      const name = encodeURIComponent(basename(path))
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-length': size,
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
      })
      createReadStream(path)
        .on('error', () => response.destroy())
        .pipe(response)
      return true
    },
  }
}
