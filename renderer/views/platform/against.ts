import type { PlatformReconciliation } from '../../../electron/contract/methods/query-reconcile.ts'
import { reasonsLeft, type Held, type PlatformMeasure } from '../../../electron/contract/reconcile.ts'

/** How many mini programs a user uses, where the platform counts each person once and nothing else keeps the two sides apart. */
export function appsAPerson(measure: PlatformMeasure, held: Held): number | null {
  const left = reasonsLeft(measure, held)
  if (measure.id === 'new-users' || left.length !== 1 || left[0] !== 'de-duplicated') return null
  return !held.platform || held.apps === null ? null : held.apps / held.platform
}

/** Days that are over without a number of the platform. */
export const daysMissing = ({ platform }: PlatformMeasure, days: readonly string[], yesterday: string): number =>
  days.filter((day, d) => day <= yesterday && (platform.values[d] ?? null) === null).length

/** Neither side says anything in the range. */
export const isEmpty = ({ measures }: Pick<PlatformReconciliation, 'measures'>): boolean =>
  measures.every(({ platform, apps }) =>
    [...platform.values, ...apps.values, platform.total.value, apps.total.value].every((value) => value === null),
  )
