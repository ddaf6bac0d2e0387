import { all, child, parseXml, type XmlElement } from '../xml.ts'
import type { Package } from './read.ts'
import { areaOf, overlaps, within, type Area, type SheetPart } from './sheet.ts'

const NAME = /^[\p{L}_\\][\p{L}\p{Nd}_.\\]*$/u
/** A name must not look like a cell. */
const CELL = /^([A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*)$/

const known = (name: string) => NAME.test(name) && !CELL.test(name) && name.length <= 255

/** Names of ranges: as Excel allows them, no two alike, each leading to cells that are there. */
export function nameProblems({ workbook, sheets }: Package): string[] {
  const seen = new Set<string>()
  return all(workbook, 'definedName').flatMap(({ attributes, text }) => {
    const name = attributes['name'] ?? ''
    const id = `${name.toLowerCase()} ${attributes['localSheetId'] ?? ''}`
    const twice = seen.has(id)
    seen.add(id)
    const rows = /^('(?:[^']|'')+')!\$(\d+):\$(\d+)$/.exec(text)
    return [
      ...(twice ? [`the name ${name} stands twice`] : []),
      ...(name.startsWith('_xlnm.') || known(name) ? [] : [`“${name}” is no name for a range`]),
      ...(rows || inSheet(text, sheets) ? [] : [`the name ${name} leads to ${text}`]),
    ]
  })
}

function inSheet(ref: string, sheets: readonly SheetPart[]): boolean {
  const match = /^'((?:[^']|'')+)'!(.+)$/.exec(ref)
  const sheet = sheets.find(({ name }) => name === match?.[1]?.replaceAll("''", "'"))
  const area = areaOf(match?.[2] ?? '')
  return (
    sheet !== undefined && area !== null && within(area, { top: 1, left: 1, bottom: sheet.rows, right: sheet.columns })
  )
}

/** Tables: ids and names of their own, columns named as their header cells and each once, totals as their cells say. */
export function tableProblems({ parts, workbook, sheets, related }: Package): string[] {
  const taken = new Set(all(workbook, 'definedName').map(({ attributes }) => attributes['name']?.toLowerCase()))
  const ids = new Set<string>()
  return sheets.flatMap((sheet) => {
    const paths = all(sheet.xml, 'tablePart').map(
      ({ attributes }) => related(sheet.path).get(attributes['r:id'] ?? '') ?? '',
    )
    const areas: Area[] = []
    return paths.flatMap((path) => {
      const table = parseXml(parts.get(path) ?? '')
      const { id = '', name = '', displayName = '', ref = '' } = table.attributes
      const area = areaOf(ref)
      if (!area) return [`${path}: ${ref} is no area`]
      const problems = [
        ...(ids.has(id) ? [`the id ${id} is taken`] : []),
        ...(taken.has(displayName.toLowerCase()) ? [`the name ${displayName} is taken`] : []),
        ...(known(displayName) && name === displayName ? [] : [`“${displayName}” is no name for a table`]),
        ...(areas.some((other) => overlaps(area, other)) ? ['it overlaps another'] : []),
        ...(child(sheet.xml, 'autoFilter') ? ['the sheet has a filter of its own'] : []),
        ...columnProblems(table, area, sheet),
      ]
      ids.add(id)
      taken.add(displayName.toLowerCase())
      areas.push(area)
      return problems.map((problem) => `${path}: ${problem}`)
    })
  })
}

function columnProblems(table: XmlElement, area: Area, { cells }: SheetPart): string[] {
  const totals = Number(table.attributes['totalsRowCount'] ?? 0)
  const columns = all(table, 'tableColumn')
  const names = columns.map(({ attributes }) => (attributes['name'] ?? '').replaceAll('_x000a_', '\n'))
  const lower = names.map((name) => name.toLowerCase())
  const filter = areaOf(child(table, 'autoFilter')?.attributes['ref'] ?? '')
  const body = { ...area, bottom: area.bottom - totals }
  return [
    ...(names.length === area.right - area.left + 1 ? [] : ['it has another number of columns than its area']),
    ...(area.bottom - totals > area.top ? [] : ['it has no row']),
    ...(JSON.stringify(filter) === JSON.stringify(body) ? [] : ['its filter is about other cells']),
    ...lower.flatMap((name, n) => (lower.indexOf(name) === n ? [] : [`two columns are called ${name}`])),
    ...names.flatMap((name, n) =>
      cells.get(`${area.top},${area.left + n}`)?.value === name ? [] : [`the column ${name} has another header cell`],
    ),
    ...(totals === 0
      ? []
      : columns.flatMap((column, n) => totalProblems(column, cells.get(`${area.bottom},${area.left + n}`)))),
  ]
}

function totalProblems(
  column: XmlElement,
  cell: { readonly value: string | number; readonly formula?: string } | undefined,
): string[] {
  const { name = '', totalsRowFunction, totalsRowLabel } = column.attributes
  if (totalsRowLabel !== undefined)
    return cell?.value === totalsRowLabel ? [] : [`the total of ${name} has another label`]
  if (totalsRowFunction === undefined)
    return cell === undefined ? [] : [`the total of ${name} has a cell and no function`]
  if (typeof cell?.value !== 'number') return [`the total of ${name} has no result`]
  const custom = child(column, 'totalsRowFormula')?.text
  const fits =
    totalsRowFunction === 'sum'
      ? cell.formula?.startsWith('SUBTOTAL(109,')
      : custom !== undefined && custom === cell.formula
  return fits ? [] : [`the total of ${name} has another formula than its cell`]
}
