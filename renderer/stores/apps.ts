import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { App } from '../../electron/contract/methods/apps.ts'
import { api } from '../api/index.ts'
import { coalesced } from './coalesced.ts'

/** The apps of the open history. */
export const useApps = defineStore('apps', () => {
  const list = shallowRef<readonly App[]>([])
  const loaded = shallowRef(false)
  const byId = computed(() => new Map(list.value.map((app) => [app.id, app])))
  /** Tags with the number of their apps, the most used first. */
  const tags = computed(() => {
    const counts = new Map<string, number>()
    for (const app of list.value) for (const tag of app.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    return [...counts].map(([tag, count]) => ({ tag, count })).toSorted((a, b) => b.count - a.count)
  })

  const load = coalesced(async () => {
    list.value = await api.call('apps.list', {})
    loaded.value = true
  })
  function start(): void {
    const again = () => void load().catch(() => undefined)
    api.on('changed', ({ what }) => {
      if (what !== 'settings') again()
    })
    api.onceLinkedAgain(again)
  }
  return { list, loaded, byId, tags, load, start }
})

/** The apps a scope means, as the core reads it: those named and those with one of the tags; all where neither is said. */
export function appsInScope(
  list: readonly App[],
  { apps, tags }: { readonly apps: readonly number[]; readonly tags: readonly string[] },
): readonly App[] {
  if (apps.length + tags.length === 0) return list
  return list.filter((app) => apps.includes(app.id) || app.tags.some((tag) => tags.includes(tag)))
}
