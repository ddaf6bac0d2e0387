import { memberFields } from '../../components/members/use-member-view.ts'
import { choiceField, textField, useViewState } from '../../router/view-state.ts'

export const VIEW = 'terminal'

/** What the view keeps in the address. */
export const useTerminalState = () =>
  useViewState(VIEW, {
    ...memberFields,
    /** The report's variant: brand, model, operating system, screen, network. */
    tab: textField,
    /** Operating systems as versions, or as families of them. */
    group: choiceField(['members', 'families']),
  })
