import { api } from './index.ts'

/** Shows a file this home wrote in its folder; in a browser it is downloaded. Throws AppError. */
export async function revealFile(path: string): Promise<void> {
  const { download } = await api.call('files.reveal', { path })
  if (download === null) return
  const link = document.createElement('a')
  link.href = download
  link.download = ''
  link.click()
}

/** The last part of a path of either kind. */
export const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path
