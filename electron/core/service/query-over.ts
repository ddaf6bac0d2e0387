import { reports } from '../catalogue/index.ts'
import type { Locale } from '../../contract/primitives.ts'
import type { Clock } from '../runtime/capabilities.ts'
import type { Store } from '../store/open.ts'
import { createQuery, type Query, type QueryApp } from './query.ts'

/** The questions over a store: the very same functions for the screen and for the export worker, which may name apps as they were. */
export function queryOver(
  store: Store,
  clock: Clock,
  locale: () => Locale,
  apps: () => readonly QueryApp[] = () => store.apps.list(),
): Query {
  return createQuery({
    facts: store.facts,
    snapshotsOf: (ids) => store.snapshots.many(ids),
    apps,
    reports,
    clock,
    locale,
  })
}
