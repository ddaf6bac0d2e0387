import { createPinia, setActivePinia } from 'pinia'
import { mount } from '@vue/test-utils'
import { onTestFinished, vi } from 'vitest'
import type { Component } from 'vue'
import { fakeHost, type FakeHost, type FakeOptions } from './fake-host.ts'

/** The page's modules, fresh for one test, on a fake host: what they import is theirs alone. */
export interface PageWorld {
  readonly host: FakeHost
  /** What was asked of a method, in order. */
  asked(method: string): unknown[]
  /** Mounts a component with router, stores and texts, as in the page; taken away when the test ends. */
  show(component: Component, props?: Record<string, unknown>): Promise<ReturnType<typeof mount>>
  /** Goes to an address (`/settings?section=look`). */
  go(path: string): Promise<void>
  /** Loads the stores the frame loads, and lets them hear of changes as the frame does. */
  load(): Promise<void>
  settle(): Promise<void>
}

/** A test's own clock does not hold up the turns of the event loop. */
const realTimeout = globalThis.setTimeout

export async function openPageWorld(options: Partial<FakeOptions> = {}): Promise<PageWorld> {
  vi.resetModules()
  const settings: Record<string, unknown> = { locale: 'zh-CN', ...options.settings }
  const host = fakeHost({ apps: 12, ...options, settings })
  window.cygnetBridge = host.bridge
  window.location.hash = ''
  localStorage.clear()
  document.body.innerHTML = ''
  const [{ i18n, setLocale }, { router }] = await Promise.all([
    import('../../renderer/i18n/locale.ts'),
    import('../../renderer/router/index.ts'),
  ])
  setLocale(settings['locale'] === 'en' ? 'en' : 'zh-CN')
  const pinia = createPinia()
  setActivePinia(pinia)
  return {
    host,
    asked: (method) => host.calls.filter((call) => call.method === method).map(({ input }) => input),
    async show(component, props = {}) {
      const at = document.body.appendChild(document.createElement('div'))
      const shown = mount(component, { props, attachTo: at, global: { plugins: [pinia, i18n, router] } })
      onTestFinished(() => shown.unmount())
      await settled()
      return shown
    },
    go: async (path) => {
      await router.push(path)
      await settled()
    },
    load: async () => {
      const { stores } = await import('./page-stores.ts')
      for (const store of stores()) {
        if ('start' in store) store.start()
        await store.load()
      }
      await settled()
    },
    settle: settled,
  }

  /** Waits until nobody asks anything more: every message takes a turn of the event loop. */
  async function settled(): Promise<void> {
    const turn = async () => {
      if (vi.isFakeTimers()) await vi.advanceTimersByTimeAsync(1)
      await new Promise((resolve) => realTimeout(resolve))
    }
    for (let quiet = 0, calls = -1; quiet < 4;) {
      quiet = calls === host.calls.length ? quiet + 1 : 0
      calls = host.calls.length
      await turn()
    }
  }
}
