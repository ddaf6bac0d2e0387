import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { Book } from './book.ts'
import { dataHeader, dataRowsOf, type Part } from './sheets/data.ts'
import type { CellValue } from './types.ts'

/** Rows of text handed on at a time, in characters. */
const CHUNK = 1 << 16
const DAY_MS = 86_400_000
/** Excel's serial number of 1970-01-01. */
const EPOCH = 25_569
/** Columns that hold days, and the one that holds a moment, counted from 0. */
const DAYS = new Set([4, 5])
const MOMENT = 14

export interface CsvOptions {
  readonly gzip: boolean
  /** Told of each row and how many of its fields hold something; may throw to stop. */
  readonly onRow: (fields: number) => void
}

/**
 * The long data as CSV (RFC 4180, UTF-8 with the mark by which Excel knows it): a header, then one number a row. Days are `YYYY-MM-DD`,
 * moments Beijing time, percentages fractions, unknown numbers empty. A text a spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvStream(book: Book, parts: readonly Part[], options: CsvOptions): Readable {
  const text = Readable.from(encoded(csvText(book, parts, options.onRow)), {
    objectMode: false,
    highWaterMark: 1 << 18,
  })
  if (!options.gzip) return text
  const packed = createGzip({ level: 6 })
  text.on('error', (error) => packed.destroy(error))
  return text.pipe(packed)
}

function* encoded(pieces: Iterable<string>): Iterable<Buffer> {
  for (const piece of pieces) yield Buffer.from(piece)
}

function* csvText(book: Book, parts: readonly Part[], onRow: (fields: number) => void): Iterable<string> {
  let text = `\ufeff${dataHeader(book).map(quoted).join(',')}\r\n`
  for (const { values } of dataRowsOf(book, parts)) {
    let fields = 0
    for (let c = 0; c < values.length; c += 1) {
      const value = values[c] ?? null
      if (value !== null) fields += 1
      text += `${c === 0 ? '' : ','}${fieldOf(value, c)}`
    }
    text += '\r\n'
    onRow(fields)
    if (text.length < CHUNK) continue
    yield text
    text = ''
  }
  yield text
}

function fieldOf(value: CellValue, column: number): string {
  if (value === null) return ''
  if (typeof value === 'string') return quoted(value)
  const number = typeof value === 'number' ? value : value.value
  if (DAYS.has(column)) return momentOf(number).slice(0, 10)
  return column === MOMENT ? momentOf(number) : String(number)
}

const momentOf = (serial: number) =>
  new Date(Math.round(((serial - EPOCH) * DAY_MS) / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' ')

/** A field of text, in quotes where it must be. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
