import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createBirpc, type BirpcReturn } from 'birpc'
import { WebSocketServer, type WebSocket } from 'ws'
import { methods } from '../../contract/index.ts'
import { CONTENT_SECURITY_POLICY, type HostFunctions, type PageFunctions } from '../../contract/rpc.ts'
import { createDownloads, pageFile, type Downloads } from './files.ts'
import { createGuard, type Guard } from './guard.ts'

/** An upload of 20 MB as base64, and some room. */
const MAX_MESSAGE_BYTES = 30 * 1024 * 1024
/** The first subprotocol names the carrier, the second one is the token. */
const SUBPROTOCOL = 'cygnet'

export interface PageServer {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string
  /** The address to open: the token is in the fragment, which no request carries. */
  readonly address: string
  readonly downloads: Downloads
  broadcast: PageFunctions['event']
  close(): Promise<void>
}

/** Serves the built page on loopback and answers it over a WebSocket. Nobody else on the machine, and no other page, is answered. */
export async function startPageServer(options: {
  root: string
  port?: number
  host: HostFunctions
}): Promise<PageServer> {
  const downloads = createDownloads()
  const pages = new Map<WebSocket, BirpcReturn<PageFunctions, HostFunctions>>()
  let origin = ''
  const guard = createGuard(() => origin)
  const http = createServer((request, response) => {
    void answer(request, response, { guard, downloads, root: options.root })
  })
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: () => SUBPROTOCOL,
  })
  http.on('upgrade', (request, socket, head) => {
    const [carrier, token] = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim())
    if (carrier !== SUBPROTOCOL || !guard.admits(request, token)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (page) => {
      pages.set(page, connect(page, options.host))
      // A message too long or not one at all ends its connection; unheard, it would end the process.
      page.on('error', () => {
        page.terminate()
      })
      page.on('close', () => {
        pages.get(page)?.$close()
        pages.delete(page)
      })
    })
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  return {
    origin,
    address: `${origin}/#token=${guard.token}`,
    downloads,
    broadcast: (name, payload) => {
      for (const page of pages.values()) void page.event.asEvent(name, payload)
    },
    close: async () => {
      for (const page of pages.keys()) page.terminate()
      await new Promise<void>((resolve) => {
        http.close(() => {
          resolve()
        })
        http.closeAllConnections()
      })
    },
  }
}

function connect(page: WebSocket, host: HostFunctions): BirpcReturn<PageFunctions, HostFunctions> {
  const call: HostFunctions['call'] = (method, input) =>
    Object.hasOwn(methods, method)
      ? host.call(method, input)
      : Promise.resolve({ ok: false, error: { code: 'input.invalid', message: 'unknown method', details: {} } })
  return createBirpc<PageFunctions, HostFunctions>(
    { call },
    {
      post: (message: unknown) => {
        page.send(message as string)
      },
      on: (receive: (message: unknown) => void) => {
        page.on('message', (data: Buffer) => {
          receive(data.toString('utf8'))
        })
      },
      serialize: JSON.stringify,
      deserialize: (text: string) => JSON.parse(text) as unknown,
      timeout: -1,
    },
  )
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { guard, downloads, root }: { guard: Guard; downloads: Downloads; root: string },
): Promise<void> {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const refused = !guard.isOwn(request) ? 403 : request.method !== 'GET' ? 405 : null
  if (refused === null && downloads.send(pathname, response)) return
  const file = refused === null ? await pageFile(root, pathname) : null
  response.writeHead(refused ?? (file ? 200 : 404), { 'content-type': file?.type ?? 'text/plain' })
  response.end(file?.body)
}

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}
