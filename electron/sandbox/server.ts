import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { SandboxReply, SandboxRequest } from './http.ts'

export interface RunningServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Puts a handler on 127.0.0.1. Port 0 takes a free one. Rejects when the port is taken. */
export async function serve(port: number, handle: (request: SandboxRequest) => SandboxReply): Promise<RunningServer> {
  const timers = new Set<NodeJS.Timeout>()
  const server = createServer({ keepAlive: true, keepAliveTimeout: 60_000 }, (request, response) => {
    receive(request, (body) => {
      const reply = handle({
        method: request.method ?? 'GET',
        url: request.url ?? '/',
        contentType: request.headers['content-type'] ?? '',
        body,
      })
      if (!reply.delayMs) return send(reply, response)
      const timer = setTimeout(() => {
        timers.delete(timer)
        send(reply, response)
      }, reply.delayMs)
      timers.add(timer)
    })
  })
  await listen(server, port)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the sandbox has no TCP address')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      for (const timer of timers) clearTimeout(timer)
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function receive(request: IncomingMessage, done: (body: string) => void): void {
  if (request.method === 'GET') return done('')
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (part: string) => (body += part))
  request.on('end', () => done(body))
}

function send(reply: SandboxReply, response: ServerResponse): void {
  if (response.destroyed) return
  if (reply.reset === 'before') {
    response.socket?.resetAndDestroy()
    return
  }
  const body = Buffer.from(reply.body)
  response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length })
  if (reply.reset === 'within') {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy())
    return
  }
  response.end(body)
}
