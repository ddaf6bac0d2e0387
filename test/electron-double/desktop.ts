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
  show(): void {
    record('Notification.show', this.#options)
  }
}

export class Menu {
  static #application: Menu | null = null
  readonly items: readonly Electron.MenuItemConstructorOptions[]
  constructor(items: readonly Electron.MenuItemConstructorOptions[] = []) {
    this.items = items
  }
  static buildFromTemplate = (template: Electron.MenuItemConstructorOptions[]) => new Menu(template)
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }
  static getApplicationMenu = () => Menu.#application
}

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
}
export const powerMonitor = new EventEmitter()
export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false, themeSource: 'system' })
