import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useCatalogue } from '../../stores/catalogue.ts'
import { cleanLayout, DEFAULT_LAYOUT, gridColumns, possibleColumns, type Layout } from './columns.ts'

const KEY = 'cygnet.overview.columns'

/** The person's columns, kept on this machine. */
export const useLayout = defineStore('overview-layout', () => {
  const catalogue = useCatalogue()
  const stored = shallowRef<unknown>(readStored())
  const possible = computed(() => possibleColumns(catalogue.metrics))
  const layout = computed<Layout>(() =>
    possible.value.length <= 2 ? DEFAULT_LAYOUT : cleanLayout(stored.value, possible.value),
  )

  function change(next: Layout | null): void {
    stored.value = next
    if (next === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify(next))
  }
  return { layout, possible, columns: computed(() => gridColumns(layout.value, catalogue.metrics)), change }
})

function readStored(): unknown {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null')
  } catch {
    return null
  }
}
