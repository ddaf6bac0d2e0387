import { RANK_TABS } from '../../components/members/rank.ts'
import { memberFields } from '../../components/members/use-member-view.ts'
import { choiceField, useViewState } from '../../router/view-state.ts'
import { FORMS } from './map.ts'

export const VIEW = 'region'

/** What the view keeps in the address. */
export const useRegionState = () =>
  useViewState(VIEW, {
    ...memberFields,
    /** What the map's colours mean. */
    map: choiceField(FORMS),
    /** Beside the map: the largest, or those that moved most. */
    beside: choiceField(RANK_TABS),
  })
