import { firstOfMonth, lastOfMonth, shiftMonths, startOfWeek, type Day } from '../../../electron/contract/calendar.ts'
import type { Cohorts } from '../../../electron/contract/methods/query-cohorts.ts'
import { t } from './texts.ts'

export type CohortKind = Cohorts['granularity']
export type Age = Cohorts['ages'][number]

/**
 * What an age is called. The API counts the cohort's own day as the first, the field does not: its 第2天 is day 1, 次日留存. Chinese has
 * the API's word, English the field's.
 */
export const ageTitle = ({ age }: Age, kind: CohortKind): string =>
  age === 1 ? t(`first.${kind}`) : t(`age.${kind}`, { age, n: age + 1 })

/** The same in full: what is counted, and the API's name of the column. */
export const ageFull = ({ age, key }: Age, kind: CohortKind): string => t(`ageFull.${kind}`, { age, key })

/** The last day of the period so many periods after the one that holds `day`: until it is over, nothing can be known. */
export function endOfAge(day: Day, age: number, kind: CohortKind): Day {
  switch (kind) {
    case 'day':
      return day + age
    case 'week':
      return startOfWeek(day) + 7 * (age + 1) - 1
    case 'month':
      return lastOfMonth(shiftMonths(firstOfMonth(day), age))
  }
}
