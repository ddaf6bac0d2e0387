import type { Values } from '../catalogue/schema.ts'
import { accumulate, type Tile } from './compose.ts'
import type { PieceRows } from '../store/types.ts'
import { operandsOf, type Formula, type Operand } from './formula.ts'

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
  const column = (c: number) => {
    const values = new Float64Array(rows.length)
    for (let r = 0; r < rows.length; r += 1) values[r] = rows[r]?.values[c] ?? NaN
    return values
  }
  const columns = Array.from({ length: 1 + Math.max(-1, ...formulas.flatMap(columnsOf)) }, (_, c) => column(c))
  return totalsOf(formulas, columns, topLevel(ids, parentOf))
}

/** The same of what one reply says. */
export function pieceTotals(
  formulas: readonly Formula[],
  { members, columns }: PieceRows,
  keyOf: (member: number) => string,
  parentOf: ParentOf,
): Values {
  return totalsOf(formulas, columns, topLevel(Array.from(members, keyOf), parentOf))
}

function totalsOf(formulas: readonly Formula[], columns: readonly Float64Array[], top: readonly number[]): Values {
  const totals: (number | null)[] = []
  for (const formula of formulas) totals[formula.ref.column] = memberTotal(formula, columns, top)
  return totals
}

function memberTotal(formula: Formula, columns: readonly Float64Array[], top: readonly number[]): number | null {
  const { ref, overTime: rule } = formula
  const at = (r: number) => columns[ref.column]?.[r] ?? NaN
  const part = (operand: Operand) => partOf(operand, columns, ref.source)
  switch (rule.rule) {
    case 'sum':
      return total(top, at)
    case 'ratio':
      return quotient(top, part(rule.num), part(rule.den), rule.scale)
    case 'weighted': {
      const weight = part(rule.by)
      return quotient(top, (r) => (weight(r) === 0 ? 0 : at(r) * weight(r)), weight, 1)
    }
    case 'share':
      return (total(top, part(rule.of)) ?? 0) > 0 ? 100 : null
    default:
      return null
  }
}

/** The columns a formula and its parts within its own source read. */
function columnsOf({ ref, overTime: rule }: Formula): number[] {
  const refs = operandsOf(rule).flatMap((part) => (part.product ? [part.a, part.b] : [part.of.ref]))
  return [ref, ...refs].flatMap(({ source, column }) => (source === ref.source ? [column] : []))
}

/** A part within the report itself, by row; one of another report says nothing of single members. NaN is unknown. */
function partOf(operand: Operand, columns: readonly Float64Array[], own: number): (row: number) => number {
  if (!operand.product) {
    const { source, column } = operand.of.ref
    return (r) => (source === own ? (columns[column]?.[r] ?? NaN) : NaN)
  }
  const { a, b } = operand
  if (a.source !== own || b.source !== own) return () => NaN
  return (r) => (columns[a.column]?.[r] ?? NaN) * (columns[b.column]?.[r] ?? NaN)
}

function total(rows: readonly number[], valueOf: (row: number) => number): number | null {
  let sum: number | null = null
  for (const r of rows) {
    const value = valueOf(r)
    if (!Number.isNaN(value)) sum = (sum ?? 0) + value
  }
  return sum
}

function quotient(
  rows: readonly number[],
  numOf: (row: number) => number,
  denOf: (row: number) => number,
  scale: number,
): number | null {
  let num = 0
  let den = 0
  for (const r of rows) {
    const [above, below] = [numOf(r), denOf(r)]
    if (Number.isNaN(above) || Number.isNaN(below)) continue
    num += above
    den += below
  }
  return den === 0 ? null : (scale * num) / den
}
