/** Puts a text where the cursor of a field is, in place of what is selected, as if it were typed. */
export function insertText(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const end = field.value.length
  field.focus()
  field.setRangeText(text, field.selectionStart ?? end, field.selectionEnd ?? end, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
