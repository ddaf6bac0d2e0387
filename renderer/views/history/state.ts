import { choiceField, listField, useViewState } from '../../router/view-state.ts'
import { STATES } from './coverage/states.ts'
import { TABS } from './tabs.ts'

export const VIEW = 'history'

/** What the view keeps in the address: which part of it, and what of that is shown. */
export const useHistoryState = () =>
  useViewState(VIEW, {
    tab: choiceField(TABS),
    /** Report ids; all where empty. */
    reports: listField(),
    by: choiceField(['app', 'report']),
    /** Only rows that have days of this state. */
    state: choiceField(['', ...STATES]),
  })
