import { columnLetters } from './refs.ts'
import { digestOf, type Checksum, type TextDigest } from './record/checksum.ts'
import type { CellValue, PlanRow } from './types.ts'

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
): Iterable<string> {
  const letters: string[] = []
  let xml = ''
  let r = 0
  for (const row of rows) {
    r += 1
    xml += openRow(row, r)
    const { values, styles } = row
    let filled = 0
    for (let c = 0; c < values.length; c += 1) {
      const style = styles[c]
      // no text at all is a blank: programs that save a file again leave it out
      const value = values[c] === '' ? null : (values[c] ?? null)
      if (!style && value === null) continue
      if (value !== null) filled += 1
      const ref = `<c r="${(letters[c] ??= columnLetters(c + 1))}${r}" s="${style ? (xf[style.index] ?? 0) : 0}"`
      if (typeof value === 'number' && Number.isFinite(value)) {
        sum?.number(r, c + 1, value)
        xml += `${ref}><v>${value}</v></c>`
      } else if (typeof value === 'string') {
        const text = strings.add(value)
        sum?.text(r, c + 1, text)
        xml += `${ref} t="s"><v>${text.index}</v></c>`
      } else if (typeof value === 'object' && value !== null) {
        sum?.number(r, c + 1, value.value)
        xml += `${ref}><f>${escapeText(value.formula)}</f><v>${value.value}</v></c>`
      } else xml += `${ref}/>`
    }
    xml += '</row>'
    onRow(r, values, filled)
    if (xml.length < CHUNK) continue
    yield xml
    xml = ''
  }
  if (xml !== '') yield xml
}

function openRow({ height, outline }: PlanRow, r: number): string {
  let open = `<row r="${r}"`
  if (height !== undefined) open += ` ht="${height}" customHeight="1"`
  if (outline !== undefined) open += ` outlineLevel="${outline}"`
  return `${open}>`
}

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
