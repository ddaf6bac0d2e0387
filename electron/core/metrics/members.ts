import type { Day, DayRange } from '../../contract/calendar.ts'
import type { Values } from '../catalogue/schema.ts'
import type { Formula, Operand } from './formula.ts'
import { overTime } from './over-time.ts'
import { operandOverTime } from './quotient.ts'
import { pieceSpan, type Rows, type Span } from './span.ts'

/** One member's numbers over a range, by the columns of its source. */
export interface MemberRow {
  readonly member: string
  readonly values: Values
}

/** A stored row of a shorter reply. */
export interface PieceRow extends DayRange {
  readonly member: string | null
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
 * distinct users null. A member a reply does not list had nothing to count there. `others` are the spans of other reports' sources over
 * the same pieces (a base that stands in another report).
 */
export function composeMembers(
  formulas: readonly Formula[],
  tiles: readonly DayRange[],
  rows: readonly PieceRow[],
  parentOf: ParentOf,
  others: readonly Span[],
): Composed {
  const own = formulas[0]?.ref.source ?? 0
  const members = membersInOrder(tiles, rows)
  const spansOf = new Map([...members].map(([id, pieces]) => [id, memberSpans(formulas, tiles, pieces, others, own)]))
  const ids = [...spansOf.keys()]
  const top = topLevel(ids, parentOf)
  let incomplete = false
  const values = new Map(ids.map((id): [string, (number | null)[]] => [id, []]))
  for (const formula of formulas) {
    const { overTime: rule } = formula
    const bases = rule.rule === 'share' ? top.map((id) => totalOf(rule.of, spansOf.get(id) ?? [])) : []
    const base = bases.some((part) => part === null) ? null : bases.reduce<number>((a, b) => a + (b ?? 0), 0)
    for (const [id, spans] of spansOf) {
      const found = rule.rule === 'share' ? shareOf(totalOf(rule.of, spans), base) : overTime(formula, spans)
      if (typeof found === 'object' && found?.note === 'incomplete') incomplete = true
      const row = values.get(id)
      if (row) row[formula.ref.column] = typeof found === 'object' ? (found?.value ?? null) : found
    }
  }
  return { rows: ordered(ids, values, tiles, rows), incomplete }
}

const totalOf = (operand: Operand, spans: readonly Span[]) => operandOverTime(operand, spans, overTime).value
const shareOf = (part: number | null, base: number | null) => (part === null || !base ? null : (100 * part) / base)

/** Members whose parent is no row themselves. */
function topLevel(ids: readonly string[], parentOf: ParentOf): string[] {
  const all = new Set(ids)
  return ids.filter((id) => !all.has(parentOf(id) ?? ''))
}

function membersInOrder(tiles: readonly DayRange[], rows: readonly PieceRow[]): Map<string, Map<Day, Values>> {
  const ends = new Map(tiles.map((piece) => [piece.from, piece.to]))
  const members = new Map<string, Map<Day, Values>>()
  for (const row of rows) {
    if (row.member === null || ends.get(row.from) !== row.to) continue
    const pieces = members.get(row.member) ?? new Map<Day, Values>()
    members.set(row.member, pieces.set(row.from, row.values))
  }
  return members
}

/** The spans one member's rules are applied to: its rows in the report's own source, the bases of other reports beside them. */
function memberSpans(
  formulas: readonly Formula[],
  tiles: readonly DayRange[],
  pieces: ReadonlyMap<Day, Values>,
  others: readonly Span[],
  own: number,
): Span[] {
  const days = tiles.map((piece) => piece.from)
  const columns: (number | null)[][] = []
  for (const { ref, overTime: rule } of formulas) {
    const foreign = rule.rule === 'weighted' && (rule.by.product ? rule.by.a : rule.by.of.ref).source !== own
    columns[ref.column] = days.map((day) => {
      const row = pieces.get(day)
      return row ? (row[ref.column] ?? null) : foreign ? 0 : null
    })
  }
  const range = { from: tiles[0]?.from ?? 0, to: tiles.at(-1)?.to ?? 0 }
  const rows: Rows = { from: days, values: columns }
  const spans = [...others]
  spans[own] = { ...pieceSpan(rows, range, tiles, null), expected: pieces.size }
  return spans
}

/** As the replies list them: by their first column where every reply is sorted by it, else in order of first appearance. */
function ordered(
  ids: readonly string[],
  values: ReadonlyMap<string, Values>,
  tiles: readonly DayRange[],
  rows: readonly PieceRow[],
): MemberRow[] {
  const found = ids.map((member) => ({ member, values: values.get(member) ?? [] }))
  const first = (row: { values: Values }) => row.values[0] ?? -Infinity
  const sorted = tiles.every((piece) => {
    const listed = rows.filter((row) => row.from === piece.from && row.to === piece.to)
    return listed.every((row, i) => i === 0 || first(listed[i - 1] ?? row) >= first(row))
  })
  return sorted ? found.sort((a, b) => first(b) - first(a)) : found
}

/**
 * All members of one report as one row, where the reply has no sum of its own: rows of the top level added, ratios and averages recomputed.
 * Distinct users, and shares whose base stands elsewhere, have no total.
 */
export function memberTotals(formulas: readonly Formula[], rows: readonly MemberRow[], parentOf: ParentOf): Values {
  const ids = new Set(
    topLevel(
      rows.map((row) => row.member),
      parentOf,
    ),
  )
  const top = rows.filter((row) => ids.has(row.member))
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
