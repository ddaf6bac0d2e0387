import type { PlatformReconciliation } from '../../../electron/contract/methods/query-reconcile.ts'
import { formatValue } from '../../format/numbers.ts'
import { heldOf, type PlatformMeasure, type ReasonKey } from '../../../electron/contract/reconcile.ts'
import { appsAPerson, daysMissing } from './against.ts'
import { t } from './texts.ts'

/** Why the two sides of a measure differ, in words, and what can be done about it. */
export interface Reason {
  readonly key: ReasonKey
  readonly text: string
  readonly way: 'fetch-platform' | 'add-apps' | 'fetch-apps' | null
}

const WAYS: Readonly<Partial<Record<ReasonKey, Reason['way']>>> = {
  'platform-missing': 'fetch-platform',
  'apps-not-here': 'add-apps',
  'apps-missing': 'fetch-apps',
}
/** Names that stand in the sentence; more are counted. */
const NAMED = 3

export function reasonsFor(answer: PlatformReconciliation, measure: PlatformMeasure, yesterday: string): Reason[] {
  return measure.reasons.map((key) => ({ key, text: textOf(key, answer, measure, yesterday), way: WAYS[key] ?? null }))
}

function textOf(
  key: ReasonKey,
  { days, appsOfPlatform, appsHere }: PlatformReconciliation,
  measure: PlatformMeasure,
  yesterday: string,
): string {
  const { lacking } = measure.apps
  switch (key) {
    case 'platform-missing':
      return t('reasons.platform-missing', { n: daysMissing(measure, days, yesterday), all: days.length })
    case 'apps-not-here':
      return t('reasons.apps-not-here', {
        all: appsOfPlatform ?? 0,
        here: appsHere,
        n: (appsOfPlatform ?? 0) - appsHere,
      })
    case 'apps-missing': {
      const names = lacking.slice(0, NAMED).map(({ app, days: n }) => t('lacks', { app, n }))
      return t('reasons.apps-missing', {
        n: lacking.length,
        names: names.join(t('and')) + (lacking.length > NAMED ? t('more') : ''),
      })
    }
    case 'de-duplicated': {
      const each = appsAPerson(measure, heldOf(measure, days))
      const text = t('reasons.de-duplicated')
      return each === null ? text : `${text}${t('eachUses', { x: formatValue('decimal', each) })}`
    }
    case 'reports-differ':
      return t('reasons.reports-differ')
  }
}
