import type { DayRange } from '../../contract/calendar.ts'
import type { PieceRows } from '../store/types.ts'
import type { Formula, Operand, Resolved } from './formula.ts'

/** What a shorter reply says, and the bases it needs of other reports: one a formula, null where it is not known. */
export interface Tile extends DayRange {
  readonly rows: PieceRows
  readonly bases: readonly (number | null)[]
}

/** Shorter replies, and where each of their rows' members stands among all members. */
export interface Pieces {
  readonly tiles: readonly Tile[]
  readonly indexes: readonly Int32Array[]
  /** By member: how many of the replies list it. */
  readonly listed: Int32Array
  /** Members of the top level, of which shares are taken. */
  readonly top: readonly number[]
}

export interface Column {
  /** By member. */
  readonly values: readonly (number | null)[]
  /** Some value stands on fewer replies than list the member. */
  readonly incomplete: boolean
}

/**
 * One metric of every member over all replies, by its rule over time. `f`: the formula's place, for the bases of other reports. Plain
 * loops over packed numbers: ninety days of a long list are half a million of them.
 */
export function accumulate(formula: Formula, f: number, pieces: Pieces): Column {
  const { overTime: rule, ref } = formula
  // a single reply is the API's own
  if (pieces.tiles.length === 1) return lastOf(ref.column, pieces)
  switch (rule.rule) {
    case 'sum':
      return settled(summed([ref.column], pieces), pieces)
    case 'max':
      return settled(largest(ref.column, pieces), pieces)
    case 'last':
      return lastOf(ref.column, pieces)
    case 'ratio':
      return ratioOf(rule, pieces)
    case 'weighted':
      return weightedOf(formula, rule.by, f, pieces)
    case 'share':
      return shareOf(rule.of, pieces)
    case 'unique':
    case 'none':
      return unknown(pieces)
  }
}

const unknown = ({ listed }: Pieces): Column => ({
  values: new Array<number | null>(listed.length).fill(null),
  incomplete: false,
})

/** Sums by member, and from how many of its rows. */
interface Sums {
  readonly total: Float64Array
  readonly known: Int32Array
}

const noSums = ({ listed }: Pieces): Sums => ({
  total: new Float64Array(listed.length),
  known: new Int32Array(listed.length),
})

/** One column of a reply, or the product of several row by row. */
function factorOf({ columns }: PieceRows, which: readonly number[]): Float64Array {
  const [first = new Float64Array(), ...others] = which.map((column) => columns[column] ?? new Float64Array())
  return others.reduce(multiplied, first)
}

function multiplied(a: Float64Array, b: Float64Array): Float64Array {
  const product = new Float64Array(a.length)
  for (let r = 0; r < a.length; r += 1) product[r] = (a[r] ?? NaN) * (b[r] ?? NaN)
  return product
}

/** A row of weight 0 needs no value. */
function weighed(values: Float64Array, weights: Float64Array): Float64Array {
  const parts = multiplied(values, weights)
  for (let r = 0; r < weights.length; r += 1) if (weights[r] === 0) parts[r] = 0
  return parts
}

/** Σ over the rows that know all of these columns of their product. */
function summed(columns: readonly number[], pieces: Pieces): Sums {
  const { total, known } = noSums(pieces)
  pieces.tiles.forEach(({ rows }, t) => {
    const index = pieces.indexes[t] ?? new Int32Array()
    const values = factorOf(rows, columns)
    for (let r = 0; r < index.length; r += 1) {
      const value = values[r] ?? NaN
      if (Number.isNaN(value)) continue
      const i = index[r] ?? 0
      total[i] = (total[i] ?? 0) + value
      known[i] = (known[i] ?? 0) + 1
    }
  })
  return { total, known }
}

function largest(column: number, pieces: Pieces): Sums {
  const { total, known } = noSums(pieces)
  pieces.tiles.forEach(({ rows }, t) => {
    const values = factorOf(rows, [column])
    pieces.indexes[t]?.forEach((i, r) => {
      const value = values[r] ?? NaN
      if (Number.isNaN(value)) return
      total[i] = known[i] === 0 ? value : Math.max(total[i] ?? 0, value)
      known[i] = (known[i] ?? 0) + 1
    })
  })
  return { total, known }
}

/** The number where something is known of the member; it lacks something where not every reply that lists it knows it. */
function settled({ total, known }: Sums, { listed }: Pieces): Column {
  return byMember({ total, known }, listed, (value) => value)
}

/** Values where something is known; a value that stands on fewer replies than list its member makes the column incomplete. */
function byMember(
  { total, known }: Sums,
  listed: Int32Array,
  valueOf: (sum: number, i: number) => number | null,
): Column {
  const values: (number | null)[] = []
  let incomplete = false
  for (let i = 0; i < total.length; i += 1) {
    const value = known[i] === 0 ? null : valueOf(total[i] ?? NaN, i)
    if (value !== null && (known[i] ?? 0) < (listed[i] ?? 0)) incomplete = true
    values.push(value)
  }
  return { values, incomplete }
}

