import { choiceField, listField, textField, useViewState } from '../../router/view-state.ts'
import { LOOKS, SPANS } from './forms.ts'

/** What Compare keeps in the address. */
export const useCompareState = () =>
  useViewState('compare', {
    /** Metrics. */
    m: listField(),
    form: choiceField(LOOKS),
    /** Days since launch, where apps are put at their first day. */
    days: choiceField(SPANS),
    /** How the table stands: apps down, or periods down. */
    table: choiceField(['apps', 'periods']),
    /** The metric of the table, where there are several. */
    of: textField,
    /** Series that are hidden, and those that are kept standing out: they belong to the apps shown now. */
    hide: listField(true),
    pin: listField(true),
  })
