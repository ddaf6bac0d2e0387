import { getReport, reports } from '../catalogue/index.ts'
import type { Report } from '../catalogue/schema.ts'
import type { Store } from '../store/open.ts'
import { PLATFORM_APP } from '../store/types.ts'
import { PLATFORM, type QueryApp, type Scope } from './query-scope.ts'
import { scopedApps } from './scope.ts'

/** In the specification's order; all where none is named. Throws `report.unknown`. */
export function chosenReports(ids: readonly string[]): readonly Report[] {
  return ids.length === 0 ? reports : ids.map((id) => getReport(id)).toSorted((a, b) => a.order - b.order)
}

/** The platform stands before the apps where everything is asked (and it has something to show), or it itself. Throws `app.unknown`. */
export function appsOf(store: Store, scope: Scope, platform: boolean): Pick<QueryApp, 'id' | 'name'>[] {
  const everything = scope.apps.length === 0 && scope.tags.length === 0
  const asked = scope.apps.includes(PLATFORM_APP)
  const named = { apps: scope.apps.filter((id) => id !== PLATFORM_APP), tags: scope.tags }
  const own = asked && named.apps.length === 0 && named.tags.length === 0 ? [] : scopedApps(store, named)
  return (everything && platform) || asked ? [PLATFORM, ...own] : own
}
