import type { DayRange } from '../../contract/calendar.ts'
import type { Note } from '../../contract/methods/query.ts'
import type { Values } from '../catalogue/schema.ts'
import { memberLabel } from '../catalogue/lookup.ts'
import type { Formula, Operand } from '../metrics/formula.ts'
import { composeMembers, memberTotals, type MemberRow } from '../metrics/members.ts'
import { overTime } from '../metrics/over-time.ts'
import { daySpan, pieceSpan, type Span } from '../metrics/span.ts'
import { tile } from '../metrics/tiling.ts'
import type { Fact, FactQuery, SnapshotRow } from '../store/types.ts'
import { queryOf, readSpans, type Reading } from './query-read.ts'
import { missingTable, type AppTable, type TableQuery, type TableRow } from './query-table-parts.ts'

/** A report about members of a dimension, for each app: the reply for exactly the range as it came, else shorter ones that fill it. */
export function memberTables(query: TableQuery): AppTable[] {
  const { reading, range } = query
  const [source] = reading.sources
  if (!source) return []
  const asked = queryOf(reading, source, 'range')
  const replies = reading.facts.replies(asked, range)
  const exact = reading.facts.exact(asked, range)
  const sums = query.report.sum === 'range' ? reading.facts.sums(asked, range) : []
  const rest = reading.apps.filter((_, a) => !replies[a] && (exact[a] ?? []).length === 0)
  const composed = rest.length > 0 ? composedTables(query, rest, { ...asked, apps: rest }) : new Map<number, AppTable>()
  return reading.apps.map((app, a) => {
    const made = composed.get(app)
    return made ?? exactTable(query, exact[a] ?? [], sums[a]?.values ?? null, replies[a] ?? null)
  })
}

function exactTable(
  query: TableQuery,
  facts: readonly Fact[],
  sum: Values | null,
  reply: SnapshotRow | null,
): AppTable {
  const members = new Members(query, facts)
  const rows = facts.flatMap((fact) => (fact.member === null ? [] : [{ member: fact.member, values: fact.values }]))
  const ids = new Set(facts.map((fact) => fact.snapshot))
  if (reply) ids.add(reply.id)
  return {
    rows: members.tree(rows),
    sum: sum ?? memberTotals(query.formulas, rows, members.parentOf),
    pooled: null,
    exact: true,
    snapshots: [...ids].sort((a, b) => a - b),
    note: reply?.capped ? 'incomplete' : null,
    whole: reply?.capped !== true,
    missing: null,
  }
}

/** By app: tables put together from the stored replies that lie end to end over the range. */
function composedTables(query: TableQuery, apps: readonly number[], asked: FactQuery): Map<number, AppTable> {
  const { range, report } = query
  const reading: Reading = { ...query.reading, apps }
  const stored = reading.facts.rows(asked, range)
  const empty = emptyDays(reading, asked, range, stored)
  const spans = readSpans(reading, [range], 0)[0] ?? []
  return new Map(
    apps.map((app, a): [number, AppTable] => {
      const facts = stored[a] ?? []
      const tiles = tile(range, [...facts, ...(empty[a] ?? [])])
      if (!tiles) return [app, missingTable(facts.length > 0 ? 'not-fetched-range' : 'not-fetched')]
      const capped =
        report.paging.paged && report.paging.longList && isCapped(reading, { ...asked, apps: [app] }, tiles)
      return [app, composedTable(query, tiles, facts, spans[a]?.spans ?? [], capped)]
    }),
  )
}

function composedTable(
  query: TableQuery,
  tiles: readonly DayRange[],
  facts: readonly Fact[],
  spans: readonly Span[],
  capped: boolean,
): AppTable {
  const ends = new Map(tiles.map((piece) => [piece.from, piece.to]))
  const used = facts.filter((fact) => ends.get(fact.from) === fact.to)
  const members = new Members(query, used)
  const others = basesByTile(query, tiles, spans)
  const { rows, incomplete } = composeMembers(query.formulas, tiles, used, members.parentOf, others)
  // nothing in shorter replies says anything of the range (shares without a base)
  if (rows.length > 0 && rows.every(({ values }) => values.every((value) => value === null)))
    return missingTable('not-fetched-range')
  const note: Note = capped || incomplete ? 'incomplete' : 'derived'
  return {
    rows: members.tree(rows),
    sum: memberTotals(query.formulas, rows, members.parentOf),
    pooled: null,
    exact: false,
    snapshots: [...new Set(used.map((fact) => fact.snapshot))].sort((a, b) => a - b),
    note,
    whole: !capped,
    missing: null,
  }
}

