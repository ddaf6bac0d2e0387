import { resolve } from 'node:path'
import { dialog, shell, type BrowserWindow, type OpenDialogOptions } from 'electron'

const FILTERS = {
  workbook: { name: 'Excel', extensions: ['xlsx'] },
  data: { name: 'CSV', extensions: ['csv', 'gz'] },
  table: { name: 'CSV, Excel', extensions: ['csv', 'xlsx', 'txt'] },
  history: { name: 'Cygnet', extensions: ['cygnet-backup', 'db'] },
}
export type FileKind = keyof typeof FILTERS

/** Asks where to write; null when the person thought better of it. */
export async function askSavePath(
  window: BrowserWindow | null,
  kind: FileKind,
  suggested: string,
): Promise<string | null> {
  if (!window) return null
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: suggested,
    filters: [FILTERS[kind]],
  })
  return canceled || filePath === '' ? null : filePath
}

/** Asks for a file to read, or a folder to write into. */
export async function askOpenPath(window: BrowserWindow | null, kind: FileKind | 'folder'): Promise<string | null> {
  if (!window) return null
  const { canceled, filePaths } = await dialog.showOpenDialog(window, kind === 'folder' ? FOLDER : fileOf(kind))
  return canceled ? null : (filePaths[0] ?? null)
}

const FOLDER: OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] }
const fileOf = (kind: FileKind): OpenDialogOptions => ({
  properties: ['openFile'],
  // A history kept aside by a restore has the moment behind its name.
  filters: [FILTERS[kind], ...(kind === 'history' ? [{ name: '*', extensions: ['*'] }] : [])],
})

/** The workspace has made sure that this home wrote the file. */
export function showInFolder(path: string): void {
  shell.showItemInFolder(resolve(path))
}
