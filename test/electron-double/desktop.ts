import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { record } from './calls.ts'

/** Dialogs answer what a person who changes their mind answers; tests put other answers in. */
export const dialog = {
  showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
  showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] as string[] }),
  showMessageBox: () => Promise.resolve({ response: 0, checkboxChecked: false }),
  showErrorBox: (title: string, text: string) => {
    record('dialog.showErrorBox', title, text)
  },
}

export const shell = {
  openExternal: (url: string) => {
    record('shell.openExternal', url)
    return Promise.resolve()
  },
  showItemInFolder: (path: string) => {
    record('shell.showItemInFolder', path)
  },
}

export class Notification extends EventEmitter {
  static isSupported = () => true
  readonly #options: Electron.NotificationConstructorOptions
  constructor(options: Electron.NotificationConstructorOptions) {
    super()
    this.#options = options
  }
  get title(): string {
    return this.#options.title ?? ''
  }
  get body(): string {
    return this.#options.body ?? ''
  }
  show(): void {
    record('Notification.show', this.#options)
  }
}

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
}

export const powerMonitor = new EventEmitter()

class NativeTheme extends EventEmitter {
  #source: Electron.NativeTheme['themeSource'] = 'system'
  get themeSource() {
    return this.#source
  }
  set themeSource(source: Electron.NativeTheme['themeSource']) {
    if (source === this.#source) return
    this.#source = source
    this.emit('updated')
  }
  /** The machine itself is a light one. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}
export const nativeTheme = new NativeTheme()
