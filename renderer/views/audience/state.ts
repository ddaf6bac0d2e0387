import { memberFields } from '../../components/members/use-member-view.ts'
import { choiceField, useViewState } from '../../router/view-state.ts'

export const VIEW = 'audience'

/** What the view keeps in the address. */
export const useAudienceState = () =>
  useViewState(VIEW, {
    ...memberFields,
    /** Ages of two sides: from a line in the middle, or beside each other. */
    ages: choiceField(['mirrored', 'grouped']),
  })
