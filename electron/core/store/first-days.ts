import type { Database, Statement } from 'better-sqlite3'
import { cutParameters, knownBy, unknownBy, type Cut } from './as-of.ts'
import { metricColumn, NO_MEMBER } from './columns.ts'
import type { Slots } from './intern.ts'
import type { FactQuery, FactReader } from './types.ts'

/** When a daily series began. Its rows lie in the order of their days, so that each answer is one short look. */
export function createFirstDays(
  db: Database,
  slots: Slots,
  cutOf: (query: FactQuery) => Cut | null,
): FactReader['firstDays'] {
  const asked = db
    .prepare<object, number>(
      'SELECT from_day FROM snapshot WHERE slot = @slot AND fetched_at <= @until ORDER BY from_day LIMIT 1',
    )
    .pluck()
  const statements = new Map<string, Statement<object, number | null>>()
  const firstOf = (column: number, cut: Cut | null) => {
    const name = `${column}/${cut ? cut.hasLate : ''}`
    const there = statements.get(name) ?? db.prepare<object, number | null>(firstSql(column, cut)).pluck()
    statements.set(name, there)
    return there
  }
  return (query) => {
    const cut = cutOf(query)
    const first = firstOf(query.columns[0] ?? 0, cut)
    return query.apps.map((app) => {
      const slot = slots.find({ ...query, app })
      if (slot === null) return { day: null, asked: null }
      const until = query.asOf ?? Number.MAX_SAFE_INTEGER
      return {
        day: first.get({ slot, ...cutParameters(cut) }) ?? null,
        asked: asked.get({ slot, until }) ?? null,
      }
    })
  }
}

function firstSql(column: number, cut: Cut | null): string {
  const first = (table: string, extra: string) =>
    `SELECT * FROM (SELECT from_day FROM ${table} WHERE slot = @slot AND days = 1 AND member = ${NO_MEMBER}
       AND ${metricColumn(column)} > 0${extra} ORDER BY from_day LIMIT 1)`
  if (!cut) return first('cell', '')
  const known = ` AND ${knownBy(cut, 'snapshot')}`
  return `SELECT min(from_day) FROM (${first('cell', known)} UNION ALL
    ${first('cell_was', `${known} AND ${unknownBy(cut, 'until')}`)})`
}
