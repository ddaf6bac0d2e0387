import type { Database, Statement } from 'better-sqlite3'
import type { Day, DayRange } from '../../contract/calendar.ts'
import type { Values } from '../catalogue/schema.ts'
import { metricColumns, SUM_MEMBER } from './columns.ts'

/** A reply: its id, the range it was for, and when it came (ms). */
export type ReplyRow = readonly [id: number, from: Day, to: Day, fetchedAt: number]
/** A row of one day as it once read: since a reply, until another (null: still), and its numbers. */
export type VersionRow = readonly [from: Day, member: number, since: number, until: number | null, ...Values]
/** Where the numbers of a VersionRow begin. */
export const VERSION_VALUES = 4

/** Everything that was ever said of a series' days. */
export interface Versions {
  /** Replies that touch the range, oldest first. */
  replies(slot: number, range: DayRange): ReplyRow[]
  versions(slot: number, range: DayRange, width: number): VersionRow[]
}

export function createVersions(db: Database): Versions {
  const replies = db
    .prepare<object, ReplyRow>(
      `SELECT id, from_day, to_day, fetched_at FROM snapshot WHERE slot = @slot AND from_day <= @to AND to_day >= @from
       ORDER BY fetched_at, id`,
    )
    .raw()
  const statements = new Map<number, Statement<object, VersionRow>>()
  const versionsOf = (width: number) => {
    const where = `WHERE slot = @slot AND days = 1 AND from_day BETWEEN @from AND @to AND member <> ${SUM_MEMBER}`
    const values = metricColumns(width)
    const made =
      statements.get(width) ??
      db
        .prepare<object, VersionRow>(
          `SELECT from_day, member, snapshot, until, ${values} FROM cell_was ${where}
           UNION ALL SELECT from_day, member, snapshot, NULL, ${values} FROM cell ${where}`,
        )
        .raw()
    statements.set(width, made)
    return made
  }
  return {
    replies: (slot, range) => replies.all({ slot, ...range }),
    versions: (slot, range, width) => versionsOf(width).all({ slot, ...range }),
  }
}
