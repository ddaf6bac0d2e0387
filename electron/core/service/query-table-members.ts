import type { DayRange } from '../../contract/calendar.ts'
import type { Note } from '../../contract/methods/query.ts'
import type { Values } from '../catalogue/schema.ts'
import { memberLabel } from '../catalogue/lookup.ts'
import type { Formula } from '../metrics/formula.ts'
import { composeMembers, memberTotals, type MemberRow } from '../metrics/members.ts'
import { overTime } from '../metrics/over-time.ts'
import { daySpan, type Span } from '../metrics/span.ts'
import { tile } from '../metrics/tiling.ts'
import type { Fact, FactQuery, FactReader, Piece, PieceRows, SnapshotRow } from '../store/types.ts'
import { queryOf, readSpans, type Reading } from './query-read.ts'
import { missingTable, type AppTable, type TableQuery, type TableRow } from './query-table-parts.ts'

/** A report about members of a dimension, for each app: the reply for exactly the range as it came, else shorter ones that fill it. */
export function memberTables(query: TableQuery): AppTable[] {
  const { reading, range } = query
  const [source] = reading.sources
  if (!source) return []
  const asked = queryOf(reading, source, 'range')
  const stored = new Map(reading.facts.pieces(asked, range).map((pieces, a) => [reading.apps[a] ?? 0, pieces]))
  const isExact = (app: number) =>
    stored.get(app)?.some(({ from, to }) => from === range.from && to === range.to) === true
  const rest = reading.apps.filter((app) => !isExact(app))
  const tables = new Map([
    ...exactTables(query, { ...asked, apps: reading.apps.filter(isExact) }),
    ...composedTables(query, { ...asked, apps: rest }, stored),
  ])
  return reading.apps.map((app) => tables.get(app) ?? missingTable('not-fetched'))
}

/** What the replies for exactly the range say. */
function exactTables(query: TableQuery, asked: FactQuery): [number, AppTable][] {
  const { range, report, reading } = query
  if (asked.apps.length === 0) return []
  const replies = reading.facts.replies(asked, range)
  const exact = reading.facts.exact(asked, range)
  const sums = report.sum === 'range' ? reading.facts.sums(asked, range) : []
  return asked.apps.map((app, a) => [
    app,
    exactTable(query, exact[a] ?? [], sums[a]?.values ?? null, replies[a] ?? null),
  ])
}

function exactTable(
  query: TableQuery,
  facts: readonly Fact[],
  sum: Values | null,
  reply: SnapshotRow | null,
): AppTable {
  const members = new Members(query).know([...new Set(facts.flatMap((fact) => fact.member ?? []))])
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

/** Tables put together from the stored replies that lie end to end over the range. */
function composedTables(
  query: TableQuery,
  asked: FactQuery,
  stored: ReadonlyMap<number, readonly Piece[]>,
): [number, AppTable][] {
  const { range, report } = query
  if (asked.apps.length === 0) return []
  const reading: Reading = { ...query.reading, apps: asked.apps }
  const spans = readSpans(reading, [range], 0)[0] ?? []
  return asked.apps.map((app, a) => {
    const pieces = stored.get(app) ?? []
    const tiles = tile(range, pieces)
    if (!tiles) return [app, missingTable(pieces.length > 0 ? 'not-fetched-range' : 'not-fetched')]
    const rows = reading.facts.pieceRows(asked, app, tiles)
    const long = report.paging.paged && report.paging.longList
    const capped = long && (isCapped(reading, { ...asked, apps: [app] }, range, tiles) ?? false)
    return [app, composedTable(query, tiles, rows, spans[a]?.spans ?? [], capped)]
  })
}

function composedTable(
  query: TableQuery,
  tiles: readonly DayRange[],
  rows: readonly PieceRows[],
  spans: readonly Span[],
  capped: boolean,
): AppTable {
  const bases = basesByTile(query, tiles, spans)
  const pieces = tiles.flatMap(({ from, to }, t) =>
    rows[t] ? [{ from, to, rows: rows[t], bases: bases[t] ?? [] }] : [],
  )
  const members = new Members(query)
  const { rows: found, incomplete } = composeMembers(query.formulas, pieces, {
    keysOf: (ids) => query.reading.facts.memberKeys(ids),
    parentsOf: (ids) => members.know(ids).parentOf,
  })
  // nothing in shorter replies says anything of the range (shares without a base)
  if (found.length > 0 && found.every(({ values }) => values.every((value) => value === null)))
    return missingTable('not-fetched-range')
  const note: Note = capped || incomplete ? 'incomplete' : 'derived'
  return {
    rows: members.tree(found),
    sum: memberTotals(query.formulas, found, members.parentOf),
    pooled: null,
    exact: false,
    snapshots: snapshotsOf(rows),
    note,
    whole: !capped,
    missing: null,
  }
}

function snapshotsOf(rows: readonly PieceRows[]): number[] {
  const ids = new Set<number>()
  for (const { snapshots } of rows) for (const id of snapshots) ids.add(id)
  return [...ids].sort((a, b) => a - b)
}

/** By tile, then formula: the base that stands in another report; null where a formula has none, or it is not known. */
function basesByTile(query: TableQuery, tiles: readonly DayRange[], spans: readonly Span[]): (number | null)[][] {
  const { formulas, reading } = query
  const bases = formulas.map(foreignBase)
  return tiles.map((piece) => {
    const days = bases.some((base) => base)
      ? spans.map((span) => daySpan({ from: span.days, values: span.columns }, piece, reading.newest, null))
      : []
    return bases.map((base) => (base ? overTime(base, days).value : null))
  })
}

/** The other report's metric that a mean is weighted by. */
function foreignBase({ ref, overTime: rule }: Formula): Formula | null {
  if (rule.rule !== 'weighted' || rule.by.product) return null
  return rule.by.of.ref.source === ref.source ? null : rule.by.of
}

const isCapped = (reading: Reading, asked: FactQuery, range: DayRange, tiles: readonly DayRange[]) =>
  reading.facts.capped(asked, range)[0] && tiles.some((piece) => reading.facts.replies(asked, piece)[0]?.capped)

/** Names and parents of members. */
class Members {
  readonly #query: TableQuery
  readonly #known: ReturnType<FactReader['members']> = new Map()

  constructor(query: TableQuery) {
    this.#query = query
  }

  /** Looks up these members and the groups they are in. */
  know(ids: readonly string[]): this {
    const { facts } = this.#query.reading
    const own = facts.members(ids)
    const parents = [...new Set([...own.values()].flatMap(({ parent }) => parent ?? []))].filter((id) => !own.has(id))
    for (const [id, member] of [...own, ...facts.members(parents)]) this.#known.set(id, member)
    return this
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
    const { key, alias = null, parent } = known
    return { member, group: parent, key, label, alias, parent: this.#keyOf(parent), values }
  }

  #keyOf(member: string | null): string | null {
    return member === null ? null : (this.#known.get(member)?.key ?? member)
  }
}
