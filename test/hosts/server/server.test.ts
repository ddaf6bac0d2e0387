import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect as connectTo } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { startPageServer, type PageServer } from '../../../electron/hosts/server/server.ts'

async function start(): Promise<{ server: PageServer; token: string; port: number; calls: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'cygnet-page-'))
  const root = join(folder, 'page')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Cygnet</title>')
  writeFileSync(join(root, 'assets', 'a.js'), 'export {}')
  writeFileSync(join(folder, 'secret.txt'), 'outside')
  const calls: string[] = []
  const server = await startPageServer({
    root,
    host: {
      call: (method) => {
        calls.push(method)
        return Promise.resolve({ ok: true, value: { method } })
      },
    },
  })
  onTestFinished(() => server.close())
  const token = new URL(server.address).hash.replace('#token=', '')
  return { server, token, port: Number(new URL(server.origin).port), calls }
}

interface Got {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** A request with headers of the test's choosing: browsers and fetch would not let one send these. */
function get(port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (body += chunk))
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** Answers the first message of a connection, or how it was refused. */
function connect(server: PageServer, protocols: string[], headers: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(server.origin.replace('http', 'ws'), protocols, { headers })
    socket.on('error', (error) => {
      resolve(error.message)
    })
    socket.on('open', () => {
      socket.send(JSON.stringify({ t: 'q', i: '1', m: 'call', a: ['apps.list', {}] }))
    })
    socket.on('message', (data: Buffer) => {
      resolve(data.toString())
      socket.close()
    })
  })
}

test('serves the page with headers that keep other pages out', async () => {
  const { port } = await start()
  const page = await get(port, '/')
  expect(page.status).toBe(200)
  expect(page.body).toContain('Cygnet')
  expect(page.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  })
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(page.headers['content-security-policy']).not.toContain('unsafe-eval')
  expect((await get(port, '/assets/a.js')).headers['content-type']).toContain('javascript')
})

test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/..%5c..%5csecret.txt', '/%00', '/%zz'])(
  'nothing outside the page is served: %s',
  async (path) => {
    const { port } = await start()
    const answer = await get(port, path)
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('outside')
  },
)

test('a foreign name for this address is refused (DNS rebinding)', async () => {
  const { port } = await start()
  expect((await get(port, '/', { host: 'evil.example' })).status).toBe(403)
  expect((await get(port, '/', { host: `localhost:${port}` })).status).toBe(403)
  expect((await get(port, '/', { host: `127.0.0.1:${port}` })).status).toBe(200)
})

test('a foreign page may lead a person to the front door and nowhere else', async () => {
  const { port } = await start()
  const foreign = { 'sec-fetch-site': 'cross-site' }
  const navigating = { ...foreign, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  expect((await get(port, '/', navigating)).status).toBe(200)
  expect((await get(port, '/assets/a.js', navigating)).status).toBe(403)
  expect((await get(port, '/', { ...foreign, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' })).status).toBe(
    403,
  )
  expect((await get(port, '/', { ...navigating, 'sec-fetch-dest': 'iframe' })).status).toBe(403)
  expect((await get(port, '/', { origin: 'https://evil.example' })).status).toBe(403)
  expect((await get(port, '/', {}, 'POST')).status).toBe(405)
})

test('a page with the token is answered', async () => {
  const { server, token, calls } = await start()
  const answer = await connect(server, ['cygnet', token], { origin: server.origin })
  expect(JSON.parse(answer)).toMatchObject({ r: { ok: true, value: { method: 'apps.list' } } })
  expect(calls).toEqual(['apps.list'])
})

test('no token, a wrong one, a foreign origin or none at all: no connection', async () => {
  const { server, token, calls } = await start()
  const own = { origin: server.origin }
  const refused = 'Unexpected server response: 403'
  expect(await connect(server, ['cygnet'], own)).toBe(refused)
  expect(await connect(server, ['cygnet', 'x'.repeat(43)], own)).toBe(refused)
  expect(await connect(server, ['cygnet', token], { origin: 'https://evil.example' })).toBe(refused)
  expect(await connect(server, ['cygnet', token], {})).toBe(refused)
  expect(await connect(server, ['other', token], own)).toBe(refused)
  expect(calls).toEqual([])
})

test('after too many wrong tokens nobody is let in any more', async () => {
  const { server, token } = await start()
  const own = { origin: server.origin }
  for (let i = 0; i < 50; i += 1) await connect(server, ['cygnet', `guess-${i}`], own)
  expect(await connect(server, ['cygnet', token], own)).toBe('Unexpected server response: 403')
})

test('a file is downloaded once, under an address nobody can guess', async () => {
  const { server, port } = await start()
  const path = join(mkdtempSync(join(tmpdir(), 'cygnet-export-')), '报表.xlsx')
  writeFileSync(path, 'workbook')
  const address = server.downloads.offer(path)
  const first = await get(port, address)
  expect(first).toMatchObject({ status: 200, body: 'workbook' })
  expect(first.headers['content-disposition']).toContain(encodeURIComponent('报表.xlsx'))
  expect((await get(port, address)).status).toBe(404)
  expect((await get(port, '/download/x')).status).toBe(404)
})

test('a message longer than any of ours ends the connection unread', async () => {
  const { server, token, calls } = await start()
  const socket = new WebSocket(server.origin.replace('http', 'ws'), ['cygnet', token], {
    headers: { origin: server.origin },
  })
  const ended = new Promise<number>((resolve) => socket.on('close', resolve))
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.on('open', resolve))
  socket.send('x'.repeat(31 * 1024 * 1024))
  expect(await ended).toBe(1009)
  expect(calls).toEqual([])
})

test('nobody outside this machine, and no other address of it, is answered', async () => {
  const { port } = await start()
  const own = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  const others = own.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address)
  for (const host of ['127.0.0.2', ...others]) {
    const outcome = new Promise((resolve) => {
      const socket = connectTo({ host, port, timeout: 5000 })
      socket.on('connect', () => resolve(`answered at ${host}`))
      for (const event of ['error', 'timeout']) socket.on(event, () => resolve('refused'))
      onTestFinished(() => void socket.destroy())
    })
    expect(await outcome).toBe('refused')
  }
})
