import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type * as Electron from 'electron'
import type { Frame, Page, Route } from 'playwright-core'
import { fromBrowser, toBrowser } from './addresses.ts'
import { app, browser } from './app.ts'
import { preventable, record } from './calls.ts'
import { ipcMain } from './ipc.ts'
import { handlerOf, isOwnScheme } from './protocol.ts'
import { defaultSession, isGranted } from './session.ts'

/** Electron's names of permissions and Chromium's. */
const PERMISSIONS = {
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-write',
  geolocation: 'geolocation',
  notifications: 'notifications',
  media: 'camera',
  midi: 'midi',
} as const

interface Posted {
  readonly channel: string
  readonly args: unknown[]
}
type OpenHandler = (details: { url: string }) => { action: string }

let last = 0

/** A page of the real Chromium with the app's preload in it, behind the face of Electron's webContents. */
export class WebContents extends EventEmitter {
  readonly id = ++last
  readonly session = defaultSession
  readonly mainFrame: { readonly url: string; readonly parent: null }
  readonly preferences: Electron.WebPreferences
  #page: Page | null = null
  #open: OpenHandler = () => ({ action: 'allow' })
  /** The app's own load of its page is no navigation to be guarded. */
  #loading = false
  /** Messages reach the page in the order they were sent. */
  #sent: Promise<unknown> = Promise.resolve()

  constructor(preferences: Electron.WebPreferences) {
    super()
    this.preferences = preferences
    const address = () => this.getURL()
    this.mainFrame = {
      get url() {
        return address()
      },
      parent: null,
    }
  }

  get page(): Page {
    if (!this.#page) throw new Error('the window is not open yet')
    return this.#page
  }

  getURL = () => fromBrowser(this.#page?.mainFrame().url() ?? '')
  getLastWebPreferences = () => this.preferences
  isDestroyed = () => this.#page === null || this.#page.isClosed()
  openDevTools = () => undefined
  isLoading = () => false
  executeJavaScript = (code: string) => this.page.evaluate(code)

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#open = handler
  }

  reload(): void {
    record('webContents.reload')
    void this.page.reload()
  }

  send(channel: string, ...args: unknown[]): void {
    const message = { channel, args: structuredClone(args) }
    this.#sent = this.#sent
      .then(() => this.page.evaluate((sent) => (globalThis as Deliver).__electronDeliver?.(sent), message))
      .catch(() => undefined)
  }

  async open(onPage: (page: Page) => void): Promise<void> {
    await app.whenReady()
    const context = browser().contexts()[0]
    if (!context) throw new Error('Chromium has no context')
    this.#page = await context.newPage()
    const page = this.#page
    onPage(page)
    await page.exposeBinding('__electronDouble', ({ frame }, message: Posted) => {
      ipcMain.emit(message.channel, this.#event(frame), ...message.args)
    })
    await page.exposeBinding('__electronDoubleOpen', (_source, url: string) => {
      if (this.#open({ url }).action === 'deny') record('window.open.denied', url)
    })
    await page.addInitScript(pageShim(this.preferences))
    await page.route('**/*', (route) => this.#answer(route))
    // Windows of the app's own are not modelled: none opens.
    page.on('popup', (popup) => void popup.close())
    await this.#grant(page)
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
  }

  /** Chromium asks nobody here: what the app answers is put into force for its page beforehand, for as long as the session lasts. */
  async #grant(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page)
    const { targetInfo } = await session.send('Target.getTargetInfo')
    const browserContextId = targetInfo.browserContextId ?? ''
    const origin = toBrowser('app://cygnet', isOwnScheme)
    for (const [asked, name] of Object.entries(PERMISSIONS)) {
      const setting = isGranted(asked, this, 'app://cygnet/', true) ? 'granted' : 'denied'
      await session.send('Browser.setPermission', { permission: { name }, setting, origin, browserContextId })
    }
  }

  async load(url: string): Promise<void> {
    this.#loading = true
    try {
      await this.page.goto(toBrowser(url, isOwnScheme))
    } finally {
      this.#loading = false
    }
  }

  #event(frame: Frame) {
    const own = frame === this.page.mainFrame()
    return {
      sender: this,
      senderFrame: own ? this.mainFrame : { url: fromBrowser(frame.url()), parent: this.mainFrame },
    }
  }

  /** Every request of the page: navigation is guarded, own schemes are served by the app, nothing else leaves. */
  async #answer(route: Route): Promise<void> {
    const request = route.request()
    const url = fromBrowser(request.url())
    if (request.isNavigationRequest() && !this.#loading && !this.#mayNavigate(url, request.frame())) {
      record('navigation.denied', url)
      return route.abort('aborted')
    }
    const handler = handlerOf(url)
    if (!handler) {
      record('network.blocked', url)
      return route.abort('internetdisconnected')
    }
    const response = await handler(new Request(url, { method: request.method(), headers: request.headers() }))
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  }

  #mayNavigate(url: string, frame: Frame): boolean {
    const details = preventable({ url, isMainFrame: frame === this.page.mainFrame() })
    this.emit('will-frame-navigate', details)
    if (details.isMainFrame) this.emit('will-navigate', details, url)
    return !details.defaultPrevented
  }
}

/** The bridge's page side and the app's preload, as one script that runs before any of the page's. */
function pageShim({ preload, sandbox, contextIsolation, nodeIntegration }: Electron.WebPreferences): string {
  if (sandbox !== true || contextIsolation !== true || nodeIntegration === true)
    throw new Error('the double models only sandboxed, isolated windows without Node')
  const source = preload === undefined ? '' : readFileSync(preload, 'utf8')
  return readFileSync(new URL('./page-shim.js', import.meta.url), 'utf8')
    .replace('__PLATFORM__', process.platform)
    .replace('__PRELOAD__', () => source)
}

/** The page's end of `send` (page-shim.js). */
interface Deliver {
  __electronDeliver?: (message: Posted) => void
}
