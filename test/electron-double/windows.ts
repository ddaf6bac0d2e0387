import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { app } from './app.ts'
import { preventable, record } from './calls.ts'
import { WebContents } from './web-contents.ts'

/** A window: a page of Chromium and the state a window manager would keep. */
export class BrowserWindow extends EventEmitter {
  static readonly #all = new Set<BrowserWindow>()
  static getAllWindows = () => [...BrowserWindow.#all]
  static getFocusedWindow = () => BrowserWindow.getAllWindows()[0] ?? null

  readonly webContents: WebContents
  readonly id: number
  readonly #opened: Promise<void>
  #bounds: Electron.Rectangle
  #background: string
  #visible = false
  #focused = false
  #minimized = false
  #maximized = false
  #gone = false

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.#bounds = { x, y, width, height }
    this.#background = options.backgroundColor ?? '#ffffff'
    this.webContents = new WebContents({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      ...options.webPreferences,
    })
    this.id = this.webContents.id
    BrowserWindow.#all.add(this)
    app.emit('web-contents-created', {}, this.webContents)
    app.emit('browser-window-created', {}, this)
    this.#opened = this.webContents
      .open((page) => page.on('close', () => this.#closed()))
      .then(() => this.webContents.page.setViewportSize({ width, height }))
  }

  async loadURL(url: string): Promise<void> {
    await this.#opened
    await this.webContents.load(url)
    this.emit('ready-to-show')
    this.webContents.emit('did-finish-load')
  }

  show(): void {
    this.#visible = true
    this.#focused = true
  }
  hide(): void {
    this.#visible = false
    this.#focused = false
  }
  focus(): void {
    record('window.focus')
    this.#focused = true
  }
  blur(): void {
    this.#focused = false
  }
  maximize(): void {
    this.#maximized = true
  }
  minimize(): void {
    this.#minimized = true
    this.#focused = false
  }
  restore(): void {
    this.#minimized = false
  }
  setProgressBar(fraction: number): void {
    record('window.setProgressBar', fraction)
  }
  setBackgroundColor(color: string): void {
    this.#background = color
  }
  getBackgroundColor = () => this.#background
  isVisible = () => this.#visible
  isFocused = () => this.#focused
  isMinimized = () => this.#minimized
  isMaximized = () => this.#maximized
  isDestroyed = () => this.#gone
  getNormalBounds = () => this.#bounds
  getBounds = () => this.#bounds

  /** A window without a frame around it: its inside is all of it. */
  async setBounds(bounds: Partial<Electron.Rectangle>): Promise<void> {
    this.#bounds = { ...this.#bounds, ...bounds }
    const { width, height } = this.#bounds
    await this.#opened
    await this.webContents.page.setViewportSize({ width, height })
  }
  setContentSize = (width: number, height: number) => this.setBounds({ width, height })

  close(): void {
    const asked = preventable({})
    this.emit('close', asked)
    if (!asked.defaultPrevented) void this.destroy()
  }

  async destroy(): Promise<void> {
    await this.#opened.catch(() => undefined)
    if (!this.webContents.isDestroyed()) await this.webContents.page.close().catch(() => undefined)
    this.#closed()
  }

  #closed(): void {
    if (this.#gone) return
    this.#gone = true
    BrowserWindow.#all.delete(this)
    this.webContents.emit('destroyed')
    this.emit('closed')
    if (BrowserWindow.#all.size > 0 || app.isQuitting()) return
    if (!app.emit('window-all-closed')) app.quit()
  }
}

app.closeWindows = async () => {
  for (const window of BrowserWindow.getAllWindows()) {
    const asked = preventable({})
    window.emit('close', asked)
    if (asked.defaultPrevented) return false
    await window.destroy()
  }
  return true
}
