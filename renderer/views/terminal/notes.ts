import type { useTerminal } from './store.ts'
import { t } from './texts.ts'

/** What must be known to read the bars. */
export function notesOf(terminal: ReturnType<typeof useTerminal>): string[] {
  const { mix, tab, members, versions, state } = terminal
  const users = mix?.metric.includes('user_count') === true
  const estimated = users && mix.sides.some(({ appId }) => appId === null)
  return [
    ...(versions && state.group === 'families' ? [t('familyNote')] : []),
    ...(users ? [t('userShare')] : []),
    ...(estimated ? [t('estimated')] : []),
    ...(tab === 'terminal_network' && members.sides ? [t('noUsers')] : []),
  ]
}
