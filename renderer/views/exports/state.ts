import { choiceField, textField, useViewState } from '../../router/view-state.ts'

/** What the view keeps in the address: which of its parts is shown, which template is open (its number, or `new…`), which file is checked. */
export const useExportsState = () =>
  useViewState('exports', {
    part: choiceField(['new', 'templates', 'check']),
    template: { ...textField, passing: true },
    file: textField,
  })
