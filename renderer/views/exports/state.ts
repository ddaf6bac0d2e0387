import { choiceField, textField, useViewState } from '../../router/view-state.ts'

/** What the view keeps in the address: which of its parts is shown, and which template is open (its number, or `new…`). */
export const useExportsState = () =>
  useViewState('exports', { part: choiceField(['new', 'templates']), template: { ...textField, passing: true } })
