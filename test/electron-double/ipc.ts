import { EventEmitter } from 'node:events'

/** Only what the app uses: messages in both directions (`ipcMain.handle` is not part of its bridge). */
export const ipcMain = new EventEmitter()
