import type { LocationQuery, RouteRecordRaw } from 'vue-router'
import type { Locale } from '../../electron/contract/primitives.ts'
import type { IconName } from '../components/icons.ts'
import type { Choice, granularity } from './choices.ts'

/**
 * A view of the page: a folder below `views/` with a `route.ts` whose default export is one of these (or several). That is all it takes
 * to stand in the rail and in the palette.
 */
export interface View {
  /** The route's name and its path: `compare` → `#/compare`. */
  readonly name: string
  readonly title: Readonly<Record<Locale, string>>
  readonly icon: IconName
  readonly section: 'main' | 'reports' | 'data'
  /** Place within the section. */
  readonly order: number
  /** The view has nothing to show in an empty home: the first-run doors stand in its place. */
  readonly needsApps: boolean
  /** The top bar shows scope, range and comparison; a view of several parts says by its address. */
  readonly scoped: boolean | ((query: LocationQuery) => boolean)
  /** Of a view with a scope: whether the top bar offers the comparison, as it does where nothing is said. */
  readonly compared?: boolean
  /** The top bar also offers the granularity: any, or those the view knows. */
  readonly granular?: boolean | readonly [Choice<typeof granularity>, ...Choice<typeof granularity>[]]
  /** Places within the view that the palette can go to. */
  readonly places?: readonly Place[]
  readonly load: () => Promise<unknown>
}

/** A part of a view with an address of its own. */
export interface Place {
  readonly title: Readonly<Record<Locale, string>>
  readonly query: Readonly<Record<string, string>>
}

declare module 'vue-router' {
  interface RouteMeta {
    view?: View
  }
}

const SECTIONS = ['main', 'reports', 'data'] as const
const found = import.meta.glob<View | readonly View[]>('../views/*/route.ts', { eager: true, import: 'default' })

/** Every view there is, in the rail's order. */
export const views: readonly View[] = Object.values(found)
  .flat()
  .toSorted((a, b) => SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section) || a.order - b.order)

export const viewRoutes: RouteRecordRaw[] = views.map((view) => ({
  name: view.name,
  path: `/${view.name}`,
  component: view.load as () => Promise<{ default: object }>,
  meta: { view },
}))
