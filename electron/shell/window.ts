import { join } from 'node:path'
import { BrowserWindow } from 'electron'
import { APP_HOST, APP_SCHEME } from '../contract/rpc.ts'
import { rememberBounds, windowBounds } from './bounds.ts'

/** A page that keeps crashing is not reloaded for ever. */
const MAX_RELOADS = 3
const RELOAD_WINDOW_MS = 60_000

/** Opens the window on the page: sandboxed, isolated, without Node. Shown when it has something to show. */
export function openWindow(options: {
  preload: string
  icon: string
  userData: string
  devServer?: string
}): BrowserWindow {
  const boundsFile = join(options.userData, 'window.json')
  const { maximized, ...bounds } = windowBounds(boundsFile)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Cygnet',
    icon: options.icon,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (maximized === true) window.maximize()
  rememberBounds(window, boundsFile)
  window.once('ready-to-show', () => {
    window.show()
  })
  reloadAfterCrash(window)
  void window.loadURL(options.devServer ?? `${APP_SCHEME}://${APP_HOST}/`)
  return window
}

function reloadAfterCrash(window: BrowserWindow): void {
  let crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const now = Date.now()
    crashes = [...crashes.filter((at) => now - at < RELOAD_WINDOW_MS), now]
    if (crashes.length <= MAX_RELOADS) window.webContents.reload()
  })
}
