import { Menu, shell, type MenuItemConstructorOptions as Item } from 'electron'
import type { ShellTexts } from './i18n.ts'

type Words = ShellTexts['menu']

const SEPARATOR: Item = { type: 'separator' }
const DOCS = 'https://smartprogram.baidu.com/docs/develop/third/datastatistics/'

/**
 * The menu bar, once for every language. Roles do what the system does, in its own way; their labels are given, Electron's own are
 * English. `go` leads the page to an address after `#`.
 */
export function setMenu(words: Words, go: (hash: string) => void): void {
  const mac = process.platform === 'darwin'
  const settings: Item = {
    label: words.settings,
    accelerator: 'CmdOrCtrl+,',
    click: () => {
      go('#/settings')
    },
  }
  const template: Item[] = [
    ...(mac ? [appMenu(words, settings)] : []),
    {
      label: words.file,
      submenu: mac
        ? [{ role: 'close', label: words.closeWindow }]
        : [settings, SEPARATOR, { role: 'quit', label: words.quit }],
    },
    editMenu(words),
    viewMenu(words),
    windowMenu(words, mac),
    helpMenu(words, mac),
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

function appMenu(words: Words, settings: Item): Item {
  return {
    label: 'Cygnet',
    submenu: [
      { role: 'about', label: words.about },
      SEPARATOR,
      settings,
      SEPARATOR,
      { role: 'services', label: words.services },
      SEPARATOR,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.unhide },
      SEPARATOR,
      { role: 'quit', label: words.quit },
    ],
  }
}

function editMenu(words: Words): Item {
  return {
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      SEPARATOR,
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
    ],
  }
}

function viewMenu(words: Words): Item {
  return {
    label: words.view,
    submenu: [
      { role: 'reload', label: words.reload },
      // What browsers have taught everybody.
      { role: 'reload', accelerator: 'F5', visible: false, acceleratorWorksWhenHidden: true },
      SEPARATOR,
      { role: 'resetZoom', label: words.resetZoom },
      { role: 'zoomIn', label: words.zoomIn },
      // The same key without Shift.
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
      { role: 'zoomOut', label: words.zoomOut },
      SEPARATOR,
      { role: 'togglefullscreen', label: words.fullScreen },
      { role: 'toggleDevTools', label: words.developer },
    ],
  }
}

function windowMenu(words: Words, mac: boolean): Item {
  const minimize: Item = { role: 'minimize', label: words.minimize }
  const front: Item[] = [{ role: 'zoom', label: words.zoom }, SEPARATOR, { role: 'front', label: words.front }]
  return { role: 'window', label: words.window, submenu: mac ? [minimize, ...front] : [minimize] }
}

function helpMenu(words: Words, mac: boolean): Item {
  const docs: Item = { label: words.docs, click: () => void shell.openExternal(DOCS) }
  const about: Item[] = mac ? [] : [SEPARATOR, { role: 'about', label: words.about }]
  return { role: 'help', label: words.help, submenu: [docs, ...about] }
}
