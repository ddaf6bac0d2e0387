import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { extractAll, listPackage } from '@electron/asar'
import { beforeAll, expect, test } from 'vitest'
import { pinnedNode, ROOT } from '../../build/setup/paths.mjs'
import { openCygnet } from './support/cygnet.ts'
import { newFolder } from './support/door.ts'

/** What marks the fuses in Electron's binary, followed by their version and their number. */
const SENTINEL = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9])])
const { version: electron } = JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8')) as {
  version: string
}

let packed = ''
const resources = () => join(packed, 'linux-unpacked', 'resources')
const listing = () =>
  listPackage(join(resources(), 'app.asar'), { isPack: false }).map((path) => path.replaceAll('\\', '/'))

/** Packs for Linux from a folder that looks like Electron's distribution, without any network. */
beforeAll(async () => {
  packed = newFolder('packed')
  const dist = join(packed, 'electron')
  mkdirSync(join(dist, 'locales'), { recursive: true })
  mkdirSync(join(dist, 'resources'))
  writeFileSync(join(dist, 'electron'), Buffer.concat([SENTINEL, Buffer.from('101100011'), Buffer.from('and on')]))
  chmodSync(join(dist, 'electron'), 0o755)
  writeFileSync(join(dist, 'version'), electron)
  for (const locale of ['de', 'en-US', 'fr', 'zh-CN', 'zh-TW'])
    writeFileSync(join(dist, 'locales', `${locale}.pak`), '')
  const nowhere = 'http://127.0.0.1:9'
  const words = ['--linux', '--x64', `-c.electronDist=${dist}`, `-c.directories.output=${packed}`]
  await promisify(execFile)(pinnedNode(ROOT), [join(ROOT, 'build/pack.ts'), ...words], {
    env: { ...process.env, HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, ELECTRON_MIRROR: `${nowhere}/` },
  })
}, 180_000)

test('the archive holds the bundles and better-sqlite3’s JavaScript, and nothing they were made from', () => {
  const files = listing()
  const strange = files.filter(
    (path) =>
      !/^\/(package\.json|out(\/(main|preload|renderer).*)?|node_modules(\/better-sqlite3(\/(lib|prebuilds).*|\/package\.json|\/LICENSE)?)?)$/.test(
        path,
      ),
  )
  expect(strange).toEqual([])
  expect(files.filter((path) => /\.(map|ts|vue|tsbuildinfo)$|\/tests?\/|\/src\/|\.test\./.test(path))).toEqual([])
  for (const path of [
    'main/main.js',
    'main/data-worker.js',
    'main/icon.png',
    'preload/preload.cjs',
    'renderer/index.html',
  ])
    expect(files).toContain(`/out/${path}`)
})

test('native code is one file, outside the archive, and this platform’s', () => {
  expect(listing().filter((path) => path.endsWith('.node'))).toEqual([
    '/node_modules/better-sqlite3/prebuilds/linux-x64.node',
  ])
  const unpacked = readdirSync(join(resources(), 'app.asar.unpacked'), { recursive: true, withFileTypes: true })
  expect(unpacked.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual(['linux-x64.node'])
})

test('only the languages that Cygnet speaks come along', () => {
  expect(readdirSync(join(packed, 'linux-unpacked', 'locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak'])
})

test('the fuses are blown', () => {
  const binary = readFileSync(join(packed, 'linux-unpacked', 'cygnet'))
  const at = binary.indexOf(SENTINEL) + SENTINEL.length
  // Off: run as Node, NODE_OPTIONS, inspect, snapshot of its own, privileges of file://. On: encrypted cookies, integrity, only the archive.
  expect(binary.subarray(at, at + 9).toString()).toBe('010011001')
})

test('what was packed runs', async () => {
  const app = join(packed, 'app')
  extractAll(join(resources(), 'app.asar'), app)
  cpSync(join(resources(), 'app.asar.unpacked'), app, { recursive: true })
  const cygnet = await openCygnet({
    host: 'app',
    app,
    env: { ELECTRON_DOUBLE_PACKAGED: '1', CYGNET_DEV_SERVER: 'http://127.0.0.1:9' },
  })
  try {
    await cygnet.page.getByRole('heading', { name: '欢迎使用 Cygnet' }).waitFor()
    const { version } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')) as { version: string }
    expect(await cygnet.call('home.status', {})).toMatchObject({ version, apps: 0, door: { kind: 'electron' } })
  } finally {
    await cygnet.close()
  }
})
