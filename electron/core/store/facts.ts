import type { Database, Statement } from 'better-sqlite3'
import type { DayRange } from '../../contract/calendar.ts'
import type { Values } from '../catalogue/schema.ts'
import { createCuts, cutParameters, knownBy, unknownBy, type Cut } from './as-of.ts'
import { metricColumn, SUM_MEMBER } from './columns.ts'
import { createDaily } from './facts-daily.ts'
import { createMemberReader } from './facts-members.ts'
import { createPieces } from './facts-pieces.ts'
import { createSums } from './facts-sums.ts'
import { createFirstDays } from './first-days.ts'
import type { Slots } from './intern.ts'
import { SNAPSHOT_COLUMNS, toSnapshotRow, type StoredSnapshot } from './snapshots.ts'
import type { Fact, FactQuery, FactReader, SnapshotRow } from './types.ts'

/** from_day, days, pos, member key, snapshot, then the columns asked for. */
type Raw = [number, number, number, string, number, ...Values]
const LEADING = 5

/** Which rows: those of every period inside the range, or of exactly it. */
type Choice = 'inside' | 'exact'

const WHERE: Record<Choice, string> = {
  inside: `c.days = d.n AND c.from_day BETWEEN @from AND @to - d.n + 1 AND c.member <> ${SUM_MEMBER}`,
  exact: `c.days = @to - @from + 1 AND c.from_day = @from AND c.member <> ${SUM_MEMBER}`,
}

/** Answers what is stored. Statements are prepared once for every shape of question. */
export function createFacts(db: Database, slots: Slots): FactReader {
  const cutAt = createCuts(db)
  const cutOf = (query: FactQuery) => (query.asOf === undefined ? null : cutAt(query.asOf))
  const read = createRead(db)

  const all = (choice: Choice, query: FactQuery, range: DayRange): Fact[][] => {
    const cut = cutOf(query)
    const statement = read(choice, query.columns, cut)
    return query.apps.map((app) => {
      const slot = slots.find({ ...query, app })
      if (slot === null) return []
      return statement.all({ slot, from: range.from, to: range.to, ...cutParameters(cut) }).map(toFact)
    })
  }
  return {
    daily: createDaily(db, slots, cutOf),
    rows: (query, range) => all('inside', query, range),
    exact: (query, range) => all('exact', query, range),
    sums: createSums(db, cutOf),
    replies: createReplies(db, slots),
    ...createPieces(db, slots, cutOf),
    firstDays: createFirstDays(db, slots, cutOf),
    members: createMemberReader(db),
  }
}

function toFact(row: Raw): Fact {
  const [from, days, , member, snapshot] = row
  return {
    from,
    to: from + days - 1,
    member: member === '' ? null : member,
    snapshot,
    values: row.slice(LEADING) as Values,
  }
}

function createRead(db: Database) {
  const statements = new Map<string, Statement<object, Raw>>()
  return (choice: Choice, columns: readonly number[], cut: Cut | null) => {
    const shape = `${choice}/${columns.join()}/${cut ? cut.hasLate : ''}`
    const there = statements.get(shape)
    if (there) return there
    const made = db.prepare<object, Raw>(readSql(choice, columns, cut)).raw()
    statements.set(shape, made)
    return made
  }
}

function readSql(choice: Choice, columns: readonly number[], cut: Cut | null): string {
  const values = columns.map((column) => `, c.${metricColumn(column)}`).join('')
  const from = (table: string, extra: string) =>
    `SELECT c.from_day, c.days, c.pos, m.key, c.snapshot${values}
     FROM ${choice === 'inside' ? `${lengthsOf(table)} d CROSS JOIN ` : ''}${table} c CROSS JOIN member m ON m.id = c.member
     WHERE c.slot = @slot AND ${WHERE[choice]}${extra}`
  const parts = cut
    ? [
        from('cell', ` AND ${knownBy(cut, 'c.snapshot')}`),
        from('cell_was', ` AND ${unknownBy(cut, 'c.until')} AND ${knownBy(cut, 'c.snapshot')}`),
      ]
    : [from('cell', '')]
  return `${parts.join(' UNION ALL ')} ORDER BY 1, 2, 3`
}

/** The lengths of period a slot has rows of, found by a jump each instead of reading all rows. */
export function lengthsOf(table: string): string {
  return `(WITH RECURSIVE n (n) AS (
      SELECT min(days) FROM ${table} WHERE slot = @slot
      UNION ALL SELECT (SELECT min(days) FROM ${table} WHERE slot = @slot AND days > n.n) FROM n WHERE n.n < @to - @from + 1
    ) SELECT n FROM n WHERE n <= @to - @from + 1)`
}

function createReplies(db: Database, slots: Slots): FactReader['replies'] {
  const newest = db.prepare<[number, number, number, number], StoredSnapshot>(
    `SELECT ${SNAPSHOT_COLUMNS} FROM snapshot s JOIN slot ON slot.id = s.slot
     WHERE s.slot = ? AND s.from_day = ? AND s.to_day = ? AND s.fetched_at <= ?
     ORDER BY s.fetched_at DESC, s.id DESC LIMIT 1`,
  )
  return (query, range) =>
    query.apps.map((app): SnapshotRow | null => {
      const slot = slots.find({ ...query, app })
      const row = slot === null ? undefined : newest.get(slot, range.from, range.to, query.asOf ?? Infinity)
      return row ? toSnapshotRow(row) : null
    })
}
