import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { NoteDraft } from './draft.ts'

/** The one place for notes on days: a chart or the keyboard opens it, the frame shows it. */
export const useNotes = defineStore('notes', () => {
  const open = ref(false)
  const draft = shallowRef<NoteDraft | null>(null)
  return {
    open,
    /** The note that is written; null for the list. */
    draft,
    /** The list, or at once a note to write. */
    show: (note: NoteDraft | null = null) => {
      draft.value = note
      open.value = true
    },
    close: () => (open.value = false),
  }
})
