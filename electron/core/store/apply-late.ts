import type { Database } from 'better-sqlite3'
import type { DayRange } from '../../contract/calendar.ts'
import type { Values } from '../catalogue/schema.ts'
import { settle, type Reply } from './apply.ts'
import {
  cellKey,
  createCellReader,
  createCellWriter,
  isSaid,
  padded,
  sameValues,
  STORED_VALUES,
  type NewCell,
  type StoredCell,
} from './cells.ts'
import { METRIC_COLUMNS, metricColumns } from './columns.ts'
import { periodsSaid } from './scope.ts'

/** A snapshot of the same slot that was fetched after the late one. */
interface Later {
  readonly id: number
  readonly range: DayRange
}

type Key = Pick<NewCell, 'days' | 'from' | 'member'>

/** A time during which a row was in force: since `snapshot`, until `until` (null: still). */
interface Reign {
  readonly snapshot: number
  readonly until: number | null
  readonly pos: number
  readonly values: Values
}

interface Course {
  readonly key: Key
  readonly reigns: Reign[]
  cell?: StoredCell
  said?: NewCell
}

/**
 * Puts a reply into the past: one that was fetched before others of its series that are already stored (an import of old data, a clock
 * moved back). Each of its rows counts from its own moment to that of the next reply that spoke of the row; only rows that no later
 * reply spoke of come in force. What was in force at that moment is cut in two.
 */
export function createApplyLate(db: Database): (reply: Reply, cells: readonly NewCell[], fetchedAt: number) => boolean {
  const writer = createCellWriter(db)
  const past = createPast(db)
  const laterThan = db.prepare<[number, number], { id: number; from: number; to: number }>(
    'SELECT id, from_day AS "from", to_day AS "to" FROM snapshot WHERE slot = ? AND fetched_at > ? ORDER BY fetched_at, id',
  )

  const insertOne = (reply: Reply, course: Course, later: readonly Later[]): boolean => {
    const rank = new Map(later.map(({ id }, index) => [id, index]))
    const next = nextSpeaker(reply, course, later, rank)
    if (next === undefined) return settle(writer, reply, course.cell, course.said)
    const { key, said } = course
    const then = course.reigns.find((r) => !rank.has(r.snapshot) && (r.until === null || rank.has(r.until)))
    if (then && said && sameValues(then.values, 0, said.values)) return false
    if (then?.until === null) {
      past.add(reply.slot, key, { ...then, until: reply.snapshot })
      past.restart(reply.slot, key, next)
    } else if (then) {
      past.end(reply.slot, key, then.snapshot, reply.snapshot)
      if (then.until !== next) past.add(reply.slot, key, { ...then, snapshot: next })
    }
    if (said) past.add(reply.slot, key, { ...said, values: padded(said.values), snapshot: reply.snapshot, until: next })
    return then !== undefined || said !== undefined
  }

  return (reply, cells, fetchedAt) => {
    const later = laterThan.all(reply.slot, fetchedAt).map(({ id, from, to }) => ({ id, range: { from, to } }))
    let changed = false
    for (const course of past.courses(reply, cells)) if (insertOne(reply, course, later)) changed = true
    return changed
  }
}

/** The first later snapshot that spoke of the row, or that began or ended one of its reigns. */
function nextSpeaker(reply: Reply, course: Course, later: readonly Later[], rank: ReadonlyMap<number, number>) {
  const spoke = later.findIndex(({ range }) => isSaid(reply.granularity, range, course.key))
  const turns = course.reigns
    .flatMap((reign) => [rank.get(reign.snapshot), reign.until === null ? undefined : rank.get(reign.until)])
    .filter((turn) => turn !== undefined)
  const first = Math.min(...turns, spoke < 0 ? Infinity : spoke)
  return later[first]?.id
}

/** Reads and writes the reigns of rows. */
function createPast(db: Database) {
  const reader = createCellReader(db)
  const columns = `days, from_day, member, snapshot, until, pos, ${metricColumns()}`
  const replaced = db
    .prepare<[number, number, number], [number, number, number, number, number, number, ...Values]>(
      `SELECT ${columns} FROM cell_was WHERE slot = ? AND days = ? AND from_day = ?`,
    )
    .raw()
  const add = db.prepare(
    `INSERT INTO cell_was (slot, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?${', ?'.repeat(METRIC_COLUMNS)})`,
  )
  const KEY = 'slot = ? AND days = ? AND from_day = ? AND member = ?'
  const end = db.prepare(`UPDATE cell_was SET until = ? WHERE ${KEY} AND snapshot = ?`)
  const restart = db.prepare(`UPDATE cell SET snapshot = ? WHERE ${KEY}`)

  return {
    /** All that is known of every row the reply speaks of. */
    courses(reply: Reply, cells: readonly NewCell[]): Iterable<Course> {
      const { slot, granularity, range } = reply
      const all = new Map<string, Course>()
      const courseOf = (key: Key): Course => {
        const name = cellKey(key.days, key.from, key.member)
        const there = all.get(name) ?? { key, reigns: [] }
        all.set(name, there)
        return there
      }
      for (const cell of cells) courseOf(cell).said ??= cell
      const strangers = cells.map((cell) => reader.one(slot, cell)).filter((cell) => cell !== undefined)
      for (const cell of [...reader.said(slot, granularity, range), ...strangers]) {
        const course = courseOf({ days: cell[0], from: cell[1], member: cell[2] })
        if (course.cell) continue
        course.cell = cell
        course.reigns.push({ snapshot: cell[3], until: null, pos: cell[4], values: cell.slice(STORED_VALUES) })
      }
      const length = range.to - range.from + 1
      const periods = new Map([...periodsSaid(granularity, range), ...cells].map((p) => [`${p.days}:${p.from}`, p]))
      periods.set(`${length}:${range.from}`, { days: length, from: range.from })
      for (const period of periods.values())
        for (const [days, from, member, snapshot, until, pos, ...values] of replaced.all(
          slot,
          period.days,
          period.from,
        )) {
          const key = { days, from, member }
          if (all.has(cellKey(days, from, member)) || isSaid(granularity, range, key))
            courseOf(key).reigns.push({ snapshot, until, pos, values })
        }
      return all.values()
    },
    add(slot: number, { days, from, member }: Key, { snapshot, until, pos, values }: Reign) {
      add.run(slot, days, from, member, snapshot, until, pos, ...values)
    },
    end(slot: number, { days, from, member }: Key, snapshot: number, until: number) {
      end.run(until, slot, days, from, member, snapshot)
    },
    restart(slot: number, { days, from, member }: Key, snapshot: number) {
      restart.run(snapshot, slot, days, from, member)
    },
  }
}
