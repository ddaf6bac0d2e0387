import { inSentence } from '../../i18n/locale.ts'
import type { usePageDetail } from './detail.ts'
import { t } from './texts.ts'

type Detail = Pick<ReturnType<typeof usePageDetail>, 'days' | 'lacking' | 'drawn' | 'having'>

/** What must be known to read a page's days. */
export function daysNotes({ days, lacking, drawn, having }: Detail, metric: string): string[] {
  if (!days) return []
  const all = days.periods.length
  const several = days.apps.length > 1
  return [
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
