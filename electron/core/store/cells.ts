import type { Database, Statement } from 'better-sqlite3'
import type { Decoded, Granularity, Values } from '../catalogue/schema.ts'
import type { DayRange } from '../../contract/calendar.ts'
import { METRIC_COLUMNS, metricColumns, SUM_MEMBER } from './columns.ts'
import { periodKey, periodsSaid, says } from './scope.ts'

/** A row of a reply, ready to be stored. `pos` is its place among the reply's rows of the same period. */
export interface NewCell {
  readonly days: number
  readonly from: number
  readonly member: number
  readonly pos: number
  readonly values: Values
}

/** A row in force: days, from_day, member, snapshot, pos, then all metric columns. */
export type StoredCell = readonly [number, number, number, number, number, ...(number | null)[]]
export const STORED_VALUES = 5
const STORED = `days, from_day, member, snapshot, pos, ${metricColumns()}`

/** Identifies a row within its slot. */
export const cellKey = (days: number, from: number, member: number) => `${days}:${from}:${member}`

/** A reply's rows, and its sum at exactly the range asked. A sum that knows no number says nothing and is left out. */
export function cellsOf(decoded: Decoded, range: DayRange, memberId: (member: string | null) => number): NewCell[] {
  const places = new Map<number, number>()
  const cells: NewCell[] = decoded.rows.map((row) => {
    const days = row.to - row.from + 1
    const period = periodKey(row.from, days)
    const pos = places.get(period) ?? 0
    places.set(period, pos + 1)
    return { days, from: row.from, member: memberId(row.member), pos, values: row.values }
  })
  const { sum } = decoded
  if (sum?.some((value) => value !== null))
    cells.push({ days: range.to - range.from + 1, from: range.from, member: SUM_MEMBER, pos: 0, values: sum })
  return cells
}

export function isSaid(granularity: Granularity, range: DayRange, cell: Pick<NewCell, 'days' | 'from' | 'member'>) {
  if (cell.member === SUM_MEMBER) return cell.from === range.from && cell.days === range.to - range.from + 1
  return says(granularity, range, cell)
}

/** Reads the rows in force that a reply speaks of. */
export interface CellReader {
  /** Of every period the reply speaks of, and its sum. */
  said(slot: number, granularity: Granularity, range: DayRange): StoredCell[]
  one(slot: number, cell: Pick<NewCell, 'days' | 'from' | 'member'>): StoredCell | undefined
}

export function createCellReader(db: Database): CellReader {
  const period = db
    .prepare<[number, number, number], StoredCell>(
      `SELECT ${STORED} FROM cell WHERE slot = ? AND days = ? AND from_day = ?`,
    )
    .raw()
  const days = db
    .prepare<[number, number, number], StoredCell>(
      `SELECT ${STORED} FROM cell WHERE slot = ? AND days = 1 AND from_day BETWEEN ? AND ?`,
    )
    .raw()
  const one = db
    .prepare<[number, number, number, number], StoredCell>(
      `SELECT ${STORED} FROM cell WHERE slot = ? AND days = ? AND from_day = ? AND member = ?`,
    )
    .raw()
  return {
    said(slot, granularity, range) {
      const cells =
        granularity === 'day'
          ? days.all(slot, range.from, range.to)
          : periodsSaid(granularity, range).flatMap((said) => period.all(slot, said.days, said.from))
      const length = range.to - range.from + 1
      const sum = one.get(slot, length, range.from, SUM_MEMBER)
      // Sums of other ranges may lie at the same periods (a range of one day); this reply says nothing of them.
      return [...cells.filter((cell) => cell[2] !== SUM_MEMBER), ...(sum ? [sum] : [])]
    },
    one: (slot, cell) => one.get(slot, cell.days, cell.from, cell.member),
  }
}

/** Writes rows in force, and keeps what they replace. */
export interface CellWriter {
  /** Of two rows about the same thing the first counts. */
  insert(slot: number, snapshot: number, cells: readonly NewCell[]): void
  replace(slot: number, snapshot: number, cell: NewCell): void
  move(slot: number, cell: NewCell): void
  remove(slot: number, cell: StoredCell): void
  /** Copies a row in force to the replaced ones. */
  keep(slot: number, cell: StoredCell, until: number): void
}

const KEY = 'slot = ? AND days = ? AND from_day = ? AND member = ?'
/** Rows written by one statement: a third less time than one by one. */
const TOGETHER = 8

export function createCellWriter(db: Database): CellWriter {
  const insertOf = createInserts(db)
  const assignments = Array.from({ length: METRIC_COLUMNS }, (_, index) => `m${index} = ?`).join(', ')
  const replace = db.prepare(`UPDATE cell SET snapshot = ?, pos = ?, ${assignments} WHERE ${KEY}`)
  const move = db.prepare(`UPDATE cell SET pos = ? WHERE ${KEY}`)
  const remove = db.prepare(`DELETE FROM cell WHERE ${KEY}`)
  const keep = db.prepare(
    `INSERT INTO cell_was (slot, days, from_day, member, snapshot, until, pos, ${metricColumns()})
     SELECT slot, days, from_day, member, snapshot, ?, pos, ${metricColumns()} FROM cell WHERE ${KEY}`,
  )
  return {
    insert(slot, snapshot, cells) {
      const width = cells.reduce((most, cell) => Math.max(most, cell.values.length), 0)
      for (let start = 0; start < cells.length; start += TOGETHER) {
        const some = cells.slice(start, start + TOGETHER)
        const parameters: (number | null)[] = []
        for (const { days, from, member, pos, values } of some) {
          parameters.push(slot, days, from, member, snapshot, pos)
          for (let index = 0; index < width; index += 1) parameters.push(values[index] ?? null)
        }
        insertOf(width, some.length).run(parameters)
      }
    },
    replace(slot, snapshot, { days, from, member, pos, values }) {
      replace.run(snapshot, pos, ...padded(values), slot, days, from, member)
    },
    move(slot, { days, from, member, pos }) {
      move.run(pos, slot, days, from, member)
    },
    remove(slot, [days, from, member]) {
      remove.run(slot, days, from, member)
    },
    keep(slot, [days, from, member], until) {
      keep.run(until, slot, days, from, member)
    },
  }
}

/** Insert statements by the number of metrics and of rows, each prepared when it is first needed. */
function createInserts(db: Database): (width: number, rows: number) => Statement<[(number | null)[]]> {
  const statements = new Map<number, Statement<[(number | null)[]]>>()
  return (width, rows) => {
    const shape = width * (TOGETHER + 1) + rows
    const there = statements.get(shape)
    if (there) return there
    const row = `(?, ?, ?, ?, ?, ?${', ?'.repeat(width)})`
    const made = db.prepare<[(number | null)[]]>(
      `INSERT OR IGNORE INTO cell (slot, days, from_day, member, snapshot, pos, ${metricColumns(width)})
       VALUES ${Array.from({ length: rows }, () => row).join(', ')}`,
    )
    statements.set(shape, made)
    return made
  }
}

export function padded(values: Values): Values {
  return Array.from({ length: METRIC_COLUMNS }, (_, index) => values[index] ?? null)
}

/** Whether a stored row says exactly these numbers. */
export function sameValues(stored: readonly (number | null)[], offset: number, values: Values): boolean {
  for (let index = 0; index < METRIC_COLUMNS; index += 1)
    if (stored[offset + index] !== (values[index] ?? null)) return false
  return true
}
