import type { Moments, MomentsInput } from '../../contract/methods/history-changes.ts'
import type { DayRange } from '../../contract/calendar.ts'
import { joinMoments, type Fetches } from '../metrics/history/moments.ts'
import type { FetchMinute } from '../store/moments.ts'
import type { Store } from '../store/open.ts'
import { appsOf, chosenReports } from './history-scope.ts'
import { dayRange } from './query-scope.ts'
import { inTurns } from './turns.ts'

/** Replies, and series, looked through before others get their turn. */
const REPLIES_AT_ONCE = 100_000
const SLOTS_AT_ONCE = 200
/** Syncs looked at, the newest: what older ones fetched close upon each other is one moment. */
const SYNCS = 500
const EVER: DayRange = { from: 0, to: 1_000_000 }

/** `history.moments`: the steps of the as-of slider. Throws `app.unknown`, `report.unknown`. */
export async function historyMoments(store: Store, { scope, range, reports }: MomentsInput): Promise<Moments> {
  const within = range ? dayRange(range) : EVER
  const ids = new Set(chosenReports(reports).map(({ id }) => id))
  const apps = appsOf(store, scope, true).map(({ id }) => id)
  const slots = store.coverage.slots(apps).flatMap(({ id, report }) => (ids.has(report) ? [id] : []))
  const everything = scope.apps.length === 0 && scope.tags.length === 0 && reports.length === 0
  const starts = store.jobs.list(SYNCS).flatMap(({ kind, startedAt }) => (kind === 'sync' ? [startedAt] : []))
  const parted = (minute: FetchMinute, own: readonly number[] | null): Fetches[] => {
    // a sync that began within a minute is told apart from what came before
    if (!starts.some((start) => start > minute.first && start <= minute.last)) return [{ ...minute, replaced: 0 }]
    const replies = store.moments.oneByOne(minute, within, own)
    return replies.map(({ at, changed }) => ({ first: at, last: at, replies: 1, changed, replaced: 0 }))
  }
  const minutes = everything
    ? await inTurns(pieces(store.coverage.newest()), 1, ([piece]) =>
        piece ? store.moments.byId(piece, within).flatMap((minute) => parted(minute, null)) : [],
      )
    : await inTurns(slots, SLOTS_AT_ONCE, (some) =>
        store.moments.ofSlots(some, within).flatMap((minute) => parted(minute, some)),
      )
  const replaced = await inTurns(slots, SLOTS_AT_ONCE, (some) => store.moments.replaced(some, within))
  const fetches = [
    ...minutes,
    ...replaced.map(({ at, rows }): Fetches => ({ first: at, last: at, replies: 0, changed: 0, replaced: rows })),
  ]
  return joinMoments(fetches, starts).map(({ first, last, ...counts }) => ({
    at: new Date(last).toISOString(),
    from: new Date(first).toISOString(),
    ...counts,
  }))
}

function pieces(newest: number): { from: number; to: number }[] {
  const count = Math.ceil(newest / REPLIES_AT_ONCE)
  return Array.from({ length: count }, (_, i) => ({ from: i * REPLIES_AT_ONCE + 1, to: (i + 1) * REPLIES_AT_ONCE }))
}
