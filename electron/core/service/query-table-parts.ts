import type { DayRange } from '../../contract/calendar.ts'
import type { Note } from '../../contract/methods/query.ts'
import type { Locale } from '../../contract/primitives.ts'
import type { Granularity, Report, Values } from '../catalogue/schema.ts'
import type { Formula } from '../metrics/formula.ts'
import type { Reading } from './query-read.ts'

/** One row of one app's table; `values` by the columns of the report's source. */
export interface TableRow {
  /** The member's id, and that of its group; both are null where rows are periods. */
  readonly member: string | null
  readonly group: string | null
  readonly key: string
  readonly label: string
  /** Another name of the member. */
  readonly alias?: string | null
  readonly parent: string | null
  readonly period?: DayRange & { readonly partial: boolean }
  readonly values: Values
}

/** One app's part of a table. */
export interface AppTable {
  readonly rows: readonly TableRow[]
  /** By source column; null where there is nothing to total. */
  readonly sum: Values | null
  /** Cohorts pooled into percent, by source column; null for reports without cohorts. */
  readonly pooled: Values | null
  readonly exact: boolean
  readonly snapshots: readonly number[]
  readonly note: Note | null
  /** Every member is listed: one that is not had nothing to count. */
  readonly whole: boolean
  readonly missing: 'not-fetched' | 'not-fetched-range' | null
}

/** What a table is about; every app's part is made from it. */
export interface TableQuery {
  readonly report: Report
  readonly granularity: Granularity
  readonly range: DayRange
  /** One a column, all in source 0. */
  readonly formulas: readonly Formula[]
  readonly reading: Reading
  /** The language of names the catalogue has itself. */
  readonly locale: Locale
}

/** Nothing stored that answers the question. */
export const missingTable = (missing: 'not-fetched' | 'not-fetched-range'): AppTable => ({
  rows: [],
  sum: null,
  pooled: null,
  exact: false,
  snapshots: [],
  note: null,
  whole: false,
  missing,
})
