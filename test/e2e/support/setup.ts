import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from '../../../build/setup/built.mjs'
import { ROOT } from '../../../build/setup/paths.mjs'
import { realElectron } from './app-door.ts'
import { findChromium } from './chromium.ts'

/** Once a run, before all specs: says what they run on, builds what they open, makes the folder they live in. */
export default async function setup(): Promise<() => void> {
  const chromium = findChromium()
  if (chromium === null) {
    const how = 'install Chromium, Chrome or Edge, or name one in E2E_CHROMIUM'
    if (process.env['CI']) throw new Error(`end-to-end: no browser on this machine; ${how}`)
    process.stderr.write(`\n*** end-to-end: SKIPPED, no browser on this machine; ${how} ***\n\n`)
    return () => undefined
  }
  process.stderr.write(`end-to-end ${whatRuns(chromium)}\n`)
  for (const target of ['node', 'main', 'preload', 'renderer'] as const) await ensureBuilt(ROOT, target)
  const folder = mkdtempSync(join(tmpdir(), 'cygnet-e2e-'))
  process.env['E2E_FOLDER'] = folder
  rmSync(join(ROOT, 'test-results'), { recursive: true, force: true })
  return () => {
    rmSync(folder, { recursive: true, force: true })
  }
}

function whatRuns(chromium: string): string {
  const browser = `Chromium ${versionOf(chromium)}`
  if (realElectron() === null) return `on the electron double with ${browser}, and on the loopback server`
  const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string }
  return `on Electron ${version}, and on the loopback server with ${browser}`
}

function versionOf(chromium: string): string {
  // On Windows a browser asked for its version opens a window instead.
  if (process.platform === 'win32') return ''
  const said = execFileSync(chromium, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return /[\d.]+/.exec(said)?.[0] ?? ''
}
