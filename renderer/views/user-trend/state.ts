import { seriesFields } from '../../components/series/state.ts'
import { choiceField, useViewState } from '../../router/view-state.ts'

export const VIEW = 'user-trend'

/** What the view keeps in the address. */
export const useTrendState = () =>
  useViewState(VIEW, {
    ...seriesFields,
    tab: choiceField(['trend', 'split']),
    /** New and returning users as numbers, or as parts of the whole. */
    split: choiceField(['count', 'share']),
  })
