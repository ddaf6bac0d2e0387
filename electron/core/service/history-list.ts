import { formatDay } from '../../contract/calendar.ts'
import type { ListInput, Snapshot } from '../../contract/methods/history.ts'
import type { Store } from '../store/open.ts'
import type { SnapshotRow } from '../store/types.ts'
import { asOfMs, dayRange } from './query-scope.ts'

/** `history.list`: replies, the newest stored first. */
export function historyList(store: Store, input: ListInput): Snapshot[] {
  const name = nameOf(store)
  return store.snapshots
    .list({
      ...input,
      within: input.range && dayRange(input.range),
      since: asOfMs(input.since),
      until: asOfMs(input.until),
    })
    .map((row) => toSnapshot(row, name(row.app)))
}

export function nameOf(store: Store): (app: number) => string {
  const names = new Map(store.apps.list().map((app) => [app.id, app.name]))
  return (app) => names.get(app) ?? 'platform'
}

export function toSnapshot(row: SnapshotRow, app: string): Snapshot {
  return {
    id: row.id,
    appId: row.app,
    app,
    report: row.report,
    variant: row.variant,
    granularity: row.granularity,
    from: formatDay(row.from),
    to: formatDay(row.to),
    fetchedAt: new Date(row.fetchedAt).toISOString(),
    rows: row.rows,
    changed: row.changed,
    capped: row.capped,
  }
}
