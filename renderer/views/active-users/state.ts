import { seriesFields } from '../../components/series/state.ts'
import { useViewState } from '../../router/view-state.ts'

export const VIEW = 'active-users'

/** What the view keeps in the address: what is drawn, and how. */
export const useActiveState = () => useViewState(VIEW, seriesFields)
