import { defineStore } from 'pinia'
import { ref } from 'vue'

export type Overlay = 'palette' | 'keys' | 'save'

/** Which of the frame's overlays is open. */
export const useOverlay = defineStore('overlay', () => {
  const open = ref<Overlay | null>(null)
  return {
    open,
    show: (overlay: Overlay) => (open.value = overlay),
    close: () => (open.value = null),
  }
})
