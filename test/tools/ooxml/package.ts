import { all, parseXml } from '../xml.ts'
import { chartProblems } from './charts.ts'
import { orderProblems } from './order.ts'
import { readPackage, relationsOf, relsPath, type PackageParts } from './read.ts'
import { sheetProblems } from './sheets.ts'
import { nameProblems, tableProblems } from './tables.ts'

/**
 * What is wrong with a workbook's package by the standard (ECMA-376) and by what Excel is known to refuse or repair. Written apart from the
 * code that writes, which it judges; an empty list is a good workbook.
 */
export function packageProblems(parts: PackageParts): string[] {
  const problems: string[] = []
  for (const [path, xml] of parts) {
    if (!/\.(xml|rels)$/.test(path)) continue
    try {
      problems.push(...orderProblems(parseXml(xml)).map((problem) => `${path}: ${problem}`))
    } catch (thrown) {
      problems.push(`${path}: ${String(thrown)}`)
    }
  }
  if (problems.length > 0) return problems
  problems.push(...typeProblems(parts), ...relationProblems(parts))
  if (problems.length > 0) return problems
  const read = readPackage(parts, problems)
  return [...problems, ...sheetProblems(read), ...nameProblems(read), ...tableProblems(read), ...chartProblems(read)]
}

/** Every part has a type, every type a part. */
function typeProblems(parts: PackageParts): string[] {
  const types = parseXml(parts.get('[Content_Types].xml') ?? '<Types/>')
  const typed = all(types, 'Override').map(({ attributes }) => (attributes['PartName'] ?? '').slice(1))
  const endings = all(types, 'Default').map(({ attributes }) => attributes['Extension'] ?? '')
  const twice = typed.filter((path, n) => typed.indexOf(path) !== n)
  return [
    ...[...parts.keys()]
      .filter((path) => path !== '[Content_Types].xml' && !typed.includes(path))
      // what ends in .xml is of a kind of its own, and the default says none
      .filter((path) => path.endsWith('.xml') || !endings.some((ending) => path.endsWith(`.${ending}`)))
      .map((path) => `${path} has no content type`),
    ...typed.filter((path) => !parts.has(path)).map((path) => `there is a content type for ${path} and no such part`),
    ...twice.map((path) => `${path} has two content types`),
  ]
}

/** Relationships lead somewhere, have ids of their own, and whatever names one finds it. */
function relationProblems(parts: PackageParts): string[] {
  const problems: string[] = []
  const reached = new Set<string>()
  for (const path of ['', ...parts.keys()]) {
    const rels = parts.get(relsPath(path))
    const ids = new Set<string>()
    for (const { attributes } of rels === undefined ? [] : all(parseXml(rels), 'Relationship')) {
      const id = attributes['Id'] ?? ''
      if (ids.has(id)) problems.push(`${path}: the relationship ${id} stands twice`)
      ids.add(id)
    }
    for (const target of relationsOf(parts, path).values()) {
      reached.add(target)
      if (!parts.has(target)) problems.push(`${path}: a relationship leads to ${target}, which is not there`)
    }
    for (const [, id = ''] of (parts.get(path) ?? '').matchAll(/\sr:(?:id|embed|link)="([^"]*)"/g))
      if (!ids.has(id)) problems.push(`${path}: names the relationship ${id}, which is not there`)
  }
  for (const path of parts.keys())
    if (!path.endsWith('.rels') && path !== '[Content_Types].xml' && !reached.has(path))
      problems.push(`nothing leads to ${path}`)
  return problems
}
