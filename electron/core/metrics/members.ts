import type { Values } from '../catalogue/schema.ts'
import { accumulate, type Tile } from './compose.ts'
import type { Formula, Operand } from './formula.ts'

/** One member's numbers over a range, by the columns of its source. */
export interface MemberRow {
  readonly member: string
  readonly values: Values
}

export interface Composed {
  readonly rows: readonly MemberRow[]
  /** Some cell lacks a value that its replies should have had. */
  readonly incomplete: boolean
}

export type ParentOf = (member: string) => string | null

/**
 * Members over a range, put together from shorter replies that fill it: additive numbers summed, ratios, shares and averages recomputed,
 * distinct users null. A member a reply does not list had nothing to count there. The columns of the tiles are those of the formulas' own
 * source.
 */
export function composeMembers(formulas: readonly Formula[], tiles: readonly Tile[], names: Names): Composed {
  const places = new Map<number, number>()
  const indexes = tiles.map(({ rows }) => placesOf(places, rows.members))
  const keys = names.keysOf(places.keys())
  const members = [...places.keys()].map((member) => keys.get(member) ?? '')
  const listed = new Int32Array(members.length)
  for (const index of indexes) for (const i of index) listed[i] = (listed[i] ?? 0) + 1
  const top = topLevel(members, names.parentsOf(members))
  const columns: (readonly (number | null)[])[] = []
  let incomplete = false
  formulas.forEach((formula, f) => {
    const made = accumulate(formula, f, { tiles, indexes, listed, top })
    columns[formula.ref.column] = made.values
    if (made.incomplete) incomplete = true
  })
  const rows = members.map((member, i) => ({ member, values: columns.map((column) => column[i] ?? null) }))
  return { rows: ordered(rows, tiles), incomplete }
}

/** What the members of tiles are called, and which of them belong to others. */
export interface Names {
  readonly keysOf: (members: Iterable<number>) => ReadonlyMap<number, string>
  readonly parentsOf: (members: readonly string[]) => ParentOf
}

/** Where each row's member stands; new ones at the end. */
function placesOf(places: Map<number, number>, members: Int32Array): Int32Array {
  const index = new Int32Array(members.length)
  for (let r = 0; r < members.length; r += 1) {
    const member = members[r] ?? 0
    let place = places.get(member)
    if (place === undefined) places.set(member, (place = places.size))
    index[r] = place
  }
  return index
}

/** The places of members whose parent is no row themselves. */
function topLevel(ids: readonly string[], parentOf: ParentOf): number[] {
  const all = new Set(ids)
  return ids.flatMap((id, i) => (all.has(parentOf(id) ?? '') ? [] : [i]))
}

/** As the replies list them: by their first column where every reply is sorted by it, else in order of first appearance. */
function ordered(rows: MemberRow[], tiles: readonly Tile[]): MemberRow[] {
  const sorted = tiles.every(({ rows: { columns } }) => {
    const first = columns[0] ?? []
    return first.every((value, i) => i === 0 || known(first[i - 1] ?? NaN) >= known(value))
  })
  const first = (row: MemberRow) => row.values[0] ?? -Infinity
  return sorted ? rows.sort((a, b) => first(b) - first(a)) : rows
}

const known = (value: number) => (Number.isNaN(value) ? -Infinity : value)

/**
 * All members of one report as one row, where the reply has no sum of its own: rows of the top level added, ratios and averages recomputed.
 * Distinct users, and shares whose base stands elsewhere, have no total.
 */
export function memberTotals(formulas: readonly Formula[], rows: readonly MemberRow[], parentOf: ParentOf): Values {
  const ids = rows.map((row) => row.member)
  const top = topLevel(ids, parentOf).flatMap((i) => rows[i] ?? [])
  const totals: (number | null)[] = []
  for (const formula of formulas) totals[formula.ref.column] = memberTotal(formula, top)
  return totals
}

function memberTotal({ ref, overTime: rule }: Formula, rows: readonly MemberRow[]): number | null {
  const at = (row: MemberRow) => row.values[ref.column] ?? null
  const part = (operand: Operand) => (row: MemberRow) => partOf(operand, row, ref.source)
  switch (rule.rule) {
    case 'sum':
      return total(rows.map(at))
    case 'ratio':
      return quotient(rows.map(part(rule.num)), rows.map(part(rule.den)), rule.scale)
    case 'weighted': {
      const weights = rows.map(part(rule.by))
      const sums = rows.map((row, i) => (weights[i] === 0 ? 0 : times(at(row), weights[i] ?? null)))
      return quotient(sums, weights, 1)
    }
    case 'share':
      return (total(rows.map(part(rule.of))) ?? 0) > 0 ? 100 : null
    default:
      return null
  }
}

/** A part within the report itself; one of another report says nothing of single members. */
function partOf(operand: Operand, row: MemberRow, own: number): number | null {
  if (!operand.product) return operand.of.ref.source === own ? (row.values[operand.of.ref.column] ?? null) : null
  if (operand.a.source !== own || operand.b.source !== own) return null
  return times(row.values[operand.a.column] ?? null, row.values[operand.b.column] ?? null)
}

const times = (a: number | null, b: number | null) => (a === null || b === null ? null : a * b)

function total(values: readonly (number | null)[]): number | null {
  return values.reduce((a, b) => (b === null ? a : (a ?? 0) + b), null)
}

function quotient(nums: readonly (number | null)[], dens: readonly (number | null)[], scale: number): number | null {
  let num = 0
  let den = 0
  nums.forEach((a, i) => {
    const b = dens[i] ?? null
    if (a === null || b === null) return
    num += a
    den += b
  })
  return den === 0 ? null : (scale * num) / den
}
