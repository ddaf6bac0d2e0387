import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { behindProxy } from '../../../build/dev/proxy.ts'
import { startPageServer } from '../../../electron/hosts/server/server.ts'

/** The development server before the real loopback server, as `npm run dev` puts them. */
async function start() {
  const root = mkdtempSync(join(tmpdir(), 'cygnet-dev-'))
  writeFileSync(join(root, 'index.html'), '<!doctype html>')
  const served = await startPageServer({ root, host: { call: () => Promise.resolve({ ok: true, value: 'answered' }) } })
  const token = new URL(served.address).hash.replace('#token=', '')
  const dev = behindProxy({ port: Number(new URL(served.origin).port), token })
  const page = await createServer({
    root,
    configFile: false,
    logLevel: 'silent',
    server: { host: '127.0.0.1', port: 0, proxy: dev.proxy, watch: null },
  })
  await page.listen()
  onTestFinished(async () => {
    await page.close()
    await served.close()
    rmSync(root, { recursive: true })
  })
  const origin = page.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? ''
  return { origin, token: dev.token, behind: { origin: served.origin, token } }
}

function call(at: string, origin: string, token: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${at.replace('http', 'ws')}/rpc`, ['cygnet', token], { headers: { origin } })
    socket.on('error', () => resolve('refused'))
    socket.on('open', () => socket.send(JSON.stringify({ t: 'q', i: '1', m: 'call', a: ['apps.list', {}] })))
    socket.on('message', (data: Buffer) => {
      resolve(data.toString())
      socket.close()
    })
  })
}

test('the page of the development server is answered', async () => {
  const { origin, token } = await start()
  expect(await call(origin, origin, token)).toContain('answered')
})

test('another page, and one without the token, is not; nor does the token work at the serving process', async () => {
  const { origin, token, behind } = await start()
  expect(await call(origin, 'https://evil.example', token)).toBe('refused')
  expect(await call(origin, origin, 'x'.repeat(43))).toBe('refused')
  expect(await call(origin, behind.origin, behind.token)).toBe('refused')
  expect(await call(behind.origin, behind.origin, token)).toBe('refused')
})
