import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import type { Answer } from '../../electron-double/remote.ts'
import { root, type LaunchedApp, type LaunchOptions } from './app.ts'
import { findChromium, startChromium } from './chromium.ts'

/** How long a quitting app may take before it is ended. */
const QUIT_MS = 15_000

/** Runs the built main process under Node with the electron double, its window a page of the machine's Chromium. */
export async function launchDouble(options: LaunchOptions & { userData: string }): Promise<LaunchedApp> {
  const executable = findChromium()
  if (executable === null) throw new Error('no Chromium, Chrome or Edge on this machine')
  const app = options.app ?? root
  const language = options.env?.['ELECTRON_DOUBLE_LOCALE'] ?? 'zh-CN'
  const running = await startChromium(executable, join(options.userData, 'chromium'), language)
  const browser = await chromium.connectOverCDP(running.cdp)
  const context = browser.contexts()[0]
  if (!context) throw new Error('Chromium has no context')
  const window = appWindow(context)
  const child = fork(join(app, 'out/main/main.js'), [], {
    cwd: app,
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', join(root, 'test/electron-double/register.mjs')],
    env: {
      ...process.env,
      ...options.env,
      ELECTRON_DOUBLE_APP: app,
      ELECTRON_DOUBLE_CDP: running.cdp,
      ELECTRON_DOUBLE_USERDATA: options.userData,
    },
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ended = exited.then((code) =>
    Promise.reject(new Error(`the app ended with ${String(code)} before it showed a window`)),
  )
  const page = await Promise.race([window, ended])
  ended.catch(() => undefined)
  return {
    kind: 'double',
    userData: options.userData,
    page,
    evaluate: remote(child, exited),
    exited,
    async close() {
      await quit(child, exited)
      await browser.close().catch(() => undefined)
      await running.close()
    },
  }
}

/** The page the app opens: the first that shows something of its own. */
function appWindow(context: BrowserContext): Promise<Page> {
  return new Promise((resolve) => {
    const look = (page: Page) => {
      void page.waitForURL(/electron-double\.test/, { timeout: 0 }).then(
        () => {
          resolve(page)
        },
        () => undefined,
      )
    }
    for (const page of context.pages()) look(page)
    context.on('page', look)
  })
}

function remote(child: ChildProcess, exited: Promise<number | null>): LaunchedApp['evaluate'] {
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
  if (child.exitCode !== null || !child.connected) return
  child.send({ id: 0, code: '({ app }) => app.quit()', arg: null })
  const timer = setTimeout(() => child.kill('SIGKILL'), QUIT_MS)
  await exited
  clearTimeout(timer)
}
