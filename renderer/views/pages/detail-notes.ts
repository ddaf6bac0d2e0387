import { formatRange } from '../../format/dates.ts'
import { inSentence } from '../../i18n/locale.ts'
import type { usePageDetail } from './detail.ts'
import { t } from './texts.ts'

type Detail = Pick<
  ReturnType<typeof usePageDetail>,
  'days' | 'beforeDays' | 'lacking' | 'lackingBefore' | 'drawn' | 'having'
>

/** What must be known to read a page's days. */
export function daysNotes(
  { days, beforeDays, lacking, lackingBefore, drawn, having }: Detail,
  metric: string,
): string[] {
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
    ...(beforeDays && beforeDays.periods.length > 0 ? beforeNotes(beforeDays, lackingBefore.days) : []),
  ]
}

/** The days compared with: where they are drawn, what they are; else that they are not there. */
function beforeNotes({ periods, apps }: NonNullable<Detail['beforeDays']>, lacking: number): string[] {
  const range = formatRange(periods[0]?.from ?? '', periods.at(-1)?.to ?? '')
  const all = periods.length * apps.length
  if (lacking >= all) return [t('beforeNone', { range })]
  const drawn = apps.length > 1 ? t('beforePointed', { range }) : t('beforeDrawn', { range })
  return [lacking > 0 ? `${drawn}${t('beforeLacking', { n: lacking })}` : drawn]
}
