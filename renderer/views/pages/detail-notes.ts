import type { DateRange } from '../../format/presets.ts'
import { dayNumber } from '../../format/dates.ts'
import { inSentence } from '../../i18n/locale.ts'
import { MOST_DAYS } from './days.ts'
import type { usePageDetail } from './detail.ts'
import { t } from './texts.ts'

type Detail = Pick<ReturnType<typeof usePageDetail>, 'days' | 'lacking' | 'drawn' | 'having'>

/** What must be known to read a page's days. */
export function daysNotes({ days, lacking, drawn, having }: Detail, { from, to }: DateRange, metric: string): string[] {
  if (!days) return []
  const all = days.periods.length
  const several = days.apps.length > 1
  return [
    ...(dayNumber(to) - dayNumber(from) >= MOST_DAYS ? [t('daysSince', { n: MOST_DAYS })] : []),
    ...(several && drawn.length < having.length
      ? [t('largestApps', { metric: inSentence(metric), n: drawn.length, all: having.length })]
      : []),
    ...(lacking.days === 0
      ? []
      : [
          several
            ? t('haveMany', { apps: days.apps.length, all, lacking: lacking.days })
            : t('have', { all, n: all - lacking.days }),
        ]),
  ]
}
