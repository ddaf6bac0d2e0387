import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { readWorkbook, rowsOf, scratch, type ReadCell } from '../../core/excel/reader.ts'
import type { Cygnet } from './cygnet.ts'

/** Chooses a file in the dialog that an action opens: the system's under Electron, the browser's own on the server. */
export async function chooseFile(
  { host, page, main }: Cygnet,
  path: string,
  action: () => Promise<void>,
): Promise<void> {
  if (host === 'app') {
    await main(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    }, path)
    await action()
    return
  }
  const opened = page.waitForEvent('filechooser')
  await action()
  await (await opened).setFiles(path)
}

/** Whatever is saved from now on is saved there; on the server, which asks nobody, files go to the exports folder. */
export async function saveInto({ host, main }: Cygnet, folder: string): Promise<void> {
  if (host !== 'app') return
  await main(({ dialog }, into) => {
    dialog.showSaveDialog = ((_window: unknown, { defaultPath }: { defaultPath: string }) => {
      const name = defaultPath.split(/[\\/]/).at(-1) ?? 'file'
      return Promise.resolve({ canceled: false, filePath: `${into}/${name}` })
    }) as typeof dialog.showSaveDialog
  }, folder)
}

/** The newest file with this ending that was saved. */
export function newestFile({ host, home }: Cygnet, folder: string, ending: string): string {
  const where = host === 'app' ? folder : join(home, 'exports')
  const [newest] = readdirSync(where)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(where, name))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  if (newest === undefined) throw new Error(`no ${ending} in ${where}`)
  return newest
}

/** Presses the top bar's export on a page whose table is a workbook of its own: the rows of its first table below the header, as openpyxl reads them. */
export async function exportedTable(cygnet: Cygnet): Promise<(ReadCell[2] | undefined)[][]> {
  const { page, call } = cygnet
  await saveInto(cygnet, scratch())
  const before = (await call('exports.recent', {})).length
  await page.getByRole('button', { name: /^(导出 Excel|Export to Excel)$/ }).click()
  await expect.poll(async () => (await call('exports.recent', {})).length).toBe(before + 1)
  const { sheets } = await readWorkbook((await call('exports.recent', {}))[0]?.path ?? '')
  const sheet = sheets.find(({ tables }) => tables.length > 0)
  const [, top = '', , bottom = ''] = /^[A-Z]+(\d+):([A-Z]+)(\d+)$/.exec(sheet?.tables[0]?.ref ?? '') ?? []
  return [...rowsOf(sheet)].flatMap(([n, cells]) =>
    n > Number(top) && n <= Number(bottom) ? [Object.values(cells)] : [],
  )
}
