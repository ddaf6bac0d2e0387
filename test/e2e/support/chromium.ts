import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'
import type { Locale } from '../../../electron/contract/primitives.ts'
import { newFolder } from './door.ts'

const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

/** The machine's Chromium, Chrome or Edge; null where there is none. */
export function findChromium(): string | null {
  const asked = process.env['E2E_CHROMIUM']
  if (asked) return asked
  return PLACES[process.platform]?.find((path) => existsSync(path)) ?? null
}

/** As findChromium, for those who cannot go on without. */
export function chromiumPath(): string {
  const path = findChromium()
  if (path === null) throw new Error('no Chromium, Chrome or Edge on this machine')
  return path
}

/** Runs anywhere, talks to nobody but us. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const

export interface SharedChromium {
  /** Its debugging address, for a main process on the double. */
  readonly cdp: string
  readonly browser: Browser
}

const shared = new Map<Locale, Promise<SharedChromium>>()

/** The headless Chromium of this worker that speaks the language: starting one takes longer than many a spec. */
export function chromiumFor(language: Locale): Promise<SharedChromium> {
  const running = shared.get(language) ?? startChromium(language)
  shared.set(language, running)
  return running
}

/** Ends with us, however we end: the debugging pipe, which nobody talks over, is closed then. */
async function startChromium(language: Locale): Promise<SharedChromium> {
  const own = [`--accept-lang=${language}`, `--user-data-dir=${newFolder('chromium')}`]
  const debugging = ['--remote-debugging-port=0', '--remote-debugging-pipe']
  const child = spawn(chromiumPath(), ['--headless=new', ...CHROMIUM_FLAGS, ...own, ...debugging, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  const cdp = await debuggingAddress(child)
  return { cdp, browser: await chromium.connectOverCDP(cdp) }
}

function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000)
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', () => {
      reject(new Error(`Chromium ended before it listened: ${said.slice(-2000)}`))
    })
  })
}
