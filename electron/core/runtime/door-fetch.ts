import type { DoorFunctions } from './door.ts'

let last = 0

/**
 * A fetch for the data worker whose calls are made by the door (Electron's network stack knows the system's proxy and certificates).
 * Serves what the API client needs: text bodies, headers, abort.
 */
export function createDoorFetch(door: Pick<DoorFunctions, 'fetch' | 'abort'>): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const id = ++last
    const signal = init?.signal ?? request.signal
    signal.throwIfAborted()
    const body = request.body === null ? null : await request.text()
    const aborted = new Promise<never>((_, reject) => {
      const stop = () => {
        door.abort(id)
        reject(signal.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError'))
      }
      signal.addEventListener('abort', stop, { once: true })
    })
    const answered = door.fetch({
      id,
      url: request.url,
      method: request.method,
      headers: Object.fromEntries(request.headers),
      body,
    })
    const { status, headers, body: bytes } = await Promise.race([answered, aborted])
    return new Response(bytes.length === 0 ? null : new Uint8Array(bytes), { status, headers: { ...headers } })
  }
}
