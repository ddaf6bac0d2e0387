import { posix } from 'node:path'
import { all, parseXml, type XmlElement } from '../xml.ts'
import { readSheet, sharedStrings, type SheetPart } from './sheet.ts'

export type PackageParts = ReadonlyMap<string, string>

/** A workbook's package, read. */
export interface Package {
  readonly parts: PackageParts
  readonly workbook: XmlElement
  readonly sheets: readonly SheetPart[]
  /** A part's relationships: id → the path it leads to. */
  readonly related: (path: string) => ReadonlyMap<string, string>
}

export function readPackage(parts: PackageParts, problems: string[] = []): Package {
  const workbook = parseXml(parts.get('xl/workbook.xml') ?? '')
  const related = (path: string) => relationsOf(parts, path)
  const paths = related('xl/workbook.xml')
  const strings = sharedStrings(parts.get('xl/sharedStrings.xml') ?? '<sst/>')
  const sheets = all(workbook, 'sheet').map(({ attributes }) => {
    const path = paths.get(attributes['r:id'] ?? '') ?? ''
    return readSheet(attributes['name'] ?? '', path, parts.get(path) ?? '', strings, problems)
  })
  return { parts, workbook, sheets, related }
}

export const relsPath = (path: string) => posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`)

export function relationsOf(parts: PackageParts, path: string): Map<string, string> {
  const rels = parts.get(relsPath(path))
  if (rels === undefined) return new Map()
  return new Map(
    all(parseXml(rels), 'Relationship').map(({ attributes }) => {
      const target = attributes['Target'] ?? ''
      const from = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), target)
      return [attributes['Id'] ?? '', posix.normalize(from)]
    }),
  )
}
