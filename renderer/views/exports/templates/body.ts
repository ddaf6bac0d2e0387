import type { Input, Output } from '../../../../electron/contract/index.ts'
import type { PLACEHOLDERS as ALL_PLACEHOLDERS } from '../../../../electron/contract/methods/templates.ts'
import type { DateRange, Preset } from '../../../format/presets.ts'

export type Template = Output<'templates.list'>[number]
export type Logo = NonNullable<Output<'templates.logo'>['logo']>
export type Plan = Output<'templates.preview'>
export type PlannedFile = Plan['files'][number]
/** What a template's form is about: everything of it but its picture. */
export type Body = Omit<Template, 'id' | 'hasLogo' | 'createdAt' | 'updatedAt' | 'nextRun' | 'lastRun' | 'lastOutcome'>
export type RelativeRange = Extract<Template['range'], string>
export type Schedule = NonNullable<Template['schedule']>
export type Placeholder = (typeof ALL_PLACEHOLDERS)[number]

// As in the contract; written again because the contract's own lists come with zod. The types keep the two equal.
export const PLACEHOLDERS = [
  'client',
  'name',
  'app',
  'tag',
  'apps',
  'period',
  'from',
  'to',
  'days',
  'date',
] as const satisfies readonly Placeholder[]

/** The ranges that move with the day, and the page's name for each. */
export const RANGE_OF = {
  yesterday: 'yesterday',
  last7: 'last-7-days',
  last30: 'last-30-days',
  last90: 'last-90-days',
  week: 'this-week',
  lastWeek: 'last-week',
  month: 'this-month',
  lastMonth: 'last-month',
} as const satisfies Readonly<Record<Preset, RelativeRange>>

/** What files are called unless somebody says otherwise: those of many apps or tags by theirs. */
export const USUAL_NAME: Readonly<Record<Body['split'], string>> = {
  all: '{name} {from}–{to}',
  app: '{name} {client} {from}–{to}',
  tag: '{name} {client} {from}–{to}',
}

/** What a new template begins with. */
export const NEW_BODY: Body = {
  name: '',
  locale: null,
  client: '',
  title: '',
  lines: [],
  reports: [],
  metrics: [],
  granularity: 'day',
  scope: { apps: [], tags: [] },
  range: 'last-week',
  compare: 'previous',
  split: 'all',
  fileName: USUAL_NAME.all,
  folder: '',
  schedule: null,
}

/** A stored template without what is not its own to change. */
export function bodyOf(template: Template): Body {
  const keys = Object.keys(NEW_BODY) as (keyof Body)[]
  return Object.fromEntries(keys.map((key) => [key, template[key]])) as Body
}

/** A question of the page as a template asks it: days that move stay days that move. */
export function rangeOf(range: Preset | DateRange): Body['range'] {
  return typeof range === 'string' ? RANGE_OF[range] : { ...range }
}

/** `周报`, `周报 2`…: the first that no other has. */
export function freeName(wanted: string, taken: readonly string[]): string {
  for (let nth = 2, name = wanted; ; nth += 1) {
    if (!taken.includes(name)) return name
    name = `${wanted} ${nth}`
  }
}

/** The folder of exports below Cygnet's own, as the loopback server uses it. */
export const exportsBelow = (home: string): string => `${home}${home.includes('\\') ? '\\' : '/'}exports`

/** A body as it is sent: without the space around its texts, without lines that say nothing at the end. */
export function sentBody(body: Body): Input<'templates.preview'>['template'] {
  const lines = body.lines.map((line) => line.trim())
  while (lines.at(-1) === '') lines.pop()
  return { ...body, lines, scope: { apps: [...body.scope.apps], tags: [...body.scope.tags] } }
}
