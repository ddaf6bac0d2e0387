import { api } from './index.ts'

/** A history kept aside by a restore has the moment behind its name: any file may be one. */
const ACCEPT = { table: '.csv,.xlsx', history: '', workbook: '.xlsx', picture: 'image/png,image/jpeg' } as const

/**
 * Asks for a file to read and answers a path the core can use: a native dialog where the door has a desktop, else the browser's own
 * chooser and an upload. Null when dismissed. Throws AppError.
 */
export async function chooseFile(
  kind: 'table' | 'history' | 'workbook',
  desktop: boolean,
): Promise<{ path: string; name: string } | null> {
  if (desktop) {
    const { path } = await api.call('files.open', { kind })
    return path === null ? null : { path, name: path.split(/[\\/]/).at(-1) ?? path }
  }
  const file = await chooseInBrowser(ACCEPT[kind])
  return file && upload(file)
}

const MOST_PICTURE_BYTES = 1_000_000
export interface Picture {
  readonly kind: 'png' | 'jpeg'
  readonly content: string
}

/** Asks for a small picture by the browser's own chooser, which both doors have. Null when dismissed. */
export async function readPicture(): Promise<Picture | { readonly problem: 'logoLarge' | 'logoKind' } | null> {
  const file = await chooseInBrowser(ACCEPT.picture)
  if (!file) return null
  const kind = (['png', 'jpeg'] as const).find((each) => file.type === `image/${each}`)
  if (!kind) return { problem: 'logoKind' }
  if (file.size > MOST_PICTURE_BYTES) return { problem: 'logoLarge' }
  return { kind, content: await base64(file) }
}

/** A message holds no more; a history can be as large as it likes. */
const PART_BYTES = 8_000_000

/** Puts a file of the browser (chosen or dropped) aside for the core, a part at a time. */
export async function upload(file: File): Promise<{ path: string; name: string }> {
  let path: string | null = null
  for (let from = 0; path === null || from < file.size; from += PART_BYTES) {
    const content = await base64(file.slice(from, from + PART_BYTES))
    const after: { after?: string } = path === null ? {} : { after: path }
    path = (await api.call('files.upload', { name: file.name, content, ...after })).path
  }
  return { path, name: file.name }
}

function chooseInBrowser(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    input.addEventListener('change', () => {
      resolve(input.files?.[0] ?? null)
    })
    input.addEventListener('cancel', () => {
      resolve(null)
    })
    input.click()
  })
}

function base64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      resolve(typeof reader.result === 'string' ? reader.result.replace(/^[^,]*,/, '') : '')
    })
    reader.addEventListener('error', () => {
      reject(reader.error ?? new Error('unreadable'))
    })
    reader.readAsDataURL(file)
  })
}
