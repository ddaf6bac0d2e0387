import type { ReportRows, Wire, WireRow } from './reports/report.ts'

/** Oddities of real replies that a client has to bear. */
export const QUIRKS = ['blankKey', 'tabKeys', 'stringNumbers', 'unknownFields'] as const
export type Quirk = (typeof QUIRKS)[number]

/** `by-app`: the first four apps have one each. `none`: nobody. Else the named ones, for every app. */
export type QuirkChoice = 'by-app' | 'none' | Partial<Readonly<Record<Quirk, boolean>>>

export function quirksOf(choice: QuirkChoice, index: number): ReadonlySet<Quirk> {
  if (choice === 'none') return new Set()
  if (choice === 'by-app') {
    const own = QUIRKS[index]
    return new Set(own ? [own] : [])
  }
  return new Set(QUIRKS.filter((quirk) => choice[quirk] === true))
}

/** A reply's rows with the quirks worked in; the numbers stay the same. */
export function withQuirks(rows: ReportRows, quirks: ReadonlySet<Quirk>): ReportRows {
  if (quirks.size === 0) return rows
  let list = rows.list
  if (quirks.has('blankKey')) list = list.map((row, i) => (i === 0 ? renamed(row, 'weekly_user_count', ' ') : row))
  if (quirks.has('tabKeys')) list = list.map(withTab)
  if (quirks.has('stringNumbers')) list = list.map(quoted)
  if (quirks.has('unknownFields')) list = list.map((row, i) => ({ ...row, trace_id: `t${i}`, ext: [{ level: i }] }))
  return { ...rows, list }
}

function renamed(row: WireRow, key: string, name: string): WireRow {
  return Object.fromEntries(Object.entries(row).map(([own, value]) => [own === key ? name : own, value]))
}

function nested(value: Wire, change: (row: WireRow) => WireRow): Wire {
  return typeof value === 'object' ? value.map(change) : value
}

/** The SDKs' struct tags carry a tab behind some keys: here it stands behind the last one. */
function withTab(row: WireRow): WireRow {
  const entries = Object.entries(row)
  const last = entries.length - 1
  return Object.fromEntries(
    entries.map(([key, value], i) => [
      i === last && typeof value !== 'object' ? `${key}\t` : key,
      nested(value, withTab),
    ]),
  )
}

function quoted(row: WireRow): WireRow {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? String(value) : nested(value, quoted)]),
  )
}
