import { formatMoment, formatRange } from '../../format/dates.ts'
import type { DateRange } from '../../format/presets.ts'
import { t as frame } from '../../i18n/texts.ts'
import type { Scope } from '../../router/scope-query.ts'
import { t } from './texts.ts'

/** What the comparison is called. */
export const compareName = (compare: Scope['compare']): string =>
  typeof compare === 'string' ? frame(`compare.${compare}`) : frame('compare.label')

/**
 * What a picture is about, in a line: days, periods, the days compared with, and which version of the data (with the newest fetch of
 * it, where that is known). `more` stands before the comparison.
 */
export function aboutLine(
  {
    range,
    beforeRange = null,
    fetchedAt = null,
    granularity,
  }: {
    readonly range: DateRange
    readonly beforeRange?: DateRange | null
    readonly fetchedAt?: string | null
    /** Left out of what is about the range as a whole. */
    readonly granularity?: Scope['granularity']
  },
  scope: Pick<Scope, 'compare' | 'asOf'>,
  more: readonly string[] = [],
): string {
  const compared =
    beforeRange &&
    t('comparedWith', { name: compareName(scope.compare), range: formatRange(beforeRange.from, beforeRange.to) })
  const parts = [
    formatRange(range.from, range.to),
    granularity === undefined ? null : frame(`granularity.${granularity}`),
    ...more,
    compared,
    versionText(scope.asOf, fetchedAt),
  ]
  return parts.filter((part) => part !== null && part !== '').join(' · ')
}

/** Moments are whole, with their day: a picture is looked at on another. */
function versionText(asOf: string | null, fetchedAt: string | null): string {
  if (asOf !== null) return t('asOf', { moment: formatMoment(asOf, 0) })
  return fetchedAt === null ? t('newest') : t('newestAt', { time: formatMoment(fetchedAt, 0) })
}
