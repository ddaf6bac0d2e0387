import { RANK_TABS } from '../../components/members/rank.ts'
import { memberFields } from '../../components/members/use-member-view.ts'
import { choiceField, textField, useViewState } from '../../router/view-state.ts'

export const VIEW = 'pages'

/** What the view keeps in the address. */
export const usePagesState = () =>
  useViewState(VIEW, {
    ...memberFields,
    /** The page that is looked at by itself; all of them where empty. */
    path: textField,
    /** Side by side: all pages, or those that several apps have. */
    only: choiceField(['all', 'common']),
    /** The largest pages, or those that moved most. */
    rank: choiceField(RANK_TABS),
  })
