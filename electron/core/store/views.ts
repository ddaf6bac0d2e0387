import type { Database } from 'better-sqlite3'
import { metricColumn, SUM_MEMBER } from './columns.ts'

/** A report as its view needs it: metrics in the order of the store's columns. */
export interface ViewReport {
  readonly id: string
  readonly metrics: readonly { readonly key: string }[]
}

/**
 * Makes one view a report for people with SQL tools, with app names, readable dates and the metrics' own names: `v_user_trend` for the
 * rows, `v_user_trend_sum` for the replies' own sums of exactly a range. Only what differs is written; views no longer told are dropped.
 */
export function createDefineViews(db: Database): (reports: readonly ViewReport[]) => void {
  const existing = db.prepare<[], { name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_master WHERE type = 'view' AND name GLOB 'v_*'",
  )
  return (reports) => {
    const wanted = new Map(reports.flatMap(viewsOf))
    const there = new Map(existing.all().map(({ name, sql }) => [name, sql]))
    const stale = [...there].filter(([name, sql]) => wanted.get(name) !== sql)
    const missing = [...wanted].filter(([name, sql]) => there.get(name) !== sql)
    if (db.readonly || stale.length + missing.length === 0) return
    db.transaction(() => {
      for (const [name] of stale) db.exec(`DROP VIEW IF EXISTS ${quoted(name)}`)
      for (const [, sql] of missing) db.exec(sql)
    }).immediate()
  }
}

const FIXED = [
  'app',
  'variant',
  'granularity',
  'from_date',
  'to_date',
  'member',
  'label',
  'parent',
  'fetched_at',
  'snapshot',
]

function viewsOf(report: ViewReport): [string, string][] {
  const name = `v_${report.id.replaceAll(/[^A-Za-z0-9]+/g, '_')}`
  return [
    [name, viewSql(name, report, '<>')],
    [`${name}_sum`, viewSql(`${name}_sum`, report, '=')],
  ]
}

function viewSql(name: string, { id, metrics }: ViewReport, sum: '=' | '<>'): string {
  const taken = new Set(FIXED)
  const columns = metrics.map(({ key }, position) => {
    let column = key
    while (taken.has(column.toLowerCase())) column += '_'
    taken.add(column.toLowerCase())
    return `c.${metricColumn(position)} AS ${quoted(column)}`
  })
  return `CREATE VIEW ${quoted(name)} AS
SELECT CASE a.id WHEN 0 THEN '(platform)' ELSE a.name END AS app, s.variant, s.granularity,
  date(c.from_day * 86400, 'unixepoch') AS from_date, date((c.from_day + c.days - 1) * 86400, 'unixepoch') AS to_date,
  nullif(m.api_key, '') AS member, nullif(m.label, '') AS label, m.parent,
  datetime(n.fetched_at / 1000, 'unixepoch', '+8 hours') AS fetched_at, c.snapshot,
  ${columns.join(', ')}
FROM slot s JOIN app a ON a.id = s.app JOIN cell c ON c.slot = s.id JOIN member m ON m.id = c.member
  LEFT JOIN snapshot n ON n.id = c.snapshot
WHERE s.report = '${id.replaceAll("'", "''")}' AND c.member ${sum} ${SUM_MEMBER}`
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
