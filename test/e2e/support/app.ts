import { resolve } from 'node:path'
import type { Page } from 'playwright-core'

/** A running desktop app, on whichever Electron there is. */
export interface LaunchedApp {
  readonly kind: 'electron' | 'double'
  readonly userData: string
  /** The main window's page. */
  readonly page: Page
  /** Runs a function in the main process with its `electron` module (on the double also `calls` and `permissions`). */
  evaluate<R, A>(work: (electron: never, arg: A) => R | Promise<R>, arg?: A): Promise<R>
  close(): Promise<void>
  readonly exited: Promise<number | null>
}

export interface LaunchOptions {
  /** Where the app was built to, or packed; the checkout where absent. */
  readonly app?: string
  readonly userData?: string
  readonly env?: Readonly<Record<string, string>>
}

export const root = resolve(import.meta.dirname, '../../..')
