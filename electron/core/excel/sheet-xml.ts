import { columnLetters } from './refs.ts'
import { digestOf, type Checksum, type TextDigest } from './record/checksum.ts'
import type { Style } from './styles.ts'
import type { CellValue, PlanRow } from './types.ts'
import { bytesOf, XmlBytes } from './xml-bytes.ts'

/** Characters of XML handed on at a time. */
const CHUNK = 1 << 17
/** Excel holds no longer text in a cell. */
const MAX_TEXT = 32_767

/** A text's number, and its part in a checksum. */
interface SharedText extends TextDigest {
  readonly index: number
}

/** Every text of the workbook once; cells hold its number. */
export class SharedStrings {
  readonly #index = new Map<string, SharedText>()
  #uses = 0

  add(text: string): SharedText {
    this.#uses += 1
    const known = this.#index.get(text)
    if (known !== undefined) return known
    const added = { index: this.#index.size, ...digestOf(asWritten(text)) }
    this.#index.set(text, added)
    return added
  }

  /** `xl/sharedStrings.xml`, in pieces; after every sheet was written. */
  *xml(): Iterable<string> {
    let xml =
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"' +
      ` count="${this.#uses}" uniqueCount="${this.#index.size}">`
    for (const text of this.#index.keys()) {
      xml += `<si><t${/^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : ''}>${escapeText(text)}</t></si>`
      if (xml.length < CHUNK) continue
      yield xml
      xml = ''
    }
    yield `${xml}</sst>`
  }
}

/** More bytes than a row's beginning and end, and than a cell with a number takes. */
const ROW_BYTES = 128
const CELL_BYTES = 96

const ROW = bytesOf('<row r="')
const ROW_OPEN = bytesOf('">')
const ROW_END = bytesOf('</row>')
const BLANK = bytesOf('/>')
const NUMBER = bytesOf('><v>')
const SHARED = bytesOf(' t="s"><v>')
const VALUE_END = bytesOf('</v></c>')

/**
 * The rows of a sheet as the inside of `<sheetData>`, in pieces. `xf` is the style number of the package by a style's index. Text becomes a
 * shared string whatever it begins with, so that nothing turns into a formula; a number that is not finite is left blank.
 */
export function* rowsXml(
  rows: Iterable<PlanRow>,
  xf: readonly number[],
  strings: SharedStrings,
  sum: Checksum | null,
  onRow: (row: number, values: readonly CellValue[], filled: number) => void,
): Iterable<Buffer> {
  const cells = new CellWriter(xf, strings, sum)
  let r = 0
  for (const row of rows) {
    r += 1
    onRow(r, row.values, cells.row(row, r))
    if (cells.xml.full) yield cells.xml.take()
  }
  if (cells.xml.length > 0) yield cells.xml.take()
}

/** Writes a sheet's rows. What cells have in common is kept as bytes: how a column's begin, and a style's. */
class CellWriter {
  readonly xml = new XmlBytes()
  readonly #strings: SharedStrings
  readonly #sum: Checksum | null
  readonly #columns: Uint8Array[] = []
  readonly #styles: readonly Uint8Array[]
  readonly #plain = styleBytes(0)

  constructor(xf: readonly number[], strings: SharedStrings, sum: Checksum | null) {
    this.#strings = strings
    this.#sum = sum
    this.#styles = xf.map(styleBytes)
  }

  /** Writes a row; returns how many of its cells hold something. */
  row(row: PlanRow, r: number): number {
    const { values, styles } = row
    const xml = this.xml
    xml.reserve(ROW_BYTES + values.length * CELL_BYTES)
    this.#open(row, r)
    let filled = 0
    for (let c = 0; c < values.length; c += 1) {
      const style = styles[c]
      // no text at all is a blank: programs that save a file again leave it out
      const value = values[c] === '' ? null : (values[c] ?? null)
      if (value !== null) filled += 1
      else if (!style || !isSeen(style)) continue
      xml.put((this.#columns[c] ??= bytesOf(`<c r="${columnLetters(c + 1)}`)))
      xml.number(r)
      xml.put((style && this.#styles[style.index]) ?? this.#plain)
      this.#value(value, r, c + 1)
    }
    xml.put(ROW_END)
    return filled
  }

  #open({ height, outline }: PlanRow, r: number): void {
    const xml = this.xml
    xml.put(ROW)
    xml.number(r)
    if (height !== undefined) xml.text(`" ht="${height}" customHeight="1`)
    if (outline !== undefined) xml.text(`" outlineLevel="${outline}`)
    xml.put(ROW_OPEN)
  }

  #value(value: CellValue, r: number, column: number): void {
    const xml = this.xml
    if (typeof value === 'number' && Number.isFinite(value)) {
      this.#sum?.number(r, column, value)
      xml.put(NUMBER)
      xml.number(value)
      xml.put(VALUE_END)
    } else if (typeof value === 'string') {
      const text = this.#strings.add(value)
      this.#sum?.text(r, column, text)
      xml.put(SHARED)
      xml.number(text.index)
      xml.put(VALUE_END)
    } else if (typeof value === 'object' && value !== null) {
      this.#sum?.number(r, column, value.value)
      xml.text(`><f>${escapeText(value.formula)}</f><v>${value.value}</v></c>`)
    } else xml.put(BLANK)
  }
}

const styleBytes = (xf: number) => bytesOf(`" s="${xf}"`)

/** Whether a blank cell of this style looks other than none. */
const isSeen = ({ spec }: Style) => spec.fill !== undefined || spec.border !== undefined

const SPECIAL = /[&<>]|_x[0-9A-Fa-f]{4}_|[\u{0}-\u{8}\u{b}-\u{1f}\u{fffe}\u{ffff}]/gu
const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** What of a text a cell can hold. */
function asWritten(text: string): string {
  const short = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text
  return short.isWellFormed() ? short : short.toWellFormed()
}

/** Text for an element or attribute: what XML cannot hold is written as Excel does, `_x0007_`. */
export function escapeText(text: string): string {
  return asWritten(text).replace(SPECIAL, (found) => {
    const named = NAMED[found]
    if (named !== undefined) return named
    if (found.length > 1) return `_x005F${found}`
    return `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
  })
}

export const escapeAttribute = (text: string) => escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')
