import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { ensureBuilt } from '../../build/setup/built.mjs'
import { pinnedNode, ROOT } from '../../build/setup/paths.mjs'

let folder = ''
beforeAll(async () => {
  await ensureBuilt(ROOT, 'node')
  await ensureBuilt(ROOT, 'renderer')
}, 60_000)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cygnet-start-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
})

/** Starts as `npm start` does and waits for the address or the end. */
function start(env: Record<string, string>, ...args: string[]) {
  const child = spawn(pinnedNode(ROOT), [join(ROOT, 'build/start.ts'), ...args], {
    env: { PATH: process.env['PATH'], HOME: folder, LANG: 'en_US.UTF-8', CYGNET_HOME: join(folder, 'home'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code)
  onTestFinished(async () => {
    child.kill()
    await ended
  })
  const said = { out: '', err: '' }
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  const address = new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text
      const found = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(said.out)?.[0]
      if (found) resolve(found)
    })
  })
  return { child, said, ended, address }
}

/** A distribution of Electron whose binary notes its arguments and ends with `code`. */
function stubElectron(code: number): Record<string, string> {
  const dist = join(folder, 'electron')
  mkdirSync(dist)
  writeFileSync(
    join(dist, 'electron'),
    `#!/bin/sh\nprintf '%s\\n' "$@" "$ELECTRON_RUN_AS_NODE" >"${folder}/args"\nexit ${code}\n`,
  )
  chmodSync(join(dist, 'electron'), 0o755)
  return { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: dist }
}

const onLinux = test.skipIf(process.platform !== 'linux')

onLinux(
  'without a display the page is served: one line says so, the address answers, and it stops when asked to',
  async () => {
    const { child, said, ended, address } = start({})
    const page = await fetch(new URL(await address).origin)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<title>Cygnet</title>')
    expect(said.err).toBe('cygnet: there is no display for a window here, so Cygnet is served to the browser.\n')
    // Twice, as who signals a whole group of processes does: it closes in peace all the same.
    child.kill('SIGTERM')
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(said.err).toContain('Cygnet is no longer served.')
  },
)

onLinux('with Electron the app is opened, and its exit code is ours', async () => {
  const { said, ended } = start({ ...stubElectron(0), ELECTRON_RUN_AS_NODE: '1' }, '--some-switch')
  expect(await ended).toBe(0)
  expect(readFileSync(join(folder, 'args'), 'utf8')).toBe(`${ROOT}\n--some-switch\n\n`)
  expect(said).toEqual({ out: '', err: '' })
})

onLinux('an Electron that cannot open a window leads to the browser', async () => {
  const { said, address } = start(stubElectron(7))
  await address
  expect(said.err).toContain('Electron could not open a window (exit code 7)')
})

onLinux('one that a person ended does not', async () => {
  const { said, ended } = start(stubElectron(130))
  expect(await ended).toBe(130)
  expect(said.err).toBe('')
})
