import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'
import { APP_HOST, APP_SCHEME, CONTENT_SECURITY_POLICY } from '../contract/rpc.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
}

/** Before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built page from `root` under app://cygnet/, whatever the address says never anything outside of it. */
export function servePage(root: string): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const path = pathWithin(root, request.url)
    if (request.method !== 'GET' || path === null) return answer(404)
    const body = await readFile(path).catch(() => null)
    if (body === null) return answer(404)
    return answer(200, new Uint8Array(body), TYPES[extname(path)] ?? 'application/octet-stream')
  })
}

/** The file an address means, or null when it is not ours or leads out of `root`. */
export function pathWithin(root: string, url: string): string | null {
  try {
    const { protocol: scheme, host, pathname } = new URL(url)
    if (scheme !== `${APP_SCHEME}:` || host !== APP_HOST) return null
    const wanted = decodeURIComponent(pathname)
    if (wanted.includes('\0') || wanted.includes('\\')) return null
    const path = normalize(join(root, wanted === '/' ? 'index.html' : wanted))
    return path.startsWith(root.endsWith(sep) ? root : root + sep) ? path : null
  } catch {
    return null
  }
}

function answer(status: number, body: Uint8Array<ArrayBuffer> | null = null, type = 'text/plain'): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    },
  })
}
