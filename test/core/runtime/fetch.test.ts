import { deflateSync, gzipSync } from 'node:zlib'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import type { FetchInit, FetchReply } from '../../../electron/core/runtime/capabilities.ts'
import { createFetch, createNetwork } from '../../../electron/core/runtime/fetch.ts'

/** Reached at loopback, and no loopback name to any rule of ours: what a proxy stands before. */
const OUTSIDE = '0.0.0.0'

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

async function startApi() {
  const sockets = new Set<number>()
  const seen: string[] = []
  const port = await listen(
    createServer((request: IncomingMessage, response: ServerResponse) => {
      sockets.add(request.socket.remotePort ?? 0)
      seen.push(`${request.method} ${request.url}`)
      request.resume().on('end', () => response.end('{"errno":0}'))
    }),
  )
  return { port, sockets, seen }
}

/** A proxy that tunnels and forwards, and remembers what it was asked. */
async function startProxy() {
  const asked: string[] = []
  const credentials: (string | undefined)[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    credentials.push(request.headers['proxy-authorization'])
    response.end('{"through":"proxy"}')
  })
  server.on('connect', (request, client, head) => {
    asked.push(`CONNECT ${request.url}`)
    credentials.push(request.headers['proxy-authorization'])
    const { hostname, port } = new URL(`http://${request.url}`)
    const upstream = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.write(head)
      upstream.pipe(client).pipe(upstream)
    })
    for (const end of [client, upstream]) end.on('error', () => undefined)
  })
  return { port: await listen(server), asked, credentials }
}

const never = new AbortController().signal
const GET: FetchInit = { method: 'GET', headers: {}, maxBytes: 1_000_000, signal: never }

const textOf = ({ body }: FetchReply) => Buffer.from(body ?? []).toString()

test('method, headers and form arrive as they were given; the reply comes back with its own', async () => {
  let seen = {}
  const port = await listen(
    createServer((request, response) => {
      let body = ''
      request.on('data', (part) => (body += String(part)))
      request.on('end', () => {
        const { authorization, accept } = request.headers
        seen = {
          method: request.method,
          url: request.url,
          type: request.headers['content-type'],
          accept,
          authorization,
          body,
        }
        response.writeHead(404, { 'Retry-After': '7' }).end('{"页":"不存在"}')
      })
    }),
  )
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }
  const init = { ...GET, method: 'POST', headers, body: 'start_index=0' } as const
  const reply = await createFetch({})(`http://127.0.0.1:${port}/rest?a=%2B1`, init)
  expect([reply.status, reply.headers.get('retry-after'), reply.headers.get('none')]).toEqual([404, '7', null])
  expect(textOf(reply)).toBe('{"页":"不存在"}')
  expect(seen).toEqual({
    method: 'POST',
    url: '/rest?a=%2B1',
    type: 'application/x-www-form-urlencoded',
    accept: 'application/json',
    authorization: undefined,
    body: 'start_index=0',
  })
})

test('the setting has its way over the environment, and may change', async () => {
  const [api, machine, own] = [await startApi(), await startProxy(), await startProxy()]
  const { fetch, useProxy } = createNetwork({ HTTP_PROXY: `http://127.0.0.1:${machine.port}` })
  const counts = async () => {
    await fetch(`http://${OUTSIDE}:${api.port}/`, GET)
    return [machine.asked.length, own.asked.length]
  }
  expect(await counts()).toEqual([1, 0])
  useProxy('none')
  expect(await counts()).toEqual([1, 0])
  useProxy(`http://127.0.0.1:${own.port}`)
  expect(await counts()).toEqual([1, 1])
  useProxy('system')
  expect(await counts()).toEqual([2, 1])
})

const LONG = JSON.stringify({ rows: Array.from({ length: 5000 }, (_, i) => ({ name: `页面 ${i}` })) })

test.each([
  ['gzip', gzipSync(LONG)],
  ['deflate', deflateSync(LONG)],
])('a compressed reply (%s) is unpacked', async (encoding, packed) => {
  const asked: unknown[] = []
  const port = await listen(
    createServer((request, response) => {
      asked.push(request.headers['accept-encoding'])
      response.writeHead(200, { 'content-encoding': encoding }).end(packed)
    }),
  )
  expect(textOf(await createFetch({})(`http://127.0.0.1:${port}/`, GET))).toBe(LONG)
  expect(String(asked[0])).toContain(encoding)
})

test('a compressed reply that is cut off is a failure, not a short reply', async () => {
  const port = await listen(
    createServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(LONG).subarray(0, 300))
    }),
  )
  await expect(createFetch({})(`http://127.0.0.1:${port}/`, GET)).rejects.toThrow(/unexpected end/)
})

