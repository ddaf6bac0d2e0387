import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { _electron } from 'playwright-core'
import { root, type LaunchedApp, type LaunchOptions } from './app.ts'
import { launchDouble } from './launch-double.ts'

/** Electron's own binary where it was installed; null here. */
export function electronBinary(): string | null {
  const asked = process.env['E2E_ELECTRON']
  if (asked) return asked
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const pointer = join(folder, 'path.txt')
  if (!existsSync(pointer)) return null
  const path = join(folder, 'dist', readFileSync(pointer, 'utf8').trim())
  return existsSync(path) ? path : null
}

/** Starts the built app: on the real Electron where its binary is, else on the double. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'cygnet-e2e-'))
  const binary = electronBinary()
  return binary === null ? launchDouble({ ...options, userData }) : launchReal(binary, { ...options, userData })
}

async function launchReal(binary: string, options: LaunchOptions & { userData: string }): Promise<LaunchedApp> {
  const electron = await _electron.launch({
    executablePath: binary,
    args: [options.app ?? root, `--user-data-dir=${options.userData}`],
    env: { ...process.env, ...options.env } as Record<string, string>,
  })
  const child = electron.process()
  return {
    kind: 'electron',
    userData: options.userData,
    page: await electron.firstWindow(),
    evaluate: (work, arg) => electron.evaluate(work as never, arg as never),
    close: () => electron.close(),
    exited: new Promise((resolve) => child.once('exit', resolve)),
  }
}
