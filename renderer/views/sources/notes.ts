import type { useSources } from './store.ts'
import { t } from './texts.ts'

/** What must be known to read the bars. */
export function mixNotes({
  share,
  mix,
  metric,
}: Pick<ReturnType<typeof useSources>, 'share' | 'mix' | 'metric'>): string[] {
  const whole = mix?.sides.some(({ appId }) => appId === null) === true
  return [
    ...(share.startsWith('new_user') ? [t('newUsers')] : []),
    ...(share === 'user_scale' ? [t('twice')] : []),
    ...(share === 'session_scale' && whole ? [t('sessionsNote')] : []),
    ...(metric.startsWith('average') && whole ? [t('estimated')] : []),
  ]
}
