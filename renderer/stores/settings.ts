import { defineStore } from 'pinia'
import { computed, shallowRef, watchEffect } from 'vue'
import type { Input } from '../../electron/contract/index.ts'
import type { Settings } from '../../electron/contract/methods/settings.ts'
import { api } from '../api/index.ts'
import { setLocale, systemLocale } from '../i18n/locale.ts'
import { applyLook, systemDark } from '../theme/look.ts'

/** The settings, and what follows from them on the page: language, theme, colours of rise and fall, row height. */
export const useSettings = defineStore('settings', () => {
  const settings = shallowRef<Settings | null>(null)

  const locale = computed(() => settings.value?.locale ?? systemLocale(navigator.languages))
  const theme = computed(() => {
    const chosen = settings.value?.theme ?? 'system'
    if (chosen !== 'system') return chosen
    return systemDark.value ? 'dark' : 'light'
  })
  const rise = computed(() => {
    const chosen = settings.value?.riseColor ?? 'auto'
    if (chosen !== 'auto') return chosen
    return locale.value === 'zh-CN' ? 'red' : 'green'
  })
  const density = computed(() => settings.value?.density ?? 'comfortable')

  async function load(): Promise<void> {
    settings.value = await api.call('settings.get', { reader: systemLocale(navigator.languages) })
  }
  async function change(some: Input<'settings.set'>): Promise<void> {
    settings.value = await api.call('settings.set', some)
  }
  function start(): void {
    watchEffect(() => {
      setLocale(locale.value)
    })
    watchEffect(() => {
      applyLook({ theme: theme.value, rise: rise.value, density: density.value })
    })
    const again = () => void load().catch(() => undefined)
    api.on('changed', ({ what }) => {
      if (what === 'settings' || what === 'workspace') again()
    })
    api.onceLinkedAgain(again)
  }
  return { settings, locale, theme, rise, density, load, change, start }
})
