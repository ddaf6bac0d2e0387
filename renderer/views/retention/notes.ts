import { hasBand, hasMedian } from './curve-chart.ts'
import { RECENT, type Curves } from './curves.ts'
import { MIN_BASE, type Retention } from './store.ts'
import { t } from './texts.ts'

/** What must be known to read the curves and the table, in the order it matters. */
export function notesOf(
  { cohorts, rows, shown, bandOf }: Pick<Retention, 'cohorts' | 'rows' | 'shown' | 'bandOf'>,
  curves: Curves,
): string[] {
  if (!cohorts) return []
  const open = cohorts.apps.reduce(
    (sum, app) => sum + (app.cohorts > 0 ? Math.max(0, app.expected - app.cohorts) : 0),
    0,
  )
  return [
    ...(shown.mode === 'one' && rows.length > RECENT ? [t('recent', { n: RECENT })] : []),
    ...(hasBand(curves)
      ? [t('bandNote', { who: bandOf, n: MIN_BASE })]
      : hasMedian(curves)
        ? [t('bandFew', { who: bandOf })]
        : []),
    t('meanRule'),
    t('ageNote'),
    ...(open > 0 ? [t('incomplete', { n: open })] : []),
  ]
}
