import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '../../electron/contract/errors.ts'
import { createFetch } from '../../electron/hosts/fetch.ts'

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

test('without a proxy it is the fetch of this Node', () => {
  expect(createFetch({ PATH: '/bin', NO_PROXY: '*', HTTPS_PROXY: '', http_proxy: ' ' })).toBe(globalThis.fetch)
})

test('a proxy is used for what is not this machine', async () => {
  const [api, proxy] = [await startApi(), await startProxy()]
  const fetch = createFetch({ HTTP_PROXY: `http://user:p%40ss@127.0.0.1:${proxy.port}` })
  const response = await fetch(`http://${OUTSIDE}:${api.port}/rest?a=1`, { method: 'POST', body: 'x=1' })
  expect(response.status).toBe(200)
  await response.text()
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
  await (await fetch(`http://${OUTSIDE}:${api.port}/`)).text()
  expect(proxy.asked).toHaveLength(1)
})

test('NO_PROXY names who is reached directly', async () => {
  const [api, proxy] = [await startApi(), await startProxy()]
  const fetch = createFetch({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: `example.com,${OUTSIDE}` })
  expect(await (await fetch(`http://${OUTSIDE}:${api.port}/`)).json()).toEqual({ errno: 0 })
  expect([proxy.asked, api.seen]).toEqual([[], ['GET /']])
})

test.each(['127.0.0.1', 'localhost'])('%s never goes through a proxy', async (host) => {
  const [api, proxy] = [await startApi(), await startProxy()]
  const address = `http://127.0.0.1:${proxy.port}`
  const fetch = createFetch({ HTTP_PROXY: address, HTTPS_PROXY: address })
  expect(await (await fetch(new URL(`http://${host}:${api.port}/`))).json()).toEqual({ errno: 0 })
  expect(proxy.asked).toEqual([])
})

test.each(['ftp://user:hunter2@proxy.example', 'http://', 'user:hunter2@:x'])(
  'a proxy address that is none (%s) is told when it is needed, without its password',
  async (address) => {
    const fetch = createFetch({ HTTPS_PROXY: address })
    const api = await startApi()
    expect(await (await fetch(`http://127.0.0.1:${api.port}/`)).json()).toEqual({ errno: 0 })
    const error = await fetch('https://openapi.example/').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(AppError)
    const { code, details, message } = error as AppError
    expect([code, details['field'], details['problem']]).toEqual(['input.invalid', 'HTTPS_PROXY', 'not-a-url'])
    expect(JSON.stringify([details, message])).not.toContain('hunter2')
  },
)

test('what a call asks for reaches through the proxy: method, form, abort', async () => {
  const [api, proxy] = [await startApi(), await startProxy()]
  const fetch = createFetch({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` })
  const outside = `http://${OUTSIDE}:${api.port}/`
  await expect(fetch(outside, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
  const body = new URLSearchParams({ start_index: '0' })
  expect((await fetch(outside, { method: 'POST', body, redirect: 'error' })).ok).toBe(true)
})

test('connections are kept', async () => {
  const api = await startApi()
  const fetch = createFetch({})
  for (let i = 0; i < 20; i++) await (await fetch(`http://127.0.0.1:${api.port}/`)).text()
  // One may still be on its way back when the next call goes out.
  expect(api.sockets.size).toBeLessThanOrEqual(3)
})
