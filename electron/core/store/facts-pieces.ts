import type { Database, Statement } from 'better-sqlite3'
import type { Day } from '../../contract/calendar.ts'
import { cutParameters, knownBy, unknownBy, type Cut } from './as-of.ts'
import { metricColumn, SUM_MEMBER } from './columns.ts'
import type { Slots } from './intern.ts'
import { PieceCache } from './piece-cache.ts'
import type { FactQuery, FactReader, Piece, PieceRows } from './types.ts'

/** from_day, member, snapshot, then the columns asked for. */
type Raw = [Day, number, number, ...(number | null)[]]
const LEADING = 3

/**
 * Replies about members, piece by piece. What a piece says never changes once it is known which replies told it, so pieces stay at hand:
 * a question that was asked before, of a moment nearby too, reads only what is new.
 */
export function createPieces(
  db: Database,
  slots: Slots,
  cutOf: (query: FactQuery) => Cut | null,
): Pick<FactReader, 'pieces' | 'pieceRows' | 'memberKeys' | 'capped' | 'daySums'> {
  const cache = new PieceCache()
  const read = createRead(db)
  const list = db
    .prepare<object, [Day, Day, number, number]>(
      `SELECT from_day, to_day, max(fetched_at), max(id) FROM snapshot
       WHERE slot = @slot AND from_day BETWEEN @from AND @to AND to_day <= @to AND fetched_at <= @until
       GROUP BY from_day, to_day`,
    )
    .raw()
  const capped = db.prepare(
    `SELECT 1 FROM snapshot WHERE slot = @slot AND from_day BETWEEN @from AND @to AND to_day <= @to AND fetched_at <= @until
     AND capped = 1 LIMIT 1`,
  )
  const pieces: FactReader['pieces'] = (query, range) =>
    query.apps.map((app) => {
      const slot = slots.find({ ...query, app })
      const until = query.asOf ?? Number.MAX_SAFE_INTEGER
      if (slot === null) return []
      return list.all({ slot, ...range, until }).map(([from, to, at, id]): Piece => ({ from, to, key: `${at}/${id}` }))
    })
  return {
    pieces,
    pieceRows(query, app, pieces) {
      const slot = slots.find({ ...query, app })
      if (slot === null) return pieces.map(() => NOTHING)
      const nameOf = naming(slot, query.columns)
      const found = new Map<Piece, PieceRows>()
      const open = pieces.filter((piece) => {
        const there = cache.get(nameOf(piece))
        if (there) found.set(piece, there)
        return !there
      })
      const cut = cutOf(query)
      for (const some of sameLength(open))
        for (const [piece, rows] of readPieces(read(query.columns, cut), slot, some, query.columns.length, cut)) {
          cache.set(nameOf(piece), rows)
          found.set(piece, rows)
        }
      return pieces.map((piece) => found.get(piece) ?? NOTHING)
    },
    memberKeys: createMemberKeys(db),
    capped: (query, { from, to }) =>
      query.apps.map((app) => {
        const slot = slots.find({ ...query, app })
        const until = query.asOf ?? Number.MAX_SAFE_INTEGER
        return slot !== null && capped.get({ slot, from, to, until }) !== undefined
      }),
    daySums: createDaySums(db, slots, cutOf, { cache, pieces }),
  }
}

const naming = (slot: number, columns: readonly number[]) => {
  const end = columns.join()
  return ({ from, to, key }: Piece) => `${slot}/${from}/${to}/${key}/${end}`
}

const NOTHING: PieceRows = { members: new Int32Array(), snapshots: [], columns: [] }

function sameLength(pieces: readonly Piece[]): Piece[][] {
  return [...Map.groupBy(pieces, ({ from, to }) => to - from).values()]
}

/** Pieces of one length, read together. */
function readPieces(
  statement: Statement<object, Raw>,
  slot: number,
  pieces: readonly Piece[],
  width: number,
  cut: Cut | null,
): Map<Piece, PieceRows> {
  const [first] = pieces
  if (!first) return new Map()
  const from = Math.min(...pieces.map((piece) => piece.from))
  const to = Math.max(...pieces.map((piece) => piece.from))
  const days = first.to - first.from + 1
  const rows = statement.all({ slot, days, from, to, ...cutParameters(cut) })
  const byDay = new Map<Day, Raw[]>()
  for (const row of rows) {
    const own = byDay.get(row[0])
    if (own) own.push(row)
    else byDay.set(row[0], [row])
  }
  return new Map(pieces.map((piece) => [piece, packed(byDay.get(piece.from) ?? [], width)]))
}

/** Unknown numbers are NaN. */
function packed(rows: readonly Raw[], width: number): PieceRows {
  const members = new Int32Array(rows.length)
  const columns = Array.from({ length: width }, () => new Float64Array(rows.length))
  const snapshots = new Set<number>()
  rows.forEach((row, i) => {
    members[i] = row[1]
    snapshots.add(row[2])
    for (let c = 0; c < width; c += 1) {
      const column = columns[c]
      if (column) column[i] = row[LEADING + c] ?? NaN
    }
  })
  return { members, snapshots: [...snapshots], columns }
}

function createRead(db: Database) {
  const statements = new Map<string, Statement<object, Raw>>()
  return (columns: readonly number[], cut: Cut | null) => {
    const shape = `${columns.join()}/${cut ? cut.hasLate : ''}`
    const made = statements.get(shape) ?? db.prepare<object, Raw>(readSql(columns, cut)).raw()
    statements.set(shape, made)
    return made
  }
}

