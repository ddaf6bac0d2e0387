import { createServer, type IncomingMessage } from 'node:http'
import { onTestFinished } from 'vitest'
import { createSandbox, type SandboxCore, type SandboxOptions } from '../../../electron/sandbox/index.ts'

export interface GatedServer extends SandboxCore {
  readonly url: string
  /** From now on requests to paths with this in them wait for their answer. */
  hold(path: string): {
    /** The first of them has come. */
    readonly reached: Promise<unknown>
    letGo(): void
  }
}

/** The sandbox behind a server that can be made to wait. */
export async function startGatedServer(options: SandboxOptions): Promise<GatedServer> {
  const sandbox = createSandbox(options)
  let gate: { path: string; came: () => void; waiting: (() => void)[] } | null = null
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = request.url ?? '/'
      const answer = () => {
        const contentType = request.headers['content-type'] ?? ''
        const reply = sandbox.handle({ method: request.method ?? 'GET', url, contentType, body })
        response.writeHead(reply.status, reply.headers).end(reply.body)
      }
      if (gate === null || !url.includes(gate.path)) return answer()
      gate.waiting.push(answer)
      gate.came()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  return {
    ...sandbox,
    url: `http://127.0.0.1:${address.port}`,
    hold(path) {
      const { promise, resolve } = Promise.withResolvers()
      const held = { path, came: () => resolve(null), waiting: [] as (() => void)[] }
      gate = held
      const letGo = () => {
        gate = null
        for (const answer of held.waiting) answer()
      }
      return { reached: promise, letGo }
    },
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
