import { Menu, shell, type MenuItemConstructorOptions } from 'electron'
import type { ShellTexts } from './i18n.ts'

/** The menu bar: roles do what the system does, in the system's own way; the rest asks the page to go somewhere. */
export function setMenu(texts: ShellTexts, go: (hash: string) => void): void {
  const mac = process.platform === 'darwin'
  const settings: MenuItemConstructorOptions = {
    label: texts.settings,
    accelerator: 'CmdOrCtrl+,',
    click: () => {
      go('#/settings')
    },
  }
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [appMenu(settings)] : []),
    { label: texts.file, submenu: mac ? [{ role: 'close' }] : [settings, { type: 'separator' }, { role: 'quit' }] },
    { label: texts.edit, role: 'editMenu' },
    {
      label: texts.view,
      submenu: [
        { role: 'reload' },
        { role: 'toggleDevTools' },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { label: texts.window, role: 'windowMenu' },
    { label: texts.help, role: 'help', submenu: [{ label: texts.docs, click: () => void shell.openExternal(DOCS) }] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

const DOCS = 'https://smartprogram.baidu.com/docs/develop/third/datastatistics/'

function appMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  }
}
