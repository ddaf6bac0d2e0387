import { defineStore } from 'pinia'
import { ref } from 'vue'

/** The one form for an app's token: whoever finds that a token is missing or over opens it, the frame shows it. */
export const useTokenForm = defineStore('token-form', () => {
  const app = ref<number | null>(null)
  return {
    /** The app whose token is being set; null while the form is closed. */
    app,
    open: (id: number) => (app.value = id),
    close: () => (app.value = null),
  }
})
