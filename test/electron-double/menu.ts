import type * as Electron from 'electron'

/** An item of a menu, as far as a test looks at it. */
export interface MenuItem extends Omit<Electron.MenuItemConstructorOptions, 'submenu' | 'click'> {
  readonly submenu?: Menu
  click(): void
}

export class Menu {
  static #application: Menu | null = null
  readonly items: readonly MenuItem[]

  constructor(items: readonly MenuItem[]) {
    this.items = items
  }

  static buildFromTemplate = (template: readonly Electron.MenuItemConstructorOptions[]): Menu =>
    new Menu(
      template.map(({ submenu, click, ...rest }) => ({
        ...rest,
        ...(Array.isArray(submenu) ? { submenu: Menu.buildFromTemplate(submenu) } : {}),
        click: () => click?.({} as never, undefined, {}),
      })),
    )
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }
  static getApplicationMenu = () => Menu.#application
}
