import { net, type ClientRequest } from 'electron'
import type { DoorRequest, DoorResponse } from '../core/runtime/door.ts'
import { proxyLogin, proxyReady } from './proxy.ts'

const running = new Map<number, AbortController>()

/** Only https, or http on loopback (a sandbox or a broker on this machine): nothing else leaves through the app. */
export function isFetchable(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname))
}

/**
 * Makes a call of the core through Chromium's network stack: the system's proxy and certificates. Redirects are not followed, a token is
 * not to be carried elsewhere; cookies are neither sent nor kept (that is how `net.request` begins), nothing is cached.
 */
export async function doorFetch(request: DoorRequest): Promise<DoorResponse> {
  if (!isFetchable(request.url)) throw new Error('address refused')
  const { url, method, headers } = request
  const controller = new AbortController()
  running.set(request.id, controller)
  try {
    await proxyReady()
    controller.signal.throwIfAborted()
    const sent = net.request({ url, method, headers: { ...headers }, redirect: 'error', cache: 'no-store' })
    controller.signal.addEventListener('abort', () => {
      sent.abort()
    })
    return await answerTo(sent, request.body)
  } finally {
    running.delete(request.id)
  }
}

export function abortFetch(id: number): void {
  running.get(id)?.abort()
}

function answerTo(sent: ClientRequest, body: string | null): Promise<DoorResponse> {
  return new Promise((resolve, reject) => {
    sent.on('login', (asking, answer) => {
      answer(...proxyLogin(asking))
    })
    sent.on('error', reject)
    sent.on('abort', () => {
      reject(new Error('aborted'))
    })
    sent.on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part) => parts.push(part))
      response.on('error', reject)
      response.on('aborted', () => {
        reject(new Error('the connection broke'))
      })
      response.on('end', () => {
        const { statusCode: status, headers } = response
        resolve({ status, headers: flat(headers), body: Buffer.concat(parts) })
      })
    })
    if (body !== null) sent.write(body)
    sent.end()
  })
}

const flat = (headers: Record<string, string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
