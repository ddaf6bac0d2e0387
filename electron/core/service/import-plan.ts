import type { z } from 'zod'
import type { App, importRow } from '../../contract/methods/apps.ts'
import type { ImportLine } from './import-file.ts'

export type ImportRow = z.infer<typeof importRow>

/** A row to report and what to do about it. */
export interface ImportStep {
  readonly row: ImportRow
  readonly line: ImportLine
  /** The app already here that the line is about. */
  readonly app: App | null
}

/** What each line of an import would do. Pure: the preview and the import itself are the same decision. */
export function planImport(lines: readonly ImportLine[], apps: readonly App[]): ImportStep[] {
  const byId = new Map(apps.flatMap((app) => (app.externalId === null ? [] : [[app.externalId, app] as const])))
  const byName = new Map(apps.map((app) => [app.name, app]))
  const seenIds = new Set<string>()
  const seenNames = new Set<string>()
  return lines.map((line) => {
    const name = line.name || line.externalId
    const app = (line.externalId ? byId.get(line.externalId) : undefined) ?? byName.get(name) ?? null
    const problems = problemsOf(line, name, app, byName, seenIds, seenNames)
    if (line.externalId) seenIds.add(line.externalId)
    seenNames.add(name)
    return { line, app, row: toRow(line, name, app, problems) }
  })
}

function problemsOf(
  line: ImportLine,
  name: string,
  app: App | null,
  byName: ReadonlyMap<string, App>,
  seenIds: ReadonlySet<string>,
  seenNames: ReadonlySet<string>,
): string[] {
  const problems: string[] = []
  if (name === '') return ['name-missing']
  if (name.length > 100) problems.push('name-too-long')
  if (line.externalId !== '' && !/^[\w-]{1,64}$/.test(line.externalId))
    problems.push(scientific(line.externalId) ? 'id-rounded' : 'id-invalid')
  if (line.externalId !== '' && seenIds.has(line.externalId)) problems.push('id-repeated')
  else if (seenNames.has(name)) problems.push('name-repeated')
  if (line.token !== '' && /\s/.test(line.token)) problems.push('token-invalid')
  if (line.tags.some((tag) => tag.length > 50)) problems.push('tag-too-long')
  const namesake = byName.get(name)
  if (namesake && namesake !== app) problems.push('name-taken')
  if (app && line.externalId !== '' && app.externalId !== null && app.externalId !== line.externalId)
    problems.push('id-differs')
  return problems
}

/** A spreadsheet shows long ids as 1.08115E+19 once they were read as numbers: the id itself is lost. */
const scientific = (id: string) => /^\d(\.\d+)?e\+\d+$/i.test(id)

function toRow(line: ImportLine, name: string, app: App | null, problems: string[]): ImportRow {
  const row = {
    line: line.line,
    name,
    externalId: line.externalId || null,
    tags: [...line.tags],
    hasToken: line.token !== '',
    problems,
  }
  if (problems.length > 0) return { ...row, action: 'error' }
  if (!app) return { ...row, action: 'add' }
  return { ...row, action: changes(line, name, app) ? 'update' : 'unchanged' }
}

function changes(line: ImportLine, name: string, app: App): boolean {
  return (
    line.token !== '' ||
    (line.name !== '' && app.name !== name) ||
    (line.externalId !== '' && app.externalId !== line.externalId) ||
    line.tags.some((tag) => !app.tags.includes(tag))
  )
}
