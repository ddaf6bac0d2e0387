import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Status } from '../../electron/contract/methods/workspace.ts'
import { api } from '../api/index.ts'
import { yesterdayNow } from '../format/dates.ts'
import { coalesced } from './coalesced.ts'

/** What the frame stands on: which history is open, how fresh it is, what the door can do. */
export const useStatus = defineStore('status', () => {
  const status = shallowRef<Status | null>(null)
  const error = shallowRef<unknown>(null)
  const online = ref(navigator.onLine)
  /** Counts up whenever numbers on screen may be out of date; views watch it and ask again. */
  const dataVersion = ref(0)

  const load = coalesced(async () => {
    try {
      status.value = await api.call('home.status', {})
      error.value = null
    } catch (thrown) {
      error.value = thrown
    }
  })

  function start(): void {
    window.addEventListener('online', () => (online.value = true))
    window.addEventListener('offline', () => (online.value = false))
    api.on('changed', ({ what }) => {
      if (what === 'settings' || what === 'templates') return
      void load()
      if (what !== 'apps') dataVersion.value += 1
    })
    api.onceLinkedAgain(() => {
      void load()
      dataVersion.value += 1
    })
  }

  return {
    status,
    error,
    online,
    dataVersion,
    load,
    start,
    yesterday: computed(() => status.value?.yesterday ?? yesterdayNow()),
    sample: computed(() => status.value?.sample ?? false),
    empty: computed(() => status.value !== null && status.value.apps === 0 && !status.value.sample),
    desktop: computed(() => status.value?.door.desktop ?? false),
    openSample: () => api.call('sample.open', {}),
    leaveSample: () => api.call('sample.leave', {}),
  }
})
