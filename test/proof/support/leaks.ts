import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import Database from 'better-sqlite3'
import JSZip from 'jszip'

/** Something that was written or said, with a name to report it by. */
export interface Trace {
  readonly name: string
  readonly bytes: Buffer
}

/** Every file below a folder as it is at this moment. */
export function filesBelow(folder: string, named = folder): Trace[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name)
      try {
        return [{ name: path.replace(folder, named), bytes: readFileSync(path) }]
      } catch {
        // Gone between the listing and the reading.
        return []
      }
    })
}

/** The raw replies of a history, unpacked. */
export function payloadsOf(storePath: string): Trace[] {
  const db = new Database(storePath, { readonly: true })
  try {
    const rows = db.prepare<[], { id: number; body: Buffer }>('SELECT id, body FROM payload').all()
    return rows.map(({ id, body }) => ({ name: `payload ${id}`, bytes: zstdDecompressSync(body) }))
  } finally {
    db.close()
  }
}

/** The parts of a workbook, unzipped. */
export async function partsOf(workbook: string): Promise<Trace[]> {
  const zip = await JSZip.loadAsync(readFileSync(workbook))
  return Promise.all(
    Object.values(zip.files).map(async (file) => ({ name: file.name, bytes: await file.async('nodebuffer') })),
  )
}

/** Where a secret stands: as it is, as in an address, in base64 of either alphabet, or the better half of it. */
export function leaksIn(traces: readonly Trace[], secrets: Iterable<string>): string[] {
  const forms = [...secrets].flatMap((secret) => formsOf(secret))
  return traces.flatMap(({ name, bytes }) =>
    forms.filter(({ text }) => bytes.includes(text)).map(({ form, secret }) => `${form} of ${secret} in ${name}`),
  )
}

function formsOf(secret: string) {
  const bytes = Buffer.from(secret)
  return [
    ['plain', secret],
    ['URL-encoded', encodeURIComponent(secret)],
    ['form-encoded', new URLSearchParams({ '': secret }).toString().slice(1)],
    ['base64', bytes.toString('base64').replace(/=+$/, '')],
    ['base64url', bytes.toString('base64url')],
    ['half', secret.slice(3, 3 + Math.max(12, Math.ceil(secret.length / 2)))],
  ].map(([form = '', text = '']) => ({ form, text: Buffer.from(text), secret }))
}
