// The `electron` module as the app's main process sees it under Node: what the app uses of it, and nothing more.
import { app } from './app.ts'
import { calls } from './calls.ts'
import { dialog, Menu, Notification, powerMonitor, shell } from './desktop.ts'
import { ipcMain } from './ipc.ts'
import { listenForTests } from './remote.ts'
import { permissions } from './session.ts'
import { BrowserWindow } from './windows.ts'

export { app } from './app.ts'
export { dialog, Menu, nativeTheme, Notification, powerMonitor, screen, shell } from './desktop.ts'
export { ipcMain } from './ipc.ts'
export { protocol } from './protocol.ts'
export { safeStorage } from './safe-storage.ts'
export { net, session } from './session.ts'
export { BrowserWindow } from './windows.ts'

listenForTests({ app, BrowserWindow, calls, dialog, ipcMain, Menu, Notification, permissions, powerMonitor, shell })
