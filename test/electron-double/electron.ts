// The `electron` module as the app's main process sees it under Node: what the app uses of it, and nothing more.
import { app } from './app.ts'
import { calls } from './calls.ts'
import { dialog, nativeTheme, Notification, powerMonitor, shell } from './desktop.ts'
import { ipcMain } from './ipc.ts'
import { Menu } from './menu.ts'
import { listenForTests } from './remote.ts'
import { BrowserWindow } from './windows.ts'

export { app } from './app.ts'
export { dialog, nativeTheme, Notification, powerMonitor, screen, shell } from './desktop.ts'
export { ipcMain } from './ipc.ts'
export { Menu } from './menu.ts'
export { net } from './net.ts'
export { protocol } from './protocol.ts'
export { safeStorage } from './safe-storage.ts'
export { session } from './session.ts'
export { BrowserWindow } from './windows.ts'

listenForTests({ app, BrowserWindow, calls, dialog, ipcMain, Menu, nativeTheme, Notification, powerMonitor, shell })
