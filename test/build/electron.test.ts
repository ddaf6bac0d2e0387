import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { ZipFile } from 'yazl'
import {
  electronBinary,
  fetchElectron,
  fetchEnvironment,
  fetchProblem,
  hasDisplay,
} from '../../build/setup/electron.mjs'
import { pinnedNode, ROOT } from '../../build/setup/paths.mjs'

let root = ''
/** A project with nothing but the electron package, as npm leaves it: without its binary. */
beforeEach(() => {
  mkdirSync(join(ROOT, 'out'), { recursive: true })
  root = mkdtempSync(join(ROOT, 'out', '.electron-test-'))
  const own = join(root, 'node_modules', 'electron')
  for (const file of ['package.json', 'install.js', 'checksums.json'])
    cpSync(join(ROOT, 'node_modules/electron', file), join(own, file))
  const node = pinnedNode(root)
  mkdirSync(dirname(node), { recursive: true })
  symlinkSync(pinnedNode(ROOT), node)
  onTestFinished(() => {
    rmSync(root, { recursive: true })
  })
})

const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8')) as {
  version: string
}
const ZIP = `electron-v${version}-${process.platform}-${process.arch}.zip`

async function electronZip(): Promise<Buffer> {
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from('#!/bin/sh\n'), 'electron', { mode: 0o100755 })
  zip.addBuffer(Buffer.from(version), 'version')
  zip.end()
  return buffer(zip.outputStream)
}

/** A company's mirror, and its proxy: whoever asks for a tunnel gets one to the mirror itself. `asked` is what it was asked for. */
async function startMirror(): Promise<{ url: string; asked: string[] }> {
  const zip = await electronZip()
  const asked: string[] = []
  const sums = `${createHash('sha256').update(zip).digest('hex')} *${ZIP}\n`
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    if (url.endsWith('/SHASUMS256.txt')) response.end(sums)
    else if (url.endsWith(`/${ZIP}`)) response.end(zip)
    else response.writeHead(404).end()
  })
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url)
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    server.emit('connection', socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

/** The stub's digest is not the real one's, so the mirror's own list counts; the cache is this test's. */
const environment = (more: Record<string, string>) => ({
  PATH: process.env['PATH'],
  electron_use_remote_checksums: '1',
  electron_config_cache: join(root, 'cache'),
  ...more,
})

const onLinux = test.skipIf(process.platform !== 'linux')

onLinux('the binary is fetched from the mirror that ELECTRON_MIRROR names', async () => {
  const mirror = await startMirror()
  expect(electronBinary(root, {})).toBeNull()
  const fetched = await fetchElectron(root, environment({ ELECTRON_MIRROR: `${mirror.url}/electron/` }))
  expect(fetched).toEqual({ path: join(root, 'node_modules/electron/dist/electron') })
  expect(mirror.asked).toContain(`/electron/v${version}/${ZIP}`)
  expect(electronBinary(root, {})).toBe(join(root, 'node_modules/electron/dist/electron'))
})

onLinux('it is fetched through the proxy that npm was told of', async () => {
  const proxy = await startMirror()
  const env = { ELECTRON_MIRROR: 'http://mirror.example/electron/', npm_config_proxy: proxy.url }
  expect(await fetchElectron(root, environment(env))).toHaveProperty('path')
  expect(proxy.asked).toEqual(expect.arrayContaining(['mirror.example:80', `/electron/v${version}/${ZIP}`]))
})

test('a mirror without it is told in one line', async () => {
  const mirror = await startMirror()
  const outcome = await fetchElectron(
    root,
    environment({ ELECTRON_MIRROR: `${mirror.url}/`, ELECTRON_CUSTOM_FILENAME: 'x' }),
  )
  if ('path' in outcome) throw new Error('fetched what is not there')
  expect(outcome.reason).toBe('failed')
  expect(fetchProblem(outcome.output)).toMatch(/404/)
  expect(existsSync(join(root, 'node_modules/electron/dist'))).toBe(false)
})

test('a mirror that only drips is given up', async () => {
  const server = createServer(() => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const env = environment({ ELECTRON_MIRROR: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
  expect(await fetchElectron(root, env, 1500)).toMatchObject({ reason: 'slow' })
})

test('another distribution can be named', () => {
  mkdirSync(join(root, 'own'))
  writeFileSync(join(root, 'own', 'electron.exe'), '')
  const env = { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'own') }
  expect(electronBinary(root, env, 'win32')).toBe(join(root, 'own', 'electron.exe'))
  expect(electronBinary(root, env, 'linux')).toBeNull()
})

test('only Linux can be without a display', () => {
  expect(hasDisplay('linux', {})).toBe(false)
  expect(hasDisplay('linux', { DISPLAY: '' })).toBe(false)
  expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true)
  expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
  expect(hasDisplay('win32', {})).toBe(true)
  expect(hasDisplay('darwin', {})).toBe(true)
})

test('without a proxy nothing is said of one', () => {
  expect(fetchEnvironment({ PATH: '/bin' })).toEqual({ PATH: '/bin', ELECTRON_GET_NO_PROGRESS: '1' })
  expect(fetchEnvironment({ https_proxy: 'http://p:1' })).toMatchObject({
    NODE_USE_ENV_PROXY: '1',
    HTTPS_PROXY: 'http://p:1',
  })
})
