import type { Readable } from 'node:stream'
import { textIn, unescapeXml } from './workbook-xml.ts'

/** A cell that holds something; `shared` is the number of its text where it has one. */
export interface ReadCell {
  readonly row: number
  readonly column: number
  readonly value: number | string
  readonly shared: number | null
}

const CELL = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>(.*?)<\/(?:\w+:)?c>)/gs

/** The rows of a sheet's part, one after the other, whichever program wrote them. */
export async function* rowsIn(part: Readable, strings: readonly string[]): AsyncIterable<ReadCell[]> {
  let rest = ''
  let row = 0
  part.setEncoding('utf8')
  for await (const chunk of part as AsyncIterable<string>) {
    rest += chunk
    let from = 0
    for (;;) {
      const end = /<\/(?:\w+:)?row>/g
      end.lastIndex = from
      const found = end.exec(rest)
      if (!found) break
      const xml = rest.slice(from, found.index)
      row = rowNumber(xml) ?? row + 1
      yield cellsIn(xml, row, strings)
      from = end.lastIndex
    }
    rest = rest.slice(from)
  }
}

function rowNumber(xml: string): number | null {
  const found = /<(?:\w+:)?row\b[^>]*?\sr="(\d+)"[^>]*>(?!.*<(?:\w+:)?row\b)/s.exec(xml)
  return found ? Number(found[1]) : null
}

function cellsIn(xml: string, row: number, strings: readonly string[]): ReadCell[] {
  const cells: ReadCell[] = []
  let column = 0
  for (const [, attributes = '', inside = ''] of xml.matchAll(CELL)) {
    const ref = /\br="([A-Z]+)\d+"/.exec(attributes)?.[1]
    column = ref === undefined ? column + 1 : columnOf(ref)
    const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n'
    const cell = cellOf(type, inside, row, column, strings)
    if (cell) cells.push(cell)
  }
  return cells
}

function cellOf(type: string, xml: string, row: number, column: number, strings: readonly string[]): ReadCell | null {
  const v = /<(?:\w+:)?v\b[^>]*>(.*?)<\/(?:\w+:)?v>/s.exec(xml)?.[1]
  switch (type) {
    case 's': {
      const shared = Number(v)
      return { row, column, value: strings[shared] ?? '', shared }
    }
    case 'inlineStr':
      return { row, column, value: textIn(xml), shared: null }
    case 'n':
      return v === undefined || v === '' ? null : { row, column, value: Number(v), shared: null }
    default:
      return v === undefined ? null : { row, column, value: unescapeXml(v), shared: null }
  }
}

function columnOf(letters: string): number {
  let column = 0
  for (let i = 0; i < letters.length; i += 1) column = column * 26 + letters.charCodeAt(i) - 64
  return column
}
