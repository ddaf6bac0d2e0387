import { all, child, parseXml } from '../xml.ts'
import type { Package } from './read.ts'
import { areaOf, overlaps, within, type SheetPart } from './sheet.ts'

/** What is wrong with sheets: names, cells' looks, areas that overlap, rules that do not belong together. */
export function sheetProblems({ parts, sheets }: Package): string[] {
  const styles = parseXml(parts.get('xl/styles.xml') ?? '<styleSheet/>')
  const looks = child(styles, 'cellXfs')?.children.length ?? 0
  const names = sheets.map(({ name }) => name.toLowerCase())
  return sheets.flatMap((sheet) => {
    const { name, path } = sheet
    const bad = name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name) || name === '' || name.toLowerCase() === 'history'
    const problems = [
      ...(bad ? [`“${name}” is no name for a sheet`] : []),
      ...(names.indexOf(name.toLowerCase()) !== sheets.indexOf(sheet) ? [`two sheets are called ${name}`] : []),
      ...[...sheet.cells].flatMap(([at, { style }]) => (style < looks ? [] : [`${at} has no look ${style}`])),
      ...mergeProblems(sheet),
      ...ruleProblems(sheet),
      ...linkProblems(sheet, new Set(sheets.map((one) => one.name))),
    ]
    return problems.map((problem) => `${path}: ${problem}`)
  })
}

function mergeProblems({ xml }: SheetPart): string[] {
  const areas = all(xml, 'mergeCell').flatMap(({ attributes }) => areaOf(attributes['ref'] ?? '') ?? [])
  return areas.flatMap((area, n) =>
    areas.slice(n + 1).some((other) => overlaps(area, other)) ? [`merged cells overlap at row ${area.top}`] : [],
  )
}

/** Priorities are the sheet's own; a bar's block beside it is found by its id, over the same cells. */
function ruleProblems({ xml, rows, columns }: SheetPart): string[] {
  const rules = all(xml, 'cfRule')
  const priorities = rules.map(({ attributes }) => attributes['priority'])
  const ids = all(xml, 'x14:id').map(({ text }) => text)
  const blocks = all(xml, 'x14:cfRule').map(({ attributes }) => attributes['id'])
  const sheet = { top: 1, left: 1, bottom: rows, right: columns }
  const areas = [
    ...all(xml, 'conditionalFormatting').map(({ attributes }) => attributes['sqref'] ?? ''),
    ...all(xml, 'xm:sqref').map(({ text }) => text),
  ]
  const scales = all(xml, 'colorScale').filter(
    (scale) => all(scale, 'cfvo').length !== all(scale, 'color').length || all(scale, 'cfvo').length < 2,
  )
  const bars = all(xml, 'dataBar').filter((bar) => all(bar, 'cfvo').length !== 2 || all(bar, 'color').length !== 1)
  return [
    ...(new Set(priorities).size === priorities.length ? [] : ['two rules have one priority']),
    ...(JSON.stringify(ids) === JSON.stringify(blocks) ? [] : ['bars and their blocks do not match']),
    ...areas
      .filter((ref) => !within(areaOf(ref) ?? { ...sheet, bottom: Infinity }, sheet))
      .map((ref) => `a rule is about ${ref}`),
    ...(scales.length > 0 ? ['a colour scale lacks a point or a colour'] : []),
    ...(bars.length > 0 ? ['a bar lacks a point or its colour'] : []),
  ]
}

function linkProblems({ xml }: SheetPart, names: ReadonlySet<string>): string[] {
  return all(xml, 'hyperlink').flatMap(({ attributes }) => {
    const match = /^'((?:[^']|'')+)'!([A-Z]+\d+)$/.exec(attributes['location'] ?? '')
    const known = match && names.has((match[1] ?? '').replaceAll("''", "'"))
    return known ? [] : [`a link leads to ${attributes['location'] ?? ''}`]
  })
}
