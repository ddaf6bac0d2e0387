import { parseDay } from '../../../../electron/contract/calendar.ts'
import { PLACEHOLDERS, type Body } from './body.ts'

/** The parts of the form that can be wrong, in the order they stand in. */
export const FIELDS = ['name', 'scope', 'range', 'title', 'lines', 'logo', 'fileName', 'folder', 'schedule'] as const
export type Field = (typeof FIELDS)[number]

/** What is wrong with a field: a key of the texts, and what it names. */
export interface Problem {
  readonly key:
    | 'nameNone'
    | 'nameTaken'
    | 'noApps'
    | 'rangeWrong'
    | 'placeholder'
    | 'linesMany'
    | 'fileNone'
    | 'folderNone'
    | 'folderRelative'
    | 'weekdayNone'
    | 'timeNone'
    | 'logoLarge'
    | 'logoKind'
  readonly value?: string
  /** Not filled in yet: told only once somebody wants to save. */
  readonly open?: boolean
}
export type Problems = ReadonlyMap<Field, Problem>

const MOST_LINES = 8
/** From a root, of either kind of system. The core is the judge: this one spares the way to it. */
const ABSOLUTE = /^([\\/]|[A-Za-z]:[\\/])/

/** What can be seen to be wrong without asking. `others` are the names of the other templates. */
export function problemsOf(body: Body, others: readonly string[]): Problems {
  const found: readonly (readonly [Field, Problem | null])[] = [
    ['name', nameProblem(body.name.trim(), others)],
    ['range', rangeProblem(body.range)],
    ['title', textProblem(body.title)],
    ['lines', linesProblem(body.lines)],
    ['fileName', body.fileName.trim() === '' ? { key: 'fileNone' } : textProblem(body.fileName)],
    ['folder', folderProblem(body.folder.trim())],
    ['schedule', scheduleProblem(body.schedule)],
  ]
  return new Map(found.flatMap(([field, problem]) => (problem ? [[field, problem] as const] : [])))
}

function nameProblem(name: string, others: readonly string[]): Problem | null {
  if (name === '') return { key: 'nameNone', open: true }
  return others.includes(name) ? { key: 'nameTaken', value: name } : null
}

function rangeProblem(range: Body['range']): Problem | null {
  if (typeof range === 'string') return null
  const valid = [range.from, range.to].every((day) => parseDay(day) !== null) && range.from <= range.to
  return valid ? null : { key: 'rangeWrong' }
}

/** The first placeholder of a text that there is not, or brace that stands alone. */
function textProblem(text: string): Problem | null {
  const known: readonly string[] = PLACEHOLDERS
  const rest = text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (known.includes(name) ? '' : whole))
  const wrong = /\{[^{}]*\}|[{}]/.exec(rest)?.[0]
  return wrong === undefined ? null : { key: 'placeholder', value: wrong }
}

function linesProblem(lines: readonly string[]): Problem | null {
  const last = lines.findLastIndex((line) => line.trim() !== '')
  if (last >= MOST_LINES) return { key: 'linesMany', value: String(MOST_LINES) }
  return lines.map(textProblem).find((problem) => problem !== null) ?? null
}

function folderProblem(folder: string): Problem | null {
  if (folder === '') return { key: 'folderNone', open: true }
  return ABSOLUTE.test(folder) ? null : { key: 'folderRelative', value: folder }
}

function scheduleProblem(schedule: Body['schedule']): Problem | null {
  if (!schedule) return null
  if (!/^\d{2}:\d{2}$/.test(schedule.time)) return { key: 'timeNone' }
  const { every } = schedule
  return every !== 'day' && 'weekdays' in every && every.weekdays.length === 0 ? { key: 'weekdayNone' } : null
}
