import { choiceField, textField, useViewState } from '../../router/view-state.ts'

export const VIEW = 'retention'

/** What the view keeps in the address. */
export const useRetentionState = () =>
  useViewState(VIEW, {
    /** Cells as part of the cohort, or as people. */
    as: choiceField(['rate', 'count']),
    /** Whose apps make the band: those of a tag, or (empty) those in scope. */
    band: textField,
  })
