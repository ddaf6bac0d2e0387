import type { Database, Statement } from 'better-sqlite3'
import type { Values } from '../catalogue/schema.ts'
import { cutParameters, knownBy, unknownBy, type Cut } from './as-of.ts'
import { metricColumn, SUM_MEMBER } from './columns.ts'
import type { Fact, FactQuery, FactReader } from './types.ts'

/** app, snapshot, then the columns asked for. */
type Raw = [number, number, ...Values]

/** The replies' own sums: one row an app at most, so all apps are asked at once, those that have no such series too. */
export function createSums(db: Database, cutOf: (query: FactQuery) => Cut | null): FactReader['sums'] {
  const statements = new Map<string, Statement<object, Raw>>()
  const statementFor = (columns: readonly number[], cut: Cut | null) => {
    const shape = `${columns.join()}/${cut ? cut.hasLate : ''}`
    const made = statements.get(shape) ?? db.prepare<object, Raw>(sumsSql(columns, cut)).raw()
    statements.set(shape, made)
    return made
  }
  return ({ report, variant, granularity, apps, columns, asOf }, { from, to }) => {
    const cut = cutOf({ report, variant, granularity, apps, columns, asOf })
    const asked = { report, variant, granularity, apps: JSON.stringify(apps), from, to, ...cutParameters(cut) }
    const byApp = new Map<number, Fact>()
    for (const [app, snapshot, ...values] of statementFor(columns, cut).all(asked))
      byApp.set(app, { from, to, member: null, snapshot, values })
    return apps.map((app) => byApp.get(app) ?? null)
  }
}

function sumsSql(columns: readonly number[], cut: Cut | null): string {
  const values = columns.map((column) => `, c.${metricColumn(column)}`).join('')
  const from = (table: string, extra: string) =>
    `SELECT s.app, c.snapshot${values} FROM json_each(@apps) a
     CROSS JOIN slot s ON s.app = a.value AND s.report = @report AND s.variant = @variant AND s.granularity = @granularity
     CROSS JOIN ${table} c ON c.slot = s.id AND c.days = @to - @from + 1 AND c.from_day = @from AND c.member = ${SUM_MEMBER}${extra}`
  if (!cut) return from('cell', '')
  const known = knownBy(cut, 'c.snapshot')
  return `${from('cell', ` AND ${known}`)} UNION ALL ${from('cell_was', ` AND ${unknownBy(cut, 'c.until')} AND ${known}`)}`
}
