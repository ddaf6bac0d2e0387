import { all, child, deepText, parseXml, type XmlElement } from '../xml.ts'

/** A sheet as its own part says it is; cells by `row,column`, one-based. */
export interface SheetPart {
  readonly name: string
  readonly path: string
  readonly xml: XmlElement
  readonly cells: ReadonlyMap<
    string,
    { readonly value: string | number; readonly style: number; readonly formula?: string }
  >
  readonly rows: number
  readonly columns: number
}

export interface Area {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** `B2`, `$A$1:$C$9`; null for anything else. */
export function areaOf(ref: string): Area | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$/.exec(ref)
  if (!match) return null
  const [, left = '', top = '', right = left, bottom = top] = match
  return { top: Number(top), left: columnOf(left), bottom: Number(bottom), right: columnOf(right) }
}

const columnOf = (letters: string) =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

export const within = (inner: Area, outer: Area) =>
  inner.top >= outer.top && inner.bottom <= outer.bottom && inner.left >= outer.left && inner.right <= outer.right

export const overlaps = (a: Area, b: Area) =>
  a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right

/** The texts that cells share. */
export function sharedStrings(xml: string): string[] {
  return all(parseXml(xml), 'si').map((item) => unescaped(deepText(item)))
}

/** `_x0007_` as Excel reads it. */
const unescaped = (text: string) =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))

/** Reads a sheet's cells; what is out of order is a problem. */
export function readSheet(
  name: string,
  path: string,
  text: string,
  strings: readonly string[],
  problems: string[],
): SheetPart {
  const xml = parseXml(text)
  const cells = new Map<string, { value: string | number; style: number; formula?: string }>()
  let [rows, columns, lastRow] = [0, 0, 0]
  for (const row of child(xml, 'sheetData')?.children ?? []) {
    const r = Number(row.attributes['r'])
    if (!(r > lastRow)) problems.push(`${path}: row ${r} after row ${lastRow}`)
    lastRow = r
    let lastColumn = 0
    for (const cell of row.children) {
      const at = areaOf(cell.attributes['r'] ?? '')
      if (at?.top !== r || at.left <= lastColumn)
        problems.push(`${path}: cell ${cell.attributes['r'] ?? ''} out of order`)
      lastColumn = at?.left ?? lastColumn
      columns = Math.max(columns, lastColumn)
      const value = valueOf(cell, strings)
      if (value === undefined) problems.push(`${path}: cell ${cell.attributes['r'] ?? ''} has no such text`)
      if (value === undefined || value === null) continue
      const formula = child(cell, 'f')?.text
      cells.set(`${r},${lastColumn}`, {
        value,
        style: Number(cell.attributes['s'] ?? 0),
        ...(formula !== undefined && { formula }),
      })
    }
    rows = r
  }
  return { name, path, xml, cells, rows, columns }
}

/** Null for a blank cell, undefined for a text that is not there. */
function valueOf(cell: XmlElement, strings: readonly string[]): string | number | null | undefined {
  const v = child(cell, 'v')?.text
  if (v === undefined) return null
  if (cell.attributes['t'] === 's') return strings[Number(v)]
  return Number(v)
}