function lastOf(column: number, pieces: Pieces): Column {
  const { values } = unknown(pieces)
  const made = [...values]
  const t = pieces.tiles.length - 1
  const own = pieces.tiles[t]?.rows.columns[column]
  pieces.indexes[t]?.forEach((i, r) => {
    const value = own?.[r] ?? NaN
    made[i] = Number.isNaN(value) ? null : value
  })
  return { values: made, incomplete: false }
}

/** Parts that do not add up over time (users) have no total here. */
const addsUp = (part: Operand) => part.product || ['sum', 'none'].includes(part.of.overTime.rule)
const columnsOf = (part: Operand) => (part.product ? [part.a.column, part.b.column] : [part.of.ref.column])

/** Two sums by member, and from how many rows. */
interface Pair extends Sums {
  readonly base: Float64Array
}

/** Σ of both parts over the rows that know both. */
function paired(
  pieces: Pieces,
  partOf: (rows: PieceRows) => Float64Array,
  baseOf: (rows: PieceRows) => Float64Array,
): Pair {
  const { total, known } = noSums(pieces)
  const base = new Float64Array(pieces.listed.length)
  pieces.tiles.forEach(({ rows }, t) => {
    const index = pieces.indexes[t] ?? new Int32Array()
    const [parts, bases] = [partOf(rows), baseOf(rows)]
    for (let r = 0; r < index.length; r += 1) {
      const [part, weight] = [parts[r] ?? NaN, bases[r] ?? NaN]
      if (Number.isNaN(part) || Number.isNaN(weight)) continue
      const i = index[r] ?? 0
      total[i] = (total[i] ?? 0) + part
      base[i] = (base[i] ?? 0) + weight
      known[i] = (known[i] ?? 0) + 1
    }
  })
  return { total, base, known }
}

function quotients({ total, base, known }: Pair, { listed }: Pieces, scale: number): Column {
  return byMember({ total, known }, listed, (part, i) => (base[i] === 0 ? null : (scale * part) / (base[i] ?? NaN)))
}

function ratioOf({ num, den, scale }: Resolved & { rule: 'ratio' }, pieces: Pieces): Column {
  if (!addsUp(num) || !addsUp(den)) return unknown(pieces)
  const [above, below] = [columnsOf(num), columnsOf(den)]
  const pair = paired(
    pieces,
    (rows) => factorOf(rows, above),
    (rows) => factorOf(rows, below),
  )
  return quotients(pair, pieces, scale)
}

function weightedOf({ ref }: Formula, by: Operand, f: number, pieces: Pieces): Column {
  if (!by.product && by.of.ref.source !== ref.source) return quotients(weightedByBase(ref.column, f, pieces), pieces, 1)
  const weights = columnsOf(by)
  const pair = paired(
    pieces,
    (rows) => weighed(factorOf(rows, [ref.column]), factorOf(rows, weights)),
    (rows) => factorOf(rows, weights),
  )
  return quotients(pair, pieces, 1)
}

/** A share of another report's base: where a reply does not list the member it has no part of the base, but the base counts. */
function weightedByBase(column: number, f: number, pieces: Pieces): Pair {
  const size = pieces.listed.length
  const bases = pieces.tiles.map((tile) => tile.bases[f] ?? null)
  const all = bases.reduce<number>((sum, base) => sum + (base ?? 0), 0)
  const total = new Float64Array(size)
  const base = new Float64Array(size).fill(all)
  const known = new Int32Array(size).fill(bases.filter((each) => each !== null).length)
  pieces.tiles.forEach(({ rows }, t) => {
    const own = bases[t] ?? null
    if (own === null || own === 0) return
    const values = factorOf(rows, [column])
    pieces.indexes[t]?.forEach((i, r) => {
      const value = values[r] ?? NaN
      if (!Number.isNaN(value)) total[i] = (total[i] ?? 0) + value * own
      else {
        base[i] = (base[i] ?? 0) - own
        known[i] = (known[i] ?? 0) - 1
      }
    })
  })
  return { total, base, known }
}

/** A member's part of the top level's; none where some part of that is not known. */
function shareOf(of: Operand, pieces: Pieces): Column {
  if (!addsUp(of)) return unknown(pieces)
  const { total, known } = summed(columnsOf(of), pieces)
  const whole = pieces.top.every((i) => (known[i] ?? 0) > 0)
  const base = pieces.top.reduce((sum, i) => sum + (total[i] ?? 0), 0)
  if (!whole || base === 0) return unknown(pieces)
  return { values: Array.from(total, (part, i) => (known[i] === 0 ? null : (100 * part) / base)), incomplete: false }
}
