import { formatDay, type Day } from '../../contract/calendar.ts'
import type { AppNumbers } from '../numbers/app.ts'

export type Granularity = 'hour' | 'day' | 'week' | 'month'

/** A value of a reply: a number, a quoted one, `--`, or a nested list. */
export type Wire = string | number | readonly WireRow[]
export interface WireRow extends Record<string, Wire> {}

export interface ReportQuery {
  readonly app: AppNumbers
  readonly from: Day
  readonly to: Day
  /** The last day whose numbers exist; later ones are `--` or absent. */
  readonly yesterday: Day
  readonly granularity: Granularity
  /** report_type, terminal_type or character_type; empty for the others. */
  readonly option: string
}

/** All rows of a reply, in the order they are paged in. */
export interface ReportRows {
  readonly list: readonly WireRow[]
  readonly sum?: WireRow
}

/** What the API needs to know of a report to check a request and to answer it. */
export interface SandboxReport {
  readonly id: string
  readonly path: string
  readonly granularities: readonly Granularity[]
  /** The name of the report's own parameter and its values. */
  readonly option: { readonly name: string; readonly values: readonly string[] } | null
  readonly paged: boolean
  readonly build: (query: ReportQuery) => ReportRows
}

export const UNKNOWN = '--'

const slashed = new Map<Day, string>()

/** `2019/04/10`. */
export function slashDay(day: Day): string {
  let text = slashed.get(day)
  if (text === undefined) {
    text = formatDay(day).replaceAll('-', '/')
    slashed.set(day, text)
  }
  return text
}

/** `2019/04/01 - 2019/04/07`. */
export function slashRange(from: Day, to: Day): string {
  return `${slashDay(from)} - ${slashDay(to)}`
}

/** The days of a query that have numbers. */
export function knownDays(query: ReportQuery): { readonly from: Day; readonly to: Day } {
  return { from: Math.max(query.from, query.app.profile.launch), to: Math.min(query.to, query.yesterday) }
}

/** A row whose values are all unknown. */
export function unknownRow(keys: readonly string[]): WireRow {
  return Object.fromEntries(keys.map((key) => [key, UNKNOWN]))
}
