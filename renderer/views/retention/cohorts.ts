import type { ReportTable } from '../../../electron/contract/methods/query.ts'
import { isoWeek, type Day } from '../../../electron/contract/calendar.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import { periodTitle } from '../../charts/places.ts'
import { dayNumber } from '../../format/dates.ts'
import { endOfAge, type Age, type CohortKind } from './ages.ts'

/** One cell of the triangle. young: its period is not over, nothing can be known. missing: it is over and the API gives no number. absent: never fetched. */
export interface CohortCell {
  readonly state: 'known' | 'young' | 'missing' | 'absent'
  readonly retained: number | null
  /** In percent, of the people of the cohort. */
  readonly rate: number | null
}
/** The people of one day, week or month, and how many of them came back later. */
export interface CohortRow {
  readonly title: string
  readonly from: string
  readonly to: string
  /** Clipped by the range, or not over. */
  readonly partial: boolean
  readonly size: number | null
  /** By age. */
  readonly cells: readonly CohortCell[]
}

const SIZE = 'active_user_count'

/** The cohorts of one app, oldest first. `newest` is the last day that is over. A 0 is a number and counts. */
export function cohortRows(table: ReportTable, ages: readonly Age[], newest: Day, locale: Locale): CohortRow[] {
  const kind = kindOf(table.granularity)
  return table.rows.flatMap(({ from, to, partial = false, values }) => {
    if (from === undefined || to === undefined) return []
    const size = values[SIZE] ?? null
    const cells = ages.map(({ age, key: column }): CohortCell => {
      const retained = values[column] ?? null
      const over = endOfAge(dayNumber(from), age, kind) <= newest
      const rate = retained === null || !size ? null : (100 * retained) / size
      return { state: retained !== null ? 'known' : over ? 'missing' : 'young', retained, rate }
    })
    const period = { key: kind === 'week' ? isoWeek(dayNumber(from)) : from.slice(0, 7), from, to, partial }
    return [{ title: periodTitle(period, kind, locale), from, to, partial, size, cells }]
  })
}

export const kindOf = (granularity: string): CohortKind =>
  granularity === 'week' || granularity === 'month' ? granularity : 'day'