function readSql(columns: readonly number[], cut: Cut | null): string {
  const values = columns.map((column) => `, ${metricColumn(column)}`).join('')
  const from = (table: string, extra: string) =>
    `SELECT from_day, member, snapshot${values}, pos FROM ${table}
     WHERE slot = @slot AND days = @days AND from_day BETWEEN @from AND @to AND member <> ${SUM_MEMBER}${extra}`
  const parts = cut
    ? [
        from('cell', ` AND ${knownBy(cut, 'snapshot')}`),
        from('cell_was', ` AND ${unknownBy(cut, 'until')} AND ${knownBy(cut, 'snapshot')}`),
      ]
    : [from('cell', '')]
  return `${parts.join(' UNION ALL ')} ORDER BY from_day, pos`
}

/** Members' keys by their ids, each asked for once. */
function createMemberKeys(db: Database) {
  const known = new Map<number, string>()
  const select = db
    .prepare<[string], [number, string]>('SELECT id, key FROM member WHERE id IN (SELECT value FROM json_each(?))')
    .raw()
  return (ids: Iterable<number>): ReadonlyMap<number, string> => {
    const strange = new Set<number>()
    for (const id of ids) if (!known.has(id)) strange.add(id)
    if (strange.size > 0) for (const [id, key] of select.all(JSON.stringify([...strange]))) known.set(id, key)
    return known
  }
}

/** The sums of one-day replies: a short look for each day, and none for those that were looked at before. */
function createDaySums(
  db: Database,
  slots: Slots,
  cutOf: (query: FactQuery) => Cut | null,
  { cache, pieces }: { cache: PieceCache; pieces: FactReader['pieces'] },
): FactReader['daySums'] {
  const statements = new Map<string, Statement<object, RawSum>>()
  const statementOf = (columns: readonly number[], cut: Cut | null) => {
    const shape = `${columns.join()}/${cut ? cut.hasLate : ''}`
    const made = statements.get(shape) ?? db.prepare<object, RawSum>(daySumsSql(columns, cut)).raw()
    statements.set(shape, made)
    return made
  }
  return (query, range) => {
    const cut = cutOf(query)
    const statement = statementOf(query.columns, cut)
    const found = pieces(query, range)
    return query.apps.map((app, a) => {
      const slot = slots.find({ ...query, app }) ?? 0
      const days = (found[a] ?? []).filter(({ from, to }) => from === to)
      const nameOf = naming(slot, query.columns)
      const name = (piece: Piece) => `sum/${nameOf(piece)}`
      const open = days.filter((piece) => cache.get(name(piece)) === undefined)
      if (open.length > 0) {
        const [from, to] = [open[0]?.from ?? 0, open.at(-1)?.from ?? 0]
        const rows = new Map(statement.all({ slot, from, to, ...cutParameters(cut) }).map((row) => [row[0], row]))
        for (const piece of open) cache.set(name(piece), packedSum(rows.get(piece.from)))
      }
      return toDaySums(days, (piece) => cache.get(name(piece)) ?? NOTHING, query.columns.length)
    })
  }
}

/** from_day, snapshot, then the columns asked for. */
type RawSum = [Day, number, ...(number | null)[]]

/** A sum is kept as a piece of no rows whose columns have one number; one that is not there has no columns. */
function packedSum(row: RawSum | undefined): PieceRows {
  if (!row) return NOTHING
  const [, snapshot, ...values] = row
  const columns = values.map((value) => Float64Array.of(value ?? NaN))
  return { members: new Int32Array(), snapshots: [snapshot], columns }
}

function toDaySums(days: readonly Piece[], sumOf: (piece: Piece) => PieceRows, width: number) {
  const from: Day[] = []
  const values: (number | null)[][] = Array.from({ length: width }, () => [])
  const others: Piece[] = []
  let snapshot = 0
  for (const piece of days) {
    const sum = sumOf(piece)
    if (sum.snapshots.length === 0) {
      others.push(piece)
      continue
    }
    from.push(piece.from)
    snapshot = Math.max(snapshot, sum.snapshots[0] ?? 0)
    values.forEach((column, c) => {
      const value = sum.columns[c]?.[0] ?? NaN
      column.push(Number.isNaN(value) ? null : value)
    })
  }
  return { from, values, snapshot, others }
}

function daySumsSql(columns: readonly number[], cut: Cut | null): string {
  const values = columns.map((column) => `, c.${metricColumn(column)}`).join('')
  const from = (table: string, extra: string) =>
    `SELECT c.from_day, c.snapshot${values} FROM d CROSS JOIN ${table} c
     WHERE c.slot = @slot AND c.days = 1 AND c.from_day = d.n AND c.member = ${SUM_MEMBER}${extra}`
  const parts = cut
    ? [
        from('cell', ` AND ${knownBy(cut, 'c.snapshot')}`),
        from('cell_was', ` AND ${unknownBy(cut, 'c.until')} AND ${knownBy(cut, 'c.snapshot')}`),
      ]
    : [from('cell', '')]
  return `WITH RECURSIVE d (n) AS (SELECT @from UNION ALL SELECT n + 1 FROM d WHERE n < @to)
    ${parts.join(' UNION ALL ')} ORDER BY 1`
}
