import type { Database, Statement } from 'better-sqlite3'
import type { Day, DayRange } from '../../contract/calendar.ts'
import type { Values } from '../catalogue/schema.ts'
import { createCuts, cutParameters, knownBy, unknownBy, type Cut } from './as-of.ts'
import { metricColumns, SUM_MEMBER } from './columns.ts'
import { lengthsOf } from './facts.ts'

/** A row that a later reply said otherwise, or no longer. `member` is empty for a period, null for a reply's own sum. */
export interface ChangedRow extends DayRange {
  readonly member: string | null
  /** The reply that first said the numbers before; null where there was no such row. */
  readonly before: { readonly snapshot: number; readonly values: Values } | null
  /** Those that took their place; values are null where the row was no longer told. */
  readonly after: { readonly snapshot: number; readonly values: Values | null }
}

/** What changed in one series, for periods within a range. `width`: how many metric columns. */
export interface Changes {
  /**
   * Every replacement that came after `since` and not after `until` (ms), in no order. Where replies came late, the numbers before and after
   * one can be equal.
   */
  steps(slot: number, range: DayRange, width: number, between: Between): ChangedRow[]
  /** What differs between what was known at `since` and at `until` (the newest where there is none): each row once. */
  net(slot: number, range: DayRange, width: number, between: Between & { since: number }): ChangedRow[]
}

export interface Between {
  readonly since?: number | undefined
  readonly until?: number | undefined
}

const MEMBER = `CASE w.member WHEN ${SUM_MEMBER} THEN NULL ELSE m.key END`

export function createChanges(db: Database): Changes {
  const cutAt = createCuts(db)
  const cutsOf = ({ since, until }: Between): Cuts => ({
    since: since === undefined ? null : cutAt(since),
    until: until === undefined ? null : cutAt(until),
  })
  const prepared = new Map<string, Statement<object, Raw>>()
  const statement = (kind: string, width: number, cuts: Cuts, sql: () => string) => {
    const name = `${kind}/${width}/${cuts.since?.hasLate ?? ''}/${cuts.until?.hasLate ?? ''}`
    const there = prepared.get(name) ?? db.prepare<object, Raw>(sql()).raw()
    prepared.set(name, there)
    return there
  }
  const parameters = (slot: number, { from, to }: DayRange, { since, until }: Cuts) => ({
    slot,
    from,
    to,
    ...cutParameters(since, 'Since'),
    ...cutParameters(until, 'Until'),
  })
  return {
    steps(slot, range, width, between) {
      const cuts = cutsOf(between)
      const rows = statement('steps', width, cuts, () => stepsSql(width, cuts)).all(parameters(slot, range, cuts))
      return rows.map((row) => toStep(row, width))
    },
    net(slot, range, width, between) {
      const cuts = cutsOf(between)
      const asked = parameters(slot, range, cuts)
      const ended = statement('ended', width, cuts, () => endedSql(width, cuts)).all(asked)
      const begun = statement('begun', width, cuts, () => begunSql(width, cuts)).all(asked)
      return paired(ended, begun)
    },
  }
}

interface Cuts {
  readonly since: Cut | null
  readonly until: Cut | null
}

/** from_day, days, member, snapshot, until, then values; of a step the values after it as well. */
type Raw = [Day, number, string | null, number, number, ...Values]
const LEADING = 5

const selected = (table: string, until: string, width: number, after = '') =>
  `SELECT w.from_day, w.days, ${MEMBER}, w.snapshot, ${until}, ${columns('w', width)}${after}
   FROM ${lengthsOf(table)} d CROSS JOIN ${table} w CROSS JOIN member m ON m.id = w.member`
const columns = (alias: string, width: number) =>
  metricColumns(width)
    .split(', ')
    .map((column) => `${alias}.${column}`)
    .join(', ')
const INSIDE = 'w.slot = @slot AND w.days = d.n AND w.from_day BETWEEN @from AND @to - d.n + 1'
const both = (conditions: readonly (string | null)[]) => conditions.filter((each) => each !== null).join(' AND ')

/** What took a row's place is the row that began with the reply that ended it: in force still, or replaced since. */
function stepsSql(width: number, { since, until }: Cuts): string {
  const next = metricColumns(width)
    .split(', ')
    .map((column) => `, coalesce(c.${column}, n.${column})`)
    .join('')
  const key = (alias: string) =>
    `${alias}.slot = w.slot AND ${alias}.days = w.days AND ${alias}.from_day = w.from_day AND ${alias}.member = w.member
     AND ${alias}.snapshot = w.until`
  const found = ', c.snapshot IS NOT NULL OR n.snapshot IS NOT NULL'
  return `${selected('cell_was', 'w.until', width, next + found)}
    LEFT JOIN cell c ON ${key('c')} LEFT JOIN cell_was n ON ${key('n')}
    WHERE ${both([INSIDE, since && unknownBy(since, 'w.until', 'Since'), until && knownBy(until, 'w.until', 'Until')])}`
}

/** Rows in force at `since` that were no more at `until`. */
function endedSql(width: number, { since, until }: Cuts): string {
  return `${selected('cell_was', 'w.until', width)} WHERE ${both([
    INSIDE,
    since && knownBy(since, 'w.snapshot', 'Since'),
    since && unknownBy(since, 'w.until', 'Since'),
    until && knownBy(until, 'w.until', 'Until'),
  ])}`
}

/** Rows in force at `until` that were not at `since`. */
function begunSql(width: number, { since, until }: Cuts): string {
  const begun = both([since && unknownBy(since, 'w.snapshot', 'Since'), until && knownBy(until, 'w.snapshot', 'Until')])
  const now = `${selected('cell', '0', width)} WHERE ${INSIDE} AND ${begun}`
  if (!until) return now
  const then = `${selected('cell_was', 'w.until', width)} WHERE ${INSIDE} AND ${begun} AND ${unknownBy(until, 'w.until', 'Until')}`
  return `${now} UNION ALL ${then}`
}

function toStep(row: Raw, width: number): ChangedRow {
  const [from, days, member, snapshot, until] = row
  const found = row[LEADING + 2 * width] === 1
  return {
    from,
    to: from + days - 1,
    member,
    before: { snapshot, values: row.slice(LEADING, LEADING + width) as Values },
    after: { snapshot: until, values: found ? (row.slice(LEADING + width, LEADING + 2 * width) as Values) : null },
  }
}

function paired(ended: readonly Raw[], begun: readonly Raw[]): ChangedRow[] {
  const keyOf = ([from, days, member]: Raw) => `${from} ${days} ${member ?? '\n'}`
  const before = new Map(ended.map((row) => [keyOf(row), row]))
  const changed: ChangedRow[] = []
  for (const row of begun) {
    const key = keyOf(row)
    const was = before.get(key)
    before.delete(key)
    changed.push(rowOf(row, was, { snapshot: row[3], values: row.slice(LEADING) as Values }))
  }
  for (const row of before.values()) changed.push(rowOf(row, row, { snapshot: row[4], values: null }))
  return changed
}

function rowOf([from, days, member]: Raw, was: Raw | undefined, after: ChangedRow['after']): ChangedRow {
  const before = was ? { snapshot: was[3], values: was.slice(LEADING) as Values } : null
  return { from, to: from + days - 1, member, before, after }
}
