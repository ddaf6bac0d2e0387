import { createServer, type IncomingMessage } from 'node:http'
import { onTestFinished } from 'vitest'
import { createSandbox, type SandboxCore, type SandboxOptions } from '../../../electron/sandbox/index.ts'

export interface EchoServer {
  readonly url: string
  readonly sandbox: SandboxCore
  /** Every token, code, ticket and key that went over the wire, in either direction. */
  readonly secrets: ReadonlySet<string>
  /** Is told before each report request is answered. */
  onReport: (count: number) => void
}

const SECRET_KEYS = ['access_token', 'refresh_token', 'code', 'ticket', 'key'] as const
const IN_REPLIES = /"(?:access_token|refresh_token|authorization_code)":"([^"]+)"/g

/**
 * The sandbox behind a server with the worst of manners: what a client sent it repeats, tokens and all, in the text of errors (every
 * seventh report), on error pages, and as fields nobody asked for in good replies.
 */
export async function startEchoServer(options: SandboxOptions): Promise<EchoServer> {
  const sandbox = createSandbox(options)
  const secrets = new Set<string>()
  let reports = 0
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = request.url ?? '/'
      const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
      for (const key of SECRET_KEYS) if (searchParams.has(key)) secrets.add(searchParams.get(key) ?? '')
      const isReport = pathname.includes('/smartapp/data/')
      if (isReport) echo.onReport((reports += 1))
      const contentType = request.headers['content-type'] ?? ''
      const reply = sandbox.handle({ method: request.method ?? 'GET', url, contentType, body })
      for (const [, secret = ''] of reply.body.matchAll(IN_REPLIES)) secrets.add(secret)
      const said = `${url} ${searchParams.get('access_token')} ${encodeURIComponent(searchParams.get('access_token') ?? '')}`
      response.setHeader('content-type', 'application/json')
      // An error of the call; a page of an overtaxed gateway, once; a good reply.
      if (isReport && reports % 7 === 3)
        return response.end(JSON.stringify({ errno: 40001, msg: `bad request ${said}` }))
      if (isReport && reports === 5) return response.writeHead(502).end(`<html>${said}</html>`)
      return response.writeHead(reply.status).end(withEcho(reply.body, isReport, said))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  const echo: EchoServer = { url: `http://127.0.0.1:${address.port}`, sandbox, secrets, onReport: () => undefined }
  return echo
}

/** Errors of the API repeat the request in their text, reports in fields of their own. */
function withEcho(body: string, isReport: boolean, said: string): string {
  const reply = JSON.parse(body) as Record<string, unknown>
  for (const key of ['msg', 'error_msg', 'error_description'])
    if (typeof reply[key] === 'string' && reply[key] !== 'success') reply[key] = `${reply[key]} ${said}`
  if (!isReport || reply['errno'] !== 0) return JSON.stringify(reply)
  const data = reply['data'] as Record<string, unknown>
  return JSON.stringify({ ...reply, request: said, data: { ...data, trace: { url: said } } })
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
