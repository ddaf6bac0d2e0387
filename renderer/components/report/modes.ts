import type { App } from '../../../electron/contract/methods/apps.ts'

/** How a report is looked at: one app in full, some side by side, or all of the scope in a table. */
export const MODES = ['one', 'side', 'all'] as const
export type Mode = (typeof MODES)[number]

/** As many apps as can be read side by side. */
export const SIDE_MOST = 12

/** What is chosen; where nothing is, what fits the number of apps. */
export function modeFor(chosen: Mode | 'auto', apps: number, most = SIDE_MOST): Mode {
  if (chosen !== 'auto') return chosen
  if (apps <= 1) return 'one'
  return apps <= most ? 'side' : 'all'
}

/** The app chosen; one that is not in scope is the scope's first. */
export const appFor = (inScope: readonly App[], chosen: number): App | null =>
  inScope.find(({ id }) => id === chosen) ?? inScope[0] ?? null

/** The app so many steps on, round and round. */
export function appAfter(inScope: readonly App[], app: App | null, step: number): App | null {
  const at = inScope.findIndex(({ id }) => id === app?.id)
  return inScope[(at + step + inScope.length) % inScope.length] ?? null
}

/** The apps side by side: all where they are few, else the largest, the largest first; null while those are looked up. */
export function appsBeside(
  inScope: readonly App[],
  largest: readonly number[] | null,
  most = SIDE_MOST,
): readonly App[] | null {
  if (inScope.length <= most) return inScope
  const byId = new Map(inScope.map((app) => [app.id, app]))
  return largest?.flatMap((id) => byId.get(id) ?? []).slice(0, most) ?? null
}
