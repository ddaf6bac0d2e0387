import { formatMoment, formatRange } from '../../format/dates.ts'
import type { DateRange } from '../../format/presets.ts'
import { t as frame } from '../../i18n/texts.ts'
import type { Scope } from '../../router/scope-query.ts'
import { t } from './texts.ts'

/** What the comparison is called. */
export const compareName = (compare: Scope['compare']): string =>
  typeof compare === 'string' ? frame(`compare.${compare}`) : frame('compare.label')

/** What a picture is about, in a line: days, periods, the days compared with, as of when. `more` stands before the comparison. */
export function aboutLine(
  { range, beforeRange = null }: { readonly range: DateRange; readonly beforeRange?: DateRange | null },
  scope: Pick<Scope, 'compare' | 'asOf'> & { readonly granularity?: Scope['granularity'] },
  more: readonly string[] = [],
): string {
  const compared =
    beforeRange &&
    t('comparedWith', { name: compareName(scope.compare), range: formatRange(beforeRange.from, beforeRange.to) })
  const parts = [
    formatRange(range.from, range.to),
    scope.granularity === undefined ? null : frame(`granularity.${scope.granularity}`),
    ...more,
    compared,
    scope.asOf === null ? t('newest') : t('asOf', { moment: formatMoment(scope.asOf) }),
  ]
  return parts.filter((part) => part !== null && part !== '').join(' · ')
}
