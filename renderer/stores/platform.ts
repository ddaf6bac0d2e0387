import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Input, Output } from '../../electron/contract/index.ts'
import { api } from '../api/index.ts'

/** What holds for all apps of the platform: its own token, or the broker that hands out tokens. Secrets go in and never come out. */
export const usePlatform = defineStore('platform', () => {
  const status = shallowRef<Output<'platform.status'> | null>(null)
  const error = shallowRef<unknown>(null)

  async function load(): Promise<void> {
    try {
      status.value = await api.call('platform.status', {})
      error.value = null
    } catch (thrown) {
      error.value = thrown
    }
  }
  /** Throws AppError. */
  async function change(work: Promise<unknown>): Promise<void> {
    await work
    await load()
  }
  return {
    status,
    error,
    load,
    setToken: (input: Input<'platform.set'>) => change(api.call('platform.set', input)),
    setBroker: (url: string | null) => change(api.call('platform.broker', { url })),
    clear: () => change(api.call('platform.clear', {})),
    test: () => api.call('platform.test', {}),
  }
})
