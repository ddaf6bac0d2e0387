import type { Fetch } from './capabilities.ts'
import type { DoorFunctions } from './door.ts'

let last = 0

/** HTTP for the data worker, made by the door (Electron's network stack knows the system's proxy and certificates). */
export function createDoorFetch(door: Pick<DoorFunctions, 'fetch' | 'abort'>): Fetch {
  return async (url, { method, headers, body = null, maxBytes, signal }) => {
    signal.throwIfAborted()
    const id = ++last
    const { promise: aborted, reject } = Promise.withResolvers<never>()
    const stop = () => {
      door.abort(id)
      reject(signal.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError'))
    }
    signal.addEventListener('abort', stop, { once: true })
    try {
      const reply = await Promise.race([door.fetch({ id, url, method, headers, body }), aborted])
      const bytes = reply.body.length > maxBytes ? null : reply.body
      return { status: reply.status, headers: new Headers(reply.headers), body: bytes }
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }
}