test('a redirect is the answer, and never followed', async () => {
  const api = await startApi()
  const port = await listen(
    createServer((_, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${api.port}/there` }).end('moved')
    }),
  )
  const reply = await createFetch({})(`http://127.0.0.1:${port}/`, GET)
  expect([reply.status, reply.headers.get('Location'), textOf(reply)]).toEqual([
    302,
    `http://127.0.0.1:${api.port}/there`,
    'moved',
  ])
  expect(api.seen).toEqual([])
})

test('a reply without end is read no further than it may be', async () => {
  const gone = Promise.withResolvers<boolean>()
  const port = await listen(
    createServer((_, response) => {
      response.on('close', () => {
        gone.resolve(true)
      })
      const pour = () => {
        if (!response.destroyed) response.write('x'.repeat(65_536), pour)
      }
      pour()
    }),
  )
  const reply = await createFetch({})(`http://127.0.0.1:${port}/`, GET)
  expect([reply.status, reply.body]).toEqual([200, null])
  expect(await gone.promise).toBe(true)
})

test('a small reply that unpacks to a huge one is not unpacked', async () => {
  const port = await listen(
    createServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('0'.repeat(5_000_000)))
    }),
  )
  expect((await createFetch({})(`http://127.0.0.1:${port}/`, GET)).body).toBeNull()
})

test('a proxy is used for what is not this machine', async () => {
  const [api, proxy] = [await startApi(), await startProxy()]
  const fetch = createFetch({ HTTP_PROXY: `http://user:p%40ss@127.0.0.1:${proxy.port}` })
  const response = await fetch(`http://${OUTSIDE}:${api.port}/rest?a=1`, { ...GET, method: 'POST', body: 'x=1' })
  expect(response.status).toBe(200)
  expect(proxy.asked).toHaveLength(1)
  expect(proxy.asked[0]).toContain(`${OUTSIDE}:${api.port}`)
  expect(proxy.credentials).toEqual([`Basic ${Buffer.from('user:p@ss').toString('base64')}`])
})

test.each([
  ['lower case wins', (good: string) => ({ http_proxy: good, HTTP_PROXY: 'http://127.0.0.1:1' })],
  ['a bare host and port is meant as http', (good: string) => ({ HTTP_PROXY: good.replace('http://', '') })],
  ['an empty lower-case one counts for nothing', (good: string) => ({ http_proxy: '', HTTP_PROXY: good })],
])('%s', async (_, environment) => {
  const [api, proxy] = [await startApi(), await startProxy()]
  const fetch = createFetch(environment(`http://127.0.0.1:${proxy.port}`))
  textOf(await fetch(`http://${OUTSIDE}:${api.port}/`, GET))
  expect(proxy.asked).toHaveLength(1)
})

test('NO_PROXY names who is reached directly', async () => {
  const [api, proxy] = [await startApi(), await startProxy()]
  const fetch = createFetch({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: `example.com,${OUTSIDE}` })
  expect(textOf(await fetch(`http://${OUTSIDE}:${api.port}/`, GET))).toBe('{"errno":0}')
  expect([proxy.asked, api.seen]).toEqual([[], ['GET /']])
})

test.each(['127.0.0.1', 'localhost'])('%s never goes through a proxy', async (host) => {
  const [api, proxy] = [await startApi(), await startProxy()]
  const address = `http://127.0.0.1:${proxy.port}`
  const fetch = createFetch({ HTTP_PROXY: address, HTTPS_PROXY: address })
  expect(textOf(await fetch(`http://${host}:${api.port}/`, GET))).toBe('{"errno":0}')
  expect(proxy.asked).toEqual([])
})

test.each(['ftp://user:hunter2@proxy.example', 'http://', 'user:hunter2@:x'])(
  'a proxy address that is none (%s) is told when it is needed, without its password',
  async (address) => {
    const fetch = createFetch({ HTTPS_PROXY: address })
    const api = await startApi()
    expect(textOf(await fetch(`http://127.0.0.1:${api.port}/`, GET))).toBe('{"errno":0}')
    const error = await fetch('https://openapi.example/', GET).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(AppError)
    const { code, details, message } = error as AppError
    expect([code, details['field'], details['problem']]).toEqual(['input.invalid', 'HTTPS_PROXY', 'not-a-url'])
    expect(JSON.stringify([details, message])).not.toContain('hunter2')
  },
)

test.each([
  ['before the connection', 0],
  ['before the reply', 1],
  ['within the reply', 2],
])('an abort %s ends a call, directly and through a proxy', async (_, moment) => {
  const silent = createServer()
  const port = await listen(silent)
  // The second time it is the proxy.
  for (const env of [{}, { HTTP_PROXY: `http://127.0.0.1:${port}` }]) {
    const stop = new AbortController()
    silent.removeAllListeners('request').on('request', (_request, response: ServerResponse) => {
      if (moment === 2) response.writeHead(200).write('{')
      setImmediate(() => {
        stop.abort()
      })
    })
    if (moment === 0) stop.abort()
    const call = createFetch(env)(`http://${OUTSIDE}:${port}/`, { ...GET, signal: stop.signal })
    await expect(call).rejects.toMatchObject({ name: 'AbortError' })
  }
})

test('connections are kept', async () => {
  const api = await startApi()
  const fetch = createFetch({})
  for (let i = 0; i < 20; i++) textOf(await fetch(`http://127.0.0.1:${api.port}/`, GET))
  // One may still be on its way back when the next call goes out.
  expect(api.sockets.size).toBeLessThanOrEqual(3)
})
