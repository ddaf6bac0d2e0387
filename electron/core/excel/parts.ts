import JSZip from 'jszip'
import { absoluteRef, cellRef, quoteSheet } from './refs.ts'
import { withChild, type WorksheetChild } from './sheet-order.ts'
import { escapeAttribute, escapeText } from './sheet-xml.ts'
import type { CellRange, PlanSheet, WorkbookPlan } from './types.ts'

/** A package's parts as text, by path in the zip, in their order. */
export type Parts = Map<string, string>

/** Reads the frame that exceljs made. */
export async function readParts(zip: Uint8Array): Promise<Parts> {
  const opened = await JSZip.loadAsync(zip)
  const parts: Parts = new Map()
  for (const [path, file] of Object.entries(opened.files)) if (!file.dir) parts.set(path, await file.async('string'))
  return parts
}

/** A sheet's part cut in two where its rows go. */
export interface SheetFrame {
  readonly path: string
  readonly head: string
  readonly tail: string
}

/** The path of the nth sheet, counted from 0. */
export const sheetPath = (n: number) => `xl/worksheets/sheet${n + 1}.xml`

/** Cuts a sheet's part at its rows and sets its dimension. */
export function frameOf(parts: Parts, n: number, sheet: PlanSheet): SheetFrame {
  const path = sheetPath(n)
  const xml = part(parts, path)
  const cut = /<sheetData\/>|<sheetData>.*?<\/sheetData>/s.exec(xml)
  if (!cut) throw new Error(`${path} has no rows to replace`)
  const last = cellRef(Math.max(1, sheet.rowCount), Math.max(1, sheet.widths.length))
  const head = xml.slice(0, cut.index).replace(/<dimension [^>]*\/>/, `<dimension ref="A1:${last}"/>`)
  return { path, head: `${head}<sheetData>`, tail: `</sheetData>${xml.slice(cut.index + cut[0].length)}` }
}

/** Puts one more element into a sheet's part, where the standard has its place. */
export function placeInSheet(parts: Parts, n: number, name: WorksheetChild, xml: string): void {
  parts.set(sheetPath(n), withChild(part(parts, sheetPath(n)), name, xml))
}

/** Links within the workbook; they need no relationship. */
export function linkCells(parts: Parts, plan: WorkbookPlan): void {
  plan.sheets.forEach(({ links }, n) => {
    if (links.length === 0) return
    const xml = links.map(({ row, column, sheet, cell }) => {
      const location = escapeAttribute(`${quoteSheet(sheet)}!${cell}`)
      return `<hyperlink ref="${cellRef(row, column)}" location="${location}" display="${escapeAttribute(sheet)}"/>`
    })
    placeInSheet(parts, n, 'hyperlinks', `<hyperlinks>${xml.join('')}</hyperlinks>`)
  })
}

/** The style numbers of the package, by a style's index: they stand in the first row of the first sheet. */
export function styleNumbers(parts: Parts, count: number): number[] {
  const row = /<row r="1".*?<\/row>/s.exec(part(parts, sheetPath(0)))?.[0] ?? ''
  const cells = [...row.matchAll(/<c r="[A-Z]+1"(?: s="(\d+)")?/g)].map((match) => Number(match[1] ?? 0))
  if (cells.length < count) throw new Error(`the frame has ${cells.length} styles, not ${count}`)
  return cells.slice(0, count)
}

/** Adds the names of ranges to those of the pages. */
export function nameRanges(parts: Parts, plan: WorkbookPlan): void {
  const path = 'xl/workbook.xml'
  const names = plan.sheets.flatMap((sheet) =>
    sheet.names.map(({ name, range }) => {
      return `<definedName name="${escapeAttribute(name)}">${escapeText(absoluteRef(sheet.name, range))}</definedName>`
    }),
  )
  const own = (sheet: PlanSheet, range: CellRange | null | undefined, attributes: string) =>
    range ? [`<definedName ${attributes}>${escapeText(absoluteRef(sheet.name, range))}</definedName>`] : []
  const filters = plan.sheets.flatMap((sheet, n) => [
    ...own(sheet, sheet.filter, `name="_xlnm._FilterDatabase" localSheetId="${n}" hidden="1"`),
    ...own(sheet, sheet.print.area, `name="_xlnm.Print_Area" localSheetId="${n}"`),
  ])
  const added = [...names, ...filters].join('')
  const xml = part(parts, path)
  parts.set(
    path,
    xml.includes('</definedNames>')
      ? xml.replace('</definedNames>', () => `${added}</definedNames>`)
      : xml.replace('</sheets>', () => `</sheets><definedNames>${added}</definedNames>`),
  )
}

export function part(parts: Parts, path: string): string {
  const found = parts.get(path)
  if (found === undefined) throw new Error(`the package has no ${path}`)
  return found
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const NO_RELATIONSHIPS =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'

/** Tells the package what kind of part stands at a path (`xl/charts/chart1.xml`). */
export function declareType(parts: Parts, path: string, contentType: string): void {
  const types = part(parts, '[Content_Types].xml')
  const override = `<Override PartName="/${path}" ContentType="${contentType}"/>`
  if (types.includes(`PartName="/${path}"`)) return
  parts.set(
    '[Content_Types].xml',
    types.replace('</Types>', () => `${override}</Types>`),
  )
}

/** Tells the package what kind of part has an ending. */
export function declareDefault(parts: Parts, ending: string, contentType: string): void {
  const types = part(parts, '[Content_Types].xml')
  if (types.includes(`Extension="${ending}"`)) return
  const known = `<Default Extension="${ending}" ContentType="${contentType}"/>`
  parts.set(
    '[Content_Types].xml',
    types.replace(/(<Types[^>]*>)/, (open) => open + known),
  )
}

/** Ties a part to another (`kind`: the last word of the relationship's type); returns the relationship's id. Existing ids are continued. */
export function relate(parts: Parts, from: string, kind: string, target: string): string {
  const cut = from.lastIndexOf('/') + 1
  const path = `${from.slice(0, cut)}_rels/${from.slice(cut)}.rels`
  const rels = (parts.get(path) ?? NO_RELATIONSHIPS).replace(
    /<Relationships([^>]*)\/>/,
    '<Relationships$1></Relationships>',
  )
  const used = [...rels.matchAll(/ Id="rId(\d+)"/g)].map((match) => Number(match[1]))
  const id = `rId${Math.max(0, ...used) + 1}`
  const relationship = `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${kind}" Target="${escapeAttribute(target)}"/>`
  parts.set(
    path,
    rels.replace('</Relationships>', () => `${relationship}</Relationships>`),
  )
  return id
}

export const STRINGS_PATH = 'xl/sharedStrings.xml'

/** exceljs, given no text, leaves the shared strings out: they are ours. */
export function declareStrings(parts: Parts): void {
  if (parts.has(STRINGS_PATH)) return
  declareType(parts, STRINGS_PATH, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml')
  relate(parts, 'xl/workbook.xml', 'sharedStrings', 'sharedStrings.xml')
}
