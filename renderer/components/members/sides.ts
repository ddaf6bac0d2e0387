import type { MembersTable } from '../../../electron/contract/methods/query-members.ts'
import type { Note, Provenance } from '../../../electron/contract/methods/query.ts'
import type { Unit } from '../../../electron/contract/units.ts'
import type { SeriesColor } from '../../charts/colors.ts'
import type { DateRange } from '../../format/presets.ts'
import { SERIES_COLORS, seriesOf } from '../../theme/series.ts'

type Row = MembersTable['members'][number]
type Numbers = Row['combined'] | NonNullable<Row['apps'][number]>

/** What a report's row is about: a region, a device, a class of people. */
export interface Member {
  readonly id: string
  /** The API's name of it. */
  readonly key: string
  readonly label: string
  /** Another name, where the API has one. */
  readonly alias: string | null
  readonly parent: string | null
}

/** One number of a member, and what it was in the range compared with. */
export interface Reading {
  readonly value: number | null
  /** Why it is empty, or how it must be read. */
  readonly note: Note | null
  readonly before: number | null
  /** In percent; null where the two are not alike. */
  readonly change: number | null
  /** Of a share: in percentage points. */
  readonly points: number | null
}

/** Whose numbers stand there: an app's, those of all apps as one, or either's in the range compared with. */
export interface Side {
  readonly key: string
  readonly name: string
  readonly color: SeriesColor
  /** Null for all apps as one. */
  readonly appId: number | null
  /** The numbers are those of the range compared with. */
  readonly before: boolean
  readonly missing: string | null
  /** Its list was cut off: it has more members than are told. */
  readonly capped: boolean
  readonly source: Provenance | null
  /** A member's number, or that of all members as one (null). */
  readonly read: (member: Member | null, column: string) => Reading
}

/** The answers about one report as what a view draws from. */
export interface Sides {
  readonly columns: readonly { readonly key: string; readonly unit: Unit }[]
  readonly range: DateRange
  readonly beforeRange: DateRange | null
  readonly members: readonly Member[]
  readonly apps: readonly Side[]
  /** All apps of the portfolio as one; null where they were not asked for. */
  readonly whole: Side | null
}

const UNKNOWN: Reading = { value: null, note: 'not-fetched', before: null, change: null, points: null }

/**
 * `own`: single apps' answer, `whole`: the portfolio's; they are of the same report, variant and ranges, or the portfolio's is not there yet.
 * Members stand in the first answer's order, those it does not have behind them.
 */
export function buildSides(
  own: MembersTable | null,
  whole: MembersTable | null,
  allName: (apps: number) => string,
): Sides {
  const first = own ?? whole
  const alike = whole && first && sameQuestion(first, whole) ? whole : null
  return {
    columns: first?.columns ?? [],
    range: { from: first?.from ?? '', to: first?.to ?? '' },
    beforeRange: first?.compare ?? null,
    members: membersOf([own, alike]),
    apps: own ? own.apps.map((_, at) => appSide(own, at)) : [],
    whole: alike && wholeSide(alike, allName(alike.combined.apps)),
  }
}

const sameQuestion = (a: MembersTable, b: MembersTable) =>
  [a, b]
    .map(({ report, variant, from, to, compare }) => JSON.stringify([report, variant, from, to, compare]))
    .every((text, _, [first]) => text === first)

/** Groups stand before their members, whichever answer has them. */
function membersOf(tables: readonly (MembersTable | null)[]): Member[] {
  const found = new Map<string, Member>()
  for (const table of tables)
    for (const { id, key, label, alias, parent } of table?.members ?? [])
      if (!found.has(id)) found.set(id, { id, key, label, alias, parent })
  const all = [...found.values()]
  const children = Map.groupBy(all, ({ parent }) => parent)
  return (children.get(null) ?? []).flatMap((member) => [member, ...(children.get(member.id) ?? [])])
}

function reader(
  table: MembersTable,
  numbersOf: (row: Row) => Numbers | null,
  total: Numbers,
  noteOf: (numbers: Numbers | null, column: number) => Note | null,
): Side['read'] {
  const rows = new Map(table.members.map((row) => [row.id, row]))
  const columns = new Map(table.columns.map(({ key }, at) => [key, at]))
  return (member, column) => {
    const at = columns.get(column)
    if (at === undefined) return UNKNOWN
    const row = member && rows.get(member.id)
    const numbers = member === null ? total : row ? numbersOf(row) : null
    return reading(numbers, at, table.columns[at]?.unit ?? 'count', noteOf(numbers, at))
  }
}

function reading(numbers: Numbers | null, at: number, unit: Unit, note: Note | null): Reading {
  const value = numbers?.values[at] ?? null
  const before = numbers?.previous?.[at] ?? null
  const change = numbers?.change?.[at] ?? null
  return { value, note, before, change, points: unit === 'percent' ? pointsOf(value, before, change, note) : null }
}

/** Where a change in percent is given, and from nothing to something: the two are alike then. */
function pointsOf(
  value: number | null,
  before: number | null,
  change: number | null,
  note: Note | null,
): number | null {
  if (value === null || before === null) return null
  const lacking = note === 'partial' || note === 'incomplete'
  return change !== null || (before === 0 && !lacking) ? value - before : null
}

function appSide(table: MembersTable, at: number): Side {
  const app = table.apps[at]
  if (!app) throw new RangeError(`no app ${at}`)
  const missing = app.missing === 'not-fetched' || app.missing === 'not-fetched-range' ? app.missing : 'unknown-part'
  return {
    key: String(app.appId),
    name: app.app,
    color: seriesOf(app.appId),
    appId: app.appId,
    before: false,
    missing: app.missing,
    capped: app.capped,
    source: app.source,
    read: reader(
      table,
      (row) => row.apps[at] ?? null,
      app.total,
      (numbers, column) => ((numbers?.values[column] ?? null) === null ? missing : app.note),
    ),
  }
}

function wholeSide(table: MembersTable, name: string): Side {
  const { combined } = table
  const notesOf = (numbers: Numbers | null) => (numbers && 'notes' in numbers ? numbers.notes : combined.notes)
  return {
    key: 'all',
    name,
    color: '--ink-3',
    appId: null,
    before: false,
    missing: combined.missing === combined.apps ? 'not-fetched' : null,
    capped: false,
    source: null,
    read: reader(
      table,
      (row) => row.combined,
      combined.total,
      (numbers, column) => (numbers ? (notesOf(numbers)[column] ?? null) : 'not-fetched'),
    ),
  }
}

/** The same side in the range compared with. */
export function beforeSide(side: Side, name: string): Side {
  return {
    ...side,
    key: `${side.key}:before`,
    name,
    before: true,
    read: (member, column) => {
      const { before } = side.read(member, column)
      return { ...UNKNOWN, value: before, note: before === null ? 'unknown-part' : null }
    },
  }
}

/** A colour for a side beside another: the next of the palette where both would be alike. */
export function besideColor(side: Side, other: Side): SeriesColor {
  if (side.before || side.color !== other.color || typeof side.color !== 'number') return side.color
  return (side.color % SERIES_COLORS) + 1
}

export const unitOf = (sides: Pick<Sides, 'columns'>, column: string): Unit =>
  sides.columns.find(({ key }) => key === column)?.unit ?? 'count'
