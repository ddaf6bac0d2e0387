import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type * as Double from '../../electron-double/electron.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'

/** How a door is opened. */
export interface DoorOptions {
  readonly home: string
  readonly lang: Locale
  /** The window's inside. */
  readonly size: { readonly width: number; readonly height: number } | null
  readonly env: Readonly<Record<string, string>>
  /** Where the app was built to, or packed; the checkout where absent. */
  readonly app?: string
  readonly now?: string
}

/** An open door: the page, and the process behind it. */
export interface Door {
  /** What shows the page. */
  readonly on: 'electron' | 'double' | 'browser'
  readonly page: Page
  /** Runs a function in Electron's main process with its `electron` module. */
  main<R, A>(work: (electron: ElectronModule, arg: A) => R | Promise<R>, arg: A): Promise<R>
  /** Starts the app once more beside the running one; answers the second one's exit code. */
  again(): Promise<number | null>
  /** The exit code of the process behind the door, once it has ended. */
  readonly exited: Promise<number | null>
  close(): Promise<void>
}

/** Electron's module as far as the double has it; `calls` (what the app asked of the system) is the double's alone. */
export type ElectronModule = typeof Double & { readonly calls: readonly { api: string; args: readonly unknown[] }[] }

/** A folder of this run; it is removed with the run. */
export function newFolder(name: string): string {
  return mkdtempSync(join(process.env['E2E_FOLDER'] ?? tmpdir(), `${name}-`))
}

/** Quits whatever is going on: who asks is answered yes. Runs in the main process. */
export function quitAnyway({ app, dialog }: ElectronModule): void {
  dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false })
  app.quit()
}
