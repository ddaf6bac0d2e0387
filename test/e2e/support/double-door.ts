import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { pinnedNode, ROOT } from '../../../build/setup/paths.mjs'
import { toBrowser } from '../../electron-double/addresses.ts'
import type { Answer } from '../../electron-double/remote.ts'
import { chromiumFor } from './chromium.ts'
import { quitAnyway, type Door, type DoorOptions } from './door.ts'

/** How long a quitting app may take before it is ended. */
const QUIT_MS = 15_000
const OWN_HOST = 'electron-double.test'
/** Whose window a Chromium showed last. */
const lastHomes = new WeakMap<BrowserContext, string>()

/** Runs the built main process under Node with the electron double, its window a page of the machine's Chromium. */
export async function openDoubleDoor(options: DoorOptions): Promise<Door> {
  const { cdp, browser } = await chromiumFor(options.lang)
  const context = browser.contexts()[0]
  if (!context) throw new Error('Chromium has no context')
  if (lastHomes.get(context) !== options.home) await forget(context)
  lastHomes.set(context, options.home)
  const window = appWindow(context)
  const child = startMain(options, cdp)
  const exited = ended(child)
  const close = async () => {
    await quit(child, exited)
    for (const page of context.pages()) if (page.url().includes(OWN_HOST)) await page.close()
  }
  const early = exited.then((code) => Promise.reject(new Error(`the app ended with ${String(code)} before its window`)))
  try {
    const page = await Promise.race([window, early])
    early.catch(() => undefined)
    const again = () => ended(startMain(options, cdp))
    return { on: 'double', page, main: remote(child, exited), again, exited, close }
  } catch (thrown) {
    await close()
    throw thrown
  }
}

/** What the page keeps for itself is there again after a restart, and unknown to another home. */
async function forget(context: BrowserContext): Promise<void> {
  await context.clearPermissions()
  const session = await context.newCDPSession(context.pages()[0] ?? (await context.newPage()))
  const origin = toBrowser('app://cygnet', () => true)
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  await session.detach()
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve))

function startMain({ app = ROOT, home, lang, env }: DoorOptions, cdp: string): ChildProcess {
  return fork(join(app, 'out/main/main.js'), [], {
    cwd: app,
    execPath: pinnedNode(ROOT),
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', join(ROOT, 'test/electron-double/register.mjs')],
    env: {
      ...process.env,
      ELECTRON_DOUBLE_APP: app,
      ELECTRON_DOUBLE_CDP: cdp,
      ELECTRON_DOUBLE_LOCALE: lang,
      CYGNET_HOME: home,
      ...env,
    },
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/** The page the app opens: the first that shows something of its own. */
function appWindow(context: BrowserContext): Promise<Page> {
  return new Promise((resolve) => {
    const found = (page: Page) => {
      context.off('page', look)
      resolve(page)
    }
    const look = (page: Page) => {
      const isOwn = ({ hostname }: URL) => hostname.endsWith(OWN_HOST)
      void page.waitForURL(isOwn, { timeout: 0, waitUntil: 'commit' }).then(
        () => found(page),
        () => undefined,
      )
    }
    for (const page of context.pages()) look(page)
    context.on('page', look)
  })
}

function remote(child: ChildProcess, exited: Promise<number | null>): Door['main'] {
  let last = 0
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  child.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('error' in answer) asked?.reject(new Error(answer.error))
    else asked?.resolve(answer.value as never)
  })
  void exited.then(() => {
    for (const { reject } of waiting.values()) reject(new Error('the app has ended'))
  })
  return (work, arg) =>
    new Promise((resolve, reject) => {
      last += 1
      waiting.set(last, { resolve, reject })
      child.send({ id: last, code: String(work), arg })
    })
}

async function quit(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  if (child.connected) child.send({ id: 0, code: String(quitAnyway), arg: null })
  const timer = setTimeout(() => child.kill('SIGKILL'), QUIT_MS)
  await exited
  clearTimeout(timer)
}
