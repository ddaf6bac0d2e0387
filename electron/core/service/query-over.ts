import { reports } from '../catalogue/index.ts'
import type { Locale } from '../../contract/primitives.ts'
import type { Clock } from '../runtime/capabilities.ts'
import type { Store } from '../store/open.ts'
import { createQuery, type Query, type QueryApp, type QueryOptions } from './query.ts'

/** The questions over a store: the very same functions for the screen and for the export worker, which may name apps as they were. */
export function queryOver(
  store: Store,
  clock: Clock,
  locale: () => Locale,
  apps: () => readonly QueryApp[] = () => store.apps.list(),
): Query {
  return createQuery(queryOptions(store, clock, locale, apps))
}

/** What questions over a store are answered from. */
export function queryOptions(
  store: Store,
  clock: Clock,
  locale: () => Locale,
  apps: () => readonly QueryApp[] = () => store.apps.list(),
): QueryOptions {
  return {
    facts: store.facts,
    snapshotsOf: (ids) => store.snapshots.many(ids),
    apps,
    reports,
    clock,
    locale,
  }
}
