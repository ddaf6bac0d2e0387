import { AppError } from '../../contract/errors.ts'
import type { AppRow } from '../store/apps.ts'
import type { Store } from '../store/open.ts'

/** The apps a scope means: the ids named and every app with one of the tags; all where it names nothing. Throws `app.unknown`. */
export function scopedApps(store: Store, scope: { apps: readonly number[]; tags: readonly string[] }): AppRow[] {
  const all = store.apps.list()
  if (scope.apps.length === 0 && scope.tags.length === 0) return all
  const known = new Set(all.map((app) => app.id))
  const missing = scope.apps.find((id) => !known.has(id))
  if (missing !== undefined) throw new AppError('app.unknown', { app: missing })
  const wanted = new Set(scope.apps)
  return all.filter((app) => wanted.has(app.id) || app.tags.some((tag) => scope.tags.includes(tag)))
}