/** The bases that stand in other reports, one number a tile; source 0 is the report itself. */
function basesByTile(query: TableQuery, tiles: readonly DayRange[], spans: readonly Span[]): Span[] {
  const { newest, sources } = query.reading
  const columns: (number | null)[][][] = sources.map((source) => source.columns.map(() => []))
  for (const formula of basesOf(query.formulas)) {
    const values = columns[formula.ref.source]
    if (!values || formula.ref.source === 0) continue
    values[formula.ref.column] = tiles.map((piece) => {
      const days = spans.map((span) => daySpan({ from: span.days, values: span.columns }, piece, newest, null))
      return overTime(formula, days).value
    })
  }
  const from = tiles.map((piece) => piece.from)
  return columns.map((values) => pieceSpan({ from, values }, query.range, tiles, null))
}

function basesOf(formulas: readonly Formula[]): Formula[] {
  const parts = formulas.flatMap(({ overTime: rule }): Operand[] => (rule.rule === 'weighted' ? [rule.by] : []))
  return [...new Set(parts.flatMap((part) => (part.product ? [] : [part.of])))]
}

/** Days of each app that no stored row covers, and for which a reply without rows is stored. */
function emptyDays(
  reading: Reading,
  asked: FactQuery,
  range: DayRange,
  stored: readonly (readonly Fact[])[],
): DayRange[][] {
  const empty: DayRange[][] = stored.map(() => [])
  for (let day = range.from; day <= range.to; day += 1) {
    const open = stored.flatMap((facts, a) =>
      facts.length > 0 && !facts.some((f) => f.from <= day && f.to >= day) ? [a] : [],
    )
    if (open.length === 0) continue
    const apps = open.map((a) => reading.apps[a] ?? 0)
    reading.facts.replies({ ...asked, apps }, { from: day, to: day }).forEach((reply, i) => {
      const at = open[i]
      if (reply && at !== undefined) empty[at]?.push({ from: day, to: day })
    })
  }
  return empty
}

const isCapped = (reading: Reading, asked: FactQuery, tiles: readonly DayRange[]) =>
  tiles.some((piece) => reading.facts.replies(asked, piece)[0]?.capped)

/** Names and parents of the members of some rows. */
class Members {
  readonly #query: TableQuery
  readonly #known: ReadonlyMap<string, { key: string; label: string; parent: string | null }>

  constructor(query: TableQuery, facts: readonly Fact[]) {
    this.#query = query
    const { reading } = query
    const ids = [...new Set(facts.flatMap((fact) => fact.member ?? []))]
    const own = reading.facts.members(ids)
    const parents = [...new Set([...own.values()].flatMap(({ parent }) => parent ?? []))].filter((id) => !own.has(id))
    this.#known = new Map([...own, ...reading.facts.members(parents)])
  }

  readonly parentOf = (member: string) => this.#known.get(member)?.parent ?? null

  /** Rows with every group before its members, in their own order; a group without a row of its own gets one without values. */
  tree(rows: readonly MemberRow[]): TableRow[] {
    const own = new Map(rows.map((row) => [row.member, row]))
    const groups = new Map<string, MemberRow[]>()
    for (const row of rows) {
      const parent = this.parentOf(row.member)
      const group = parent ?? row.member
      const children = groups.get(group) ?? []
      if (parent !== null) children.push(row)
      groups.set(group, children)
    }
    return [...groups].flatMap(([group, children]) => [
      this.#row(own.get(group) ?? { member: group, values: [] }),
      ...children.map((child) => this.#row(child)),
    ])
  }

  #row({ member, values }: MemberRow): TableRow {
    const known = this.#known.get(member)
    if (!known) return { member, group: null, key: member, label: member, parent: null, values }
    const { report, locale } = this.#query
    const label = memberLabel(report, { id: member, ...known }, locale)
    return { member, group: known.parent, key: known.key, label, parent: this.#keyOf(known.parent), values }
  }

  #keyOf(member: string | null): string | null {
    return member === null ? null : (this.#known.get(member)?.key ?? member)
  }
}
