import { net } from 'electron'
import type { DoorRequest, DoorResponse } from '../core/runtime/door.ts'

const running = new Map<number, AbortController>()

/** Only https, or http on loopback (a sandbox or a broker on this machine): nothing else leaves through the app. */
export function isFetchable(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname))
}

/** Makes a call of the core through Chromium's network stack: the system's proxy and certificates. Redirects are not followed. */
export async function doorFetch(request: DoorRequest): Promise<DoorResponse> {
  if (!isFetchable(request.url)) throw new Error('address refused')
  const controller = new AbortController()
  running.set(request.id, controller)
  try {
    const response = await net.fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      ...(request.body === null ? {} : { body: request.body }),
      redirect: 'error',
      credentials: 'omit',
      signal: controller.signal,
    })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    }
  } finally {
    running.delete(request.id)
  }
}

export function abortFetch(id: number): void {
  running.get(id)?.abort()
}
