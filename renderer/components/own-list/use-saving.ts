import { ref, type Ref } from 'vue'
import { errorText } from '../../i18n/shared.ts'

/**
 * Saves what a form holds, once at a time. `made` gives what is to be saved, or in words why it cannot be; what the core says against it
 * is told in the same place.
 */
export function useSaving<T extends object>(
  made: () => T | string,
  call: (made: T) => Promise<unknown>,
  saved: () => void,
): { problem: Ref<string>; busy: Ref<boolean>; save: () => Promise<void> } {
  const problem = ref('')
  const busy = ref(false)
  async function save(): Promise<void> {
    const found = made()
    problem.value = typeof found === 'string' ? found : ''
    if (typeof found === 'string') return
    busy.value = true
    try {
      await call(found)
      saved()
    } catch (thrown) {
      problem.value = errorText(thrown)
    } finally {
      busy.value = false
    }
  }
  return { problem, busy, save }
}
