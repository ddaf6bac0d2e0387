import { shared } from '../../../i18n/shared.ts'
import { named } from './facts.ts'
import type { Inspected } from './store.ts'
import { t } from './texts.ts'

export interface Verdict {
  readonly good: boolean
  readonly title: string
  readonly text: string
}

/** Whether it was edited, whether its numbers are still those of now, and whether it can be made again. */
export const verdictsOf = (found: Inspected): readonly Verdict[] => [edited(found), changed(found), remakable(found)]

function edited({ edited: sheets }: Inspected): Verdict {
  if (sheets.length === 0) return { good: true, title: t('verdicts.whole'), text: t('verdicts.wholeHelp') }
  const names = sheets.join(shared('facts.listSeparator'))
  return { good: false, title: t('verdicts.edited'), text: t('verdicts.editedHelp', { sheets: names }) }
}

function changed({ compared, changed: n }: Inspected): Verdict {
  if (compared === 0) return { good: false, title: t('verdicts.nothing'), text: t('verdicts.nothingHelp') }
  if (n === 0) return { good: true, title: t('verdicts.same'), text: t('verdicts.sameHelp', { n: compared }) }
  return { good: false, title: t('verdicts.changed', { n }), text: t('verdicts.changedHelp', { n: compared }) }
}

function remakable({ removed }: Inspected): Verdict {
  if (removed.length === 0) return { good: true, title: t('verdicts.canRemake'), text: t('verdicts.canRemakeHelp') }
  return { good: false, title: t('verdicts.gone'), text: t('verdicts.goneHelp', { apps: named(removed) }) }
}
