import type { Database, Statement } from 'better-sqlite3'
import { cutParameters, knownBy, unknownBy, type Cut } from './as-of.ts'
import { metricColumn, NO_MEMBER } from './columns.ts'
import type { Slots } from './intern.ts'
import type { FactQuery, FactReader, SeriesColumns } from './types.ts'

/** from_day, snapshot, then the columns asked for. */
type Raw = [number, number, ...(number | null)[]]
const LEADING = 2

interface Shape {
  readonly latest: Statement<object, Raw>
  /** What was in force then but is not now; null where the newest is asked. */
  readonly replaced: Statement<object, Raw> | null
}

/** The fast path of charts: plain daily series, column by column. */
export function createDaily(db: Database, slots: Slots, cutOf: (query: FactQuery) => Cut | null): FactReader['daily'] {
  const shapes = new Map<string, Shape>()
  const shapeOf = (columns: readonly number[], cut: Cut | null): Shape => {
    const name = `${columns.join()}/${cut ? cut.hasLate : ''}`
    const there = shapes.get(name)
    if (there) return there
    const made = prepare(db, columns, cut)
    shapes.set(name, made)
    return made
  }
  return (query, range) => {
    const cut = cutOf(query)
    const { latest, replaced } = shapeOf(query.columns, cut)
    return query.apps.map((app) => {
      const slot = slots.find({ ...query, app })
      if (slot === null) return toColumns([], query.columns.length)
      const parameters = { slot, from: range.from, to: range.to, ...cutParameters(cut) }
      const rows = latest.all(parameters)
      const were = replaced?.all(parameters) ?? []
      const all = were.length > 0 ? [...rows, ...were].sort((a, b) => a[0] - b[0]) : rows
      return toColumns(all, query.columns.length)
    })
  }
}

function prepare(db: Database, columns: readonly number[], cut: Cut | null): Shape {
  const statement = (table: string, extra: string) =>
    db
      .prepare<object, Raw>(
        `SELECT from_day, snapshot${columns.map((column) => `, ${metricColumn(column)}`).join('')} FROM ${table}
         WHERE slot = @slot AND days = 1 AND from_day BETWEEN @from AND @to ${extra}AND member = ${NO_MEMBER} ORDER BY from_day`,
      )
      .raw()
  if (!cut) return { latest: statement('cell', ''), replaced: null }
  const known = knownBy(cut, 'snapshot')
  return {
    latest: statement('cell', `AND ${known} `),
    replaced: statement('cell_was', `AND ${unknownBy(cut, 'until')} AND ${known} `),
  }
}

function toColumns(rows: readonly Raw[], width: number): SeriesColumns {
  const from: number[] = []
  const values: (number | null)[][] = Array.from({ length: width }, () => [])
  let snapshot = 0
  for (const row of rows) {
    from.push(row[0])
    if (row[1] > snapshot) snapshot = row[1]
    for (let column = 0; column < width; column += 1) values[column]?.push(row[column + LEADING] ?? null)
  }
  return { from, values, snapshot }
}
