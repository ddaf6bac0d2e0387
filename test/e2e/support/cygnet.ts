import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, type TestContext } from 'vitest'
import { ROOT } from '../../../build/setup/paths.mjs'
import type { Input, MethodName, Output } from '../../../electron/contract/index.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../electron/sandbox/index.ts'
import { openAppDoor } from './app-door.ts'
import { newFolder, type Door, type DoorOptions, type ElectronModule } from './door.ts'
import { copyHome, type HomeName } from './homes.ts'
import { callFromPage } from './page-call.ts'
import { openServerDoor } from './server-door.ts'

/** The desktop app (on Electron or on its double), or the page that the loopback server shows in a browser. */
export type Host = 'app' | 'server'
export const HOSTS: readonly Host[] = ['app', 'server']

export interface CygnetOptions {
  readonly host: Host
  /** Begin with a copy of a seeded history (homes.ts); an empty home where absent. */
  readonly home?: HomeName
  /** The machine's language; Chinese where absent. */
  readonly lang?: Locale
  /** What the machine asks for; light where absent. */
  readonly theme?: 'light' | 'dark'
  /** The window's inside; what the app itself chooses where absent. */
  readonly size?: { readonly width: number; readonly height: number }
  /** What the API is like; six apps, always the same, where absent. */
  readonly sandbox?: SandboxOptions
  readonly env?: Readonly<Record<string, string>>
  /** The moment it is when Cygnet starts (ISO); only on the server. */
  readonly now?: string
  /** Another build of the app than the checkout's. */
  readonly app?: string
}

/** Cygnet as a person has it before them. */
export interface Cygnet {
  readonly host: Host
  readonly on: Door['on']
  readonly page: Page
  readonly home: string
  /** The API it talks to; tests change it, or take it away. */
  readonly sandbox: Sandbox
  /** Asks the core by the page's own way: to set up what a spec is not about, and to compare with. */
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>>
  /** Runs a function in Electron's main process. */
  main<R, A = undefined>(work: (electron: ElectronModule, arg: A) => R | Promise<R>, arg?: A): Promise<R>
  /** Quits and opens again on the same home; `page` is another one then. */
  restart(): Promise<void>
  /** Quits and keeps the home. */
  quit(): Promise<void>
  /** Starts the app a second time on the same home; answers its exit code. */
  again(): Promise<number | null>
  readonly exited: Promise<number | null>
  close(): Promise<void>
}

export async function openCygnet(options: CygnetOptions): Promise<Cygnet> {
  const home = newFolder('home')
  if (options.home) await copyHome(options.home, home)
  const sandbox = await startSandbox({ apps: 6, ...options.sandbox })
  let door = await openDoor(options, home, sandbox.url)
  const cygnet: Cygnet = {
    host: options.host,
    get on() {
      return door.on
    },
    get page() {
      return door.page
    },
    get exited() {
      return door.exited
    },
    home,
    sandbox,
    call: (method, input) => callFromPage(door.page, method, input),
    main: (work, arg) => door.main(work, arg as never),
    restart: async () => {
      await door.close()
      door = await openDoor(options, home, sandbox.url)
    },
    quit: () => door.close(),
    again: () => door.again(),
    close: async () => {
      await door.close()
      await sandbox.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
  // A seeded history has no secrets in it: its apps get their tokens by the platform's.
  if (options.home) await cygnet.call('platform.set', { token: sandbox.platform.token })
  return cygnet
}

async function openDoor(options: CygnetOptions, home: string, api: string): Promise<Door> {
  const open: DoorOptions = {
    home,
    lang: options.lang ?? 'zh-CN',
    size: options.size ?? null,
    env: { CYGNET_API_BASE: api, ...options.env },
    ...(options.app === undefined ? {} : { app: options.app }),
    ...(options.now === undefined ? {} : { now: options.now }),
  }
  const door = await (options.host === 'app' ? openAppDoor(open) : openServerDoor(open))
  if (options.host === 'app' && options.size) await door.main(resize, options.size)
  await door.page.emulateMedia({ colorScheme: options.theme ?? 'light' })
  door.page.setDefaultTimeout(20_000)
  return door
}

const resize = ({ BrowserWindow }: ElectronModule, { width, height }: { width: number; height: number }) =>
  BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)

/**
 * One Cygnet for all tests of a file or a `describe`: opened before the first, closed after the last. A test that fails leaves a picture
 * of its page in `test-results/`.
 */
export function useCygnet(options: CygnetOptions): () => Cygnet {
  let cygnet: Cygnet | null = null
  beforeAll(async () => {
    cygnet = await openCygnet(options)
  }, 90_000)
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(cygnet, task)
  })
  afterAll(() => cygnet?.close(), 60_000)
  return () => {
    if (!cygnet) throw new Error('Cygnet is not open yet')
    return cygnet
  }
}

async function picture(cygnet: Cygnet | null, task: TestContext['task']): Promise<void> {
  const folder = join(ROOT, 'test-results')
  mkdirSync(folder, { recursive: true })
  const name = `${task.suite?.name ?? ''} ${task.name}`.trim().replace(/[^\p{L}\p{N}]+/gu, '-')
  await cygnet?.page.screenshot({ path: join(folder, `${name}.png`), timeout: 5000 }).catch(() => undefined)
}
