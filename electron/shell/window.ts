import { join } from 'node:path'
import { app, BrowserWindow, dialog, nativeTheme } from 'electron'
import { APP_HOST, APP_SCHEME } from '../contract/rpc.ts'
import { MIN_SIZE, rememberBounds, windowBounds } from './bounds.ts'
import type { ShellTexts } from './i18n.ts'

/** The page's own background (`--bg` of its tokens), so that a window that opens or reloads does not flash in another colour. */
export const BACKGROUND = { light: '#f5f6f8', dark: '#0e1115' }
const background = () => (nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light)

/** Opens the window on the page: sandboxed, isolated, without Node. Shown when it has something to show. */
export function openWindow(options: {
  preload: string
  icon: string
  userData: string
  texts: () => ShellTexts
  devServer?: string
}): BrowserWindow {
  const boundsFile = join(options.userData, 'window.json')
  const { maximized, theme, ...bounds } = windowBounds(boundsFile)
  nativeTheme.themeSource = theme
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    title: 'Cygnet',
    icon: options.icon,
    backgroundColor: background(),
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (maximized) window.maximize()
  rememberBounds(window, boundsFile)
  followTheme(window)
  window.once('ready-to-show', () => {
    window.show()
  })
  reloadAfterCrash(window, options.texts)
  void window.loadURL(options.devServer ?? `${APP_SCHEME}://${APP_HOST}/`)
  return window
}

function followTheme(window: BrowserWindow): void {
  const follow = () => {
    window.setBackgroundColor(background())
  }
  nativeTheme.on('updated', follow)
  window.once('closed', () => nativeTheme.off('updated', follow))
}

/** A page that keeps crashing is not reloaded for ever: then the person decides. */
const MAX_RELOADS = 3
const RELOAD_WINDOW_MS = 60_000

function reloadAfterCrash(window: BrowserWindow, texts: () => ShellTexts): void {
  let crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const now = Date.now()
    crashes = [...crashes.filter((at) => now - at < RELOAD_WINDOW_MS), now]
    if (crashes.length <= MAX_RELOADS) window.webContents.reload()
    else void askToReload(window, texts().crash)
  })
}

async function askToReload(window: BrowserWindow, words: ShellTexts['crash']): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: words.title,
    detail: words.page,
    buttons: [words.reload, words.quit],
    defaultId: 0,
  })
  if (response === 0) window.webContents.reload()
  else app.quit()
}

/** Brings the window before the person. */
export function bringUp(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
