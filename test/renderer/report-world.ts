import type { VueWrapper } from '@vue/test-utils'
import type { Component } from 'vue'
import type { FakeOptions } from './fake-host.ts'
import { fakeScreen } from './fake-screen.ts'
import { openPageWorld, type PageWorld } from './page-world.ts'

/** A report view as a person has it: opened at an address, with the top bar's place for what can be done with it. */
export interface ReportWorld extends PageWorld {
  readonly shown: VueWrapper
  query(): Readonly<Record<string, unknown>>
  /** The texts of a column of the first table, from the first row to the foot. */
  cells(column: string): string[]
  /** A segment's choice, by its words. */
  choose(text: string): Promise<void>
  /** A button of the page or of the top bar, by its words. */
  press(text: string): Promise<void>
  key(key: string): Promise<void>
}

export async function openReport(
  view: () => Promise<{ default: Component }>,
  path: string,
  options: Partial<FakeOptions> = {},
): Promise<ReportWorld> {
  fakeScreen()
  const world = await openPageWorld({ apps: 4, ...options })
  const [{ default: component }, { stores }, { router }] = await Promise.all([
    view(),
    import('./page-stores.ts'),
    import('../../renderer/router/index.ts'),
  ])
  document.body.appendChild(document.createElement('div')).id = 'view-actions'
  await Promise.all(stores().map((store) => store.load()))
  await world.go(path)
  const shown = await world.show(component)
  const click = async (selector: string, text: string) => {
    const found = [...document.querySelectorAll<HTMLElement>(selector)].find(
      (each) => each.textContent.trim() === text || each.title === text || each.ariaLabel === text,
    )
    if (!found) throw new Error(`no ${selector} “${text}”`)
    found.click()
    await world.settle()
  }
  return {
    ...world,
    shown,
    query: () => router.currentRoute.value.query,
    cells: (column) => shown.findAll(`[role=row] [data-column="${column}"][data-row]`).map((each) => each.text()),
    choose: (text) => click('[role=radio]', text),
    press: (text) => click('button', text),
    key: async (key) => {
      window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
      await world.settle()
    },
  }
}
