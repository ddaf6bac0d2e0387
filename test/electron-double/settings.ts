import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How a test set the double up: through the environment of the main process. */
const env = (name: string, fallback = '') => process.env[`ELECTRON_DOUBLE_${name}`] ?? fallback

export const settings = {
  /** Chromium's debugging address. */
  cdp: env('CDP'),
  packaged: env('PACKAGED', '0') === '1',
  locale: env('LOCALE', 'zh-CN'),
  /** A machine with a real key ring; without one Linux has only a key everybody knows. */
  keyRing: env('KEYRING', '1') === '1',
  /** The folder the app is in. */
  appPath: env('APP', process.cwd()),
} as const

export const manifest = JSON.parse(readFileSync(join(settings.appPath, 'package.json'), 'utf8')) as {
  name: string
  productName?: string
  version: string
}

let userData: string | null = null

export function setUserData(path: string): void {
  userData = path
}

/** The app's data folder: where it said, else one of this run. */
export function userDataFolder(): string {
  userData ??= mkdtempSync(join(tmpdir(), 'electron-double-'))
  mkdirSync(userData, { recursive: true })
  return userData
}
