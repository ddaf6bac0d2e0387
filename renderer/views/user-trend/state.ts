import { SCALES } from '../../components/series/multiples.ts'
import { choiceField, listField, useViewState } from '../../router/view-state.ts'

export const VIEW = 'user-trend'

/** What the view keeps in the address. */
export const useTrendState = () =>
  useViewState(VIEW, {
    /** Metrics drawn. */
    m: listField(),
    tab: choiceField(['trend', 'split']),
    /** Several metrics on one chart, or a chart each. */
    form: choiceField(['together', 'apart']),
    /** Small charts on one scale, or each on its own. */
    scale: choiceField(SCALES),
    /** New and returning users as numbers, or as parts of the whole. */
    split: choiceField(['count', 'share']),
  })
