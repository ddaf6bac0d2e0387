import { errorShapeText, shared } from '../../i18n/shared.ts'
import type { Alert } from './rows.ts'
import { t } from './texts.ts'

/** Why an app carries a dot. */
export function alertText(alert: Alert): string {
  switch (alert.kind) {
    case 'failed':
      return t('alert.failed', { why: errorShapeText(alert.failure.error) })
    case 'token':
      return t('alert.token', { state: shared(`tokenStates.${alert.state}`) })
    case 'stale':
      return t('alert.stale', { day: alert.day })
    case 'never':
      return t('alert.never')
  }
}
