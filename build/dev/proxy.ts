import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { ProxyOptions } from 'vite'

/** The serving process, which is another one after every restart; its port stays. */
export interface Behind {
  readonly port: number
  /** The present process's token. */
  token: string
}

/**
 * Lets the page of the development server talk to the serving process. The page shows a token of the development server's own, which
 * outlives restarts, and a page of another origin is refused here as it would be there.
 */
export function behindProxy(behind: Behind): { token: string; proxy: Record<string, ProxyOptions> } {
  const token = randomBytes(32).toString('base64url')
  const target = `http://127.0.0.1:${behind.port}`
  return {
    token,
    proxy: {
      '/download/': { target, changeOrigin: true },
      '/rpc': {
        target,
        ws: true,
        changeOrigin: true,
        bypass: (request) => (isOwn(request, token) ? undefined : false),
        configure: (proxy) => {
          proxy.on('proxyReqWs', (request) => {
            request.setHeader('origin', target)
            request.setHeader('sec-websocket-protocol', `cygnet, ${behind.token}`)
          })
        },
      },
    },
  }
}

export function isOwn({ headers }: Pick<IncomingMessage, 'headers'>, token: string): boolean {
  const [carrier, given] = (headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim())
  return headers.origin === `http://${headers.host ?? ''}` && carrier === 'cygnet' && given === token
}
