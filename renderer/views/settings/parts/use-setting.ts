import { computed, onBeforeUnmount, ref, type ComputedRef, type Ref } from 'vue'
import type { Settings } from '../../../../electron/contract/methods/settings.ts'
import { report } from '../../../components/tell.ts'
import { useSettings } from '../../../stores/settings.ts'

/** What a row says about its value: nothing, or that it is (being) saved. */
export type SaveState = 'idle' | 'saving' | 'saved'

export interface Setting<T> {
  readonly value: ComputedRef<T | undefined>
  readonly state: Ref<SaveState>
  /** Saves at once; what was before can be brought back while "saved" stands there. */
  set(value: T): Promise<void>
  undo(): Promise<void>
}

/** How long "saved" stands with the way back. */
const SHOWN_MS = 6000

/** One setting as a field shows it. */
export function useSetting<K extends keyof Settings>(key: K): Setting<Settings[K]> {
  const settings = useSettings()
  const state = ref<SaveState>('idle')
  const value = computed(() => settings.settings?.[key])
  let before: Settings[K] | undefined
  /** On its way: Enter and leaving the field both ask for it. */
  let wanted: Settings[K] | undefined
  let timer = 0

  async function put(next: Settings[K], ended: SaveState): Promise<void> {
    window.clearTimeout(timer)
    state.value = 'saving'
    wanted = next
    try {
      await settings.change({ [key]: next })
      state.value = ended
      if (ended === 'saved') timer = window.setTimeout(() => (state.value = 'idle'), SHOWN_MS)
    } catch (thrown) {
      state.value = 'idle'
      report(thrown)
    } finally {
      wanted = undefined
    }
  }
  onBeforeUnmount(() => window.clearTimeout(timer))
  return {
    value,
    state,
    async set(next) {
      if (value.value === undefined || next === (wanted === undefined ? value.value : wanted)) return
      before = value.value
      await put(next, 'saved')
    },
    async undo() {
      if (before !== undefined) await put(before, 'idle')
    },
  }
}
