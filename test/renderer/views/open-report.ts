import type { VueWrapper } from '@vue/test-utils'
import type { Component } from 'vue'
import type { FakeOptions } from '../fake-host.ts'
import { fakeScreen } from '../fake-screen.ts'
import { openPageWorld } from '../page-world.ts'

/** A report's view at an address, on the fake host, as the frame shows it. */
export async function openReport(
  load: () => Promise<{ default: Component }>,
  path: string,
  options: Partial<FakeOptions> = {},
) {
  fakeScreen()
  const world = await openPageWorld({ apps: 6, ...options })
  const [{ default: View }, { stores }, { router }] = await Promise.all([
    load(),
    import('../page-stores.ts'),
    import('../../../renderer/router/index.ts'),
  ])
  document.body.appendChild(document.createElement('div')).id = 'view-actions'
  await Promise.all(stores().map((store) => store.load()))
  await world.go(path)
  const shown = await world.show(View)
  return { ...world, shown, query: () => router.currentRoute.value.query }
}

/** The cells of a column, row by row, the lines at the bottom last. */
export const cellsOf = (shown: VueWrapper, column: string, grid = 0) =>
  shown
    .findAll('[role=grid]')
    [grid]?.findAll(`[role=row] [data-column="${column}"][data-row]`)
    .map((each) => each.text()) ?? []

export function radioOf(shown: VueWrapper, text: string) {
  const found = shown.findAll('[role=radio]').find((each) => each.text() === text)
  if (!found) throw new Error(`no choice ${text}`)
  return found
}
