import { choiceField, listField, textField, useViewState, type Field } from '../../router/view-state.ts'
import { STATES } from './coverage/states.ts'
import { TABS } from './tabs.ts'

export const VIEW = 'history'

const numberField: Field<number> = { read: (text) => Number(text) || 0, write: (value) => String(value || '') }

/** What the view keeps in the address: which part of it, and what of that is shown. */
export const useHistoryState = () =>
  useViewState(VIEW, {
    tab: choiceField(TABS),
    /** Report ids; all where empty. */
    reports: listField(),
    by: choiceField(['app', 'report']),
    /** Only rows that have days of this state. */
    state: choiceField(['', ...STATES]),
    /** Only replies that said something new. */
    news: choiceField(['', 'only']),
    /** Every change, or what two moments differ in. */
    how: choiceField(['steps', 'between']),
    /** ISO moments; empty for the beginning and for now. */
    since: textField,
    until: textField,
    /** Also what merely became known. */
    kinds: choiceField(['restated', 'all']),
    /** Only changes of so many percent. */
    least: numberField,
    /** A report's variant. */
    variant: textField,
    /** What a lag's curve tells. */
    curve: choiceField(['changed', 'reported']),
    /** The job of a workbook that was sent. */
    job: numberField,
  })
