import type { PlatformReconciliation } from '../../../electron/contract/methods/query-reconcile.ts'
import { PLATFORM as PLATFORM_ID } from '../../components/series/names.ts'
import type { SourceSubject } from '../../components/source/subject.ts'
import { APPS, PLATFORM } from './against-table.ts'
import { dayOf, heldOf, type PlatformMeasure } from '../../../electron/contract/reconcile.ts'
import { t } from './texts.ts'

/** What a number of the reconciliation is about: one side of a measure, of a day or (null) over the range. Differences are explained below. */
export function sideSubject(
  { days, appsHere }: PlatformReconciliation,
  measure: PlatformMeasure,
  side: string,
  at: number | null,
): SourceSubject | null {
  if (side !== PLATFORM && side !== APPS) return null
  const held = at === null ? heldOf(measure, days) : { ...dayOf(measure, at), day: days[at] ?? null, common: null }
  const { day, common } = held
  const value = held[side]
  const { total } = measure[side]
  const whole = day === null && common === null
  const note = whole || side === APPS ? total.note : null
  const about = {
    range: { from: day ?? days[0] ?? '', to: day ?? days.at(-1) ?? '' },
    ...(common === null ? {} : { period: t('onDays', { n: common }) }),
    now: { value, note: value === null ? (note ?? ('not-fetched' as const)) : note, unit: measure.unit },
  }
  return side === PLATFORM
    ? { ...about, metric: measure.metrics.platform, who: t('platform'), app: PLATFORM_ID }
    : { ...about, metric: measure.metrics.apps, who: t('sumOf', { n: appsHere }), combined: true }
}
