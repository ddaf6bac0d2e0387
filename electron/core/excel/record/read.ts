import { Transform } from 'node:stream'
import { buffer, text as whole } from 'node:stream/consumers'
import { open, type Entry, type ZipFile } from 'yauzl'
import { AppError } from '../../../contract/errors.ts'
import { pictureSize } from '../picture-size.ts'
import { Checksum, digestOf, type TextDigest } from './checksum.ts'
import { NO_RECORD_MARK, readRecord, RECORD_MARK, type RecordRow, type SealedRecord } from './record.ts'
import { rowsIn, type ReadCell } from './rows.ts'
import { relationsPath, sheetPaths, stringsIn, targetsOf } from './workbook-xml.ts'

/** A workbook of ours as a file holds it. */
export interface ReadFile extends SealedRecord {
  /** Sheets whose cells are no longer what was written, and those that are gone. */
  readonly edited: readonly string[]
  /** The picture of its cover: it goes with the file, the record does not hold it. */
  readonly logo: Buffer | null
}

/** Unpacked, a part may have this many bytes: a million rows of data have a fifth of it. */
const MOST_BYTES = 2_000_000_000
/** A larger picture was not put there by us. */
const MOST_LOGO_BYTES = 2_000_000

/**
 * Reads a workbook's record and checks every sheet against it. Throws `file.unreadable` (no workbook), `export.foreign` (not one of ours, or
 * its record was altered), `export.unrecorded` (a table of the page).
 */
export async function readWorkbookFile(path: string): Promise<ReadFile> {
  const zip = await opened(path)
  try {
    const entries = await entriesOf(zip)
    const part = async (name: string) => whole(await streamOf(zip, entries, name, path))
    const paths = sheetPaths(await part('xl/workbook.xml'), await part('xl/_rels/workbook.xml.rels'))
    const strings = entries.has('xl/sharedStrings.xml') ? stringsIn(await part('xl/sharedStrings.xml')) : []
    const digests: TextDigest[] = []
    const found: RecordRow[] = []
    const sums = new Map<string, string>()
    for (const [name, sheet] of paths) {
      const sum = new Checksum()
      for await (const cells of rowsIn(await streamOf(zip, entries, sheet, path), strings)) {
        add(sum, cells, strings, digests)
        const record = recordRow(cells)
        if (record) found.push(record)
      }
      sums.set(name, sum.end())
    }
    if (found.some(([mark]) => mark === NO_RECORD_MARK)) throw new AppError('export.unrecorded', { path })
    const sealed = found.length > 0 ? readRecord(found) : null
    if (!sealed) throw new AppError('export.foreign', { path, problem: found.length > 0 ? 'record-altered' : null })
    const edited = Object.keys(sealed.sums).filter((name) => sums.get(name) !== sealed.sums[name])
    const [cover] = paths.values()
    const logo =
      cover === undefined ? null : await pictureOf(cover, entries, (name) => streamOf(zip, entries, name, path))
    return { ...sealed, edited, logo }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown
    throw new AppError('file.unreadable', { path, reason: 'not-a-workbook' }, { cause: thrown })
  } finally {
    zip.close()
  }
}

/** The first picture on a sheet, where it is one that a cover can bear. */
async function pictureOf(
  sheet: string,
  entries: ReadonlyMap<string, Entry>,
  read: (name: string) => Promise<Transform>,
): Promise<Buffer | null> {
  const [drawing] = await leadingTo(sheet, 'drawing')
  const [image] = drawing === undefined ? [] : await leadingTo(drawing, 'image')
  const size = image === undefined ? undefined : entries.get(image)?.uncompressedSize
  if (image === undefined || size === undefined || size > MOST_LOGO_BYTES) return null
  const content = await buffer(await read(image))
  return pictureSize(content) && content

  async function leadingTo(part: string, kind: string): Promise<string[]> {
    const relations = relationsPath(part)
    return entries.has(relations) ? targetsOf(part, await whole(await read(relations)), kind) : []
  }
}

function add(sum: Checksum, cells: readonly ReadCell[], strings: readonly string[], digests: TextDigest[]): void {
  for (const { row, column, value, shared } of cells) {
    if (typeof value === 'number') sum.number(row, column, value)
    else if (shared === null) sum.text(row, column, digestOf(value))
    else sum.text(row, column, (digests[shared] ??= digestOf(strings[shared] ?? '')))
  }
}

function recordRow(cells: readonly ReadCell[]): RecordRow | null {
  const [mark, piece] = cells
  if (mark?.column !== 1 || piece?.column !== 2) return null
  if (typeof mark.value !== 'string' || typeof piece.value !== 'string') return null
  const ours = mark.value.startsWith(RECORD_MARK) || mark.value === NO_RECORD_MARK
  return ours ? [mark.value, piece.value] : null
}

function opened(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (!error) resolve(zip)
      else {
        const reason = 'code' in error ? String(error.code) : 'not-a-workbook'
        reject(new AppError('file.unreadable', { path, reason }, { cause: error }))
      }
    })
  })
}

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.once('end', () => {
      resolve(entries)
    })
    zip.once('error', reject)
    zip.readEntry()
  })
}

function streamOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>, name: string, path: string): Promise<Transform> {
  const entry = entries.get(name)
  if (!entry || entry.uncompressedSize > MOST_BYTES)
    return Promise.reject(new AppError('file.unreadable', { path, reason: 'not-a-workbook' }))
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(error)
        return
      }
      const passed = new Transform({
        transform: (chunk, _, done) => {
          done(null, chunk)
        },
      })
      stream.on('error', (failure) => passed.destroy(failure))
      resolve(stream.pipe(passed))
    })
  })
}
