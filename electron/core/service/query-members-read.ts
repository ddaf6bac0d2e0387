import type { DayRange } from '../../contract/calendar.ts'
import type { Report, Values } from '../catalogue/schema.ts'
import type { Formula, Ref } from '../metrics/formula.ts'
import { operandsOf, withParts } from '../metrics/formula.ts'
import { overTime } from '../metrics/over-time.ts'
import type { AppMembers } from '../metrics/portfolio.ts'
import { readSpans } from './query-read.ts'
import { memberTables } from './query-table-members.ts'
import type { AppTable, TableQuery, TableRow } from './query-table-parts.ts'
import { inTurns } from './turns.ts'

/** Apps read before others get their turn. */
const AT_ONCE = 5

/** A member as several apps know it. */
export interface SharedMember {
  readonly id: string
  readonly key: string
  readonly label: string
  readonly alias: string | null
  /** Its group's `id`. */
  readonly parent: string | null
}

/** One app's table by the ids that apps share. */
export interface SharedTable extends AppMembers {
  readonly table: AppTable
  readonly members: ReadonlyMap<string, SharedMember>
}

/** Every app's members over a range, by app id; members carry ids that are the same in every app. */
export async function readMembers(query: TableQuery, range: DayRange): Promise<Map<number, SharedTable>> {
  const tables = await inTurns(query.reading.apps, AT_ONCE, (apps) => {
    const asked = { ...query, range, reading: { ...query.reading, apps } }
    const bases = foreignBases(asked)
    return memberTables(asked).map((table, a) => shared(query.report, table, bases[a] ?? (() => null)))
  })
  return new Map(query.reading.apps.map((app, a) => [app, tables[a] ?? NOTHING]))
}

const NOTHING: SharedTable = {
  table: {
    rows: [],
    sum: null,
    pooled: null,
    exact: false,
    snapshots: [],
    note: null,
    whole: false,
    missing: 'not-fetched',
  },
  members: new Map(),
  rows: null,
  total: null,
  whole: false,
  base: () => null,
}

function shared(report: Report, table: AppTable, base: AppMembers['base']): SharedTable {
  const members = new Map<string, SharedMember>()
  const rows = new Map<string, Values>()
  const groups = new Set(table.rows.flatMap(({ group }) => group ?? []))
  for (const row of table.rows) {
    const member = sharedMember(report, row, members, groups)
    members.set(member.id, member)
    rows.set(member.id, row.values)
  }
  const known = table.missing === null
  return { table, members, rows: known ? rows : null, total: table.sum, whole: table.whole, base }
}

/** Of two members of one app (and group) that share a label the second stays by itself. */
function sharedMember(
  report: Report,
  row: TableRow,
  taken: ReadonlyMap<string, SharedMember>,
  groups: ReadonlySet<string>,
): SharedMember {
  const own = row.member ?? row.key
  const { label, alias = null, group } = row
  const shared = sharedId(report, own, row, groups)
  if (shared === own) return { id: own, key: row.key, label, alias, parent: group }
  return { id: taken.has(shared) ? own : shared, key: label, label, alias, parent: group }
}

/** The id by which apps share a member: its own, or, where ids are each app's own, its label within its group. */
export function sharedId(
  { sameBy }: Pick<Report, 'sameBy'>,
  own: string,
  { label, group }: Pick<TableRow, 'label' | 'group'>,
  groups: ReadonlySet<string>,
): string {
  if (sameBy !== 'label' || groups.has(own)) return own
  return group === null ? label : `${group}/${label}`
}

/** The bases that stand in other reports, app by app: their totals over the range. */
function foreignBases({ reading, range, formulas }: TableQuery): AppMembers['base'][] {
  const bases = basesOf(formulas)
  if (bases.length === 0) return reading.apps.map(() => () => null)
  const spans = readSpans(reading, [range], 0)[0] ?? []
  return spans.map((app) => {
    const totals = new Map(bases.map((base) => [refKey(base.ref), overTime(base, app.spans).value]))
    return (ref: Ref) => totals.get(refKey(ref)) ?? null
  })
}

/** Formulas of other sources that rules over apps stand on. */
function basesOf(formulas: readonly Formula[]): Formula[] {
  const parts = withParts(formulas).flatMap(({ overApps }) => operandsOf(overApps))
  return [...new Set(parts.flatMap((part) => (part.product || part.of.ref.source === 0 ? [] : [part.of])))]
}

const refKey = ({ source, column }: Ref) => source * 64 + column
