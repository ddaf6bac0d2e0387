import { AppError } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { getReport } from '../catalogue/index.ts'
import type { Decoded, RawData } from '../catalogue/schema.ts'
import { PLATFORM_APP, type SnapshotRow } from '../store/types.ts'
import type { Context } from './context.ts'
import { historyCoverage } from './history-coverage.ts'
import { historyList, nameOf, toSnapshot } from './history-list.ts'
import { historyLag } from './history-lag.ts'
import { historyMoments } from './history-moments.ts'
import { historyRestatements } from './history-restatements.ts'
import { historyChangedSince } from './history-changed-since.ts'
import { diffReplies } from './history-diff.ts'

type HistoryHandlers = Pick<
  Handlers,
  | 'history.list'
  | 'history.show'
  | 'history.diff'
  | 'history.prune'
  | 'history.coverage'
  | 'history.moments'
  | 'history.restatements'
  | 'history.changedSince'
  | 'history.lag'
>

/** Every reply ever stored, what two of them differ in, and the way to let old ones go. */
export function historyHandlers(context: Context): HistoryHandlers {
  return {
    'history.list': (input) => historyList(context.store(), input),
    'history.show': ({ id }) => {
      const row = snapshot(context, id)
      const payload = context.store().snapshots.payload(id)
      return {
        snapshot: toSnapshot(row, nameOf(context.store())(row.app)),
        payload: payload === null ? null : (JSON.parse(payload) as unknown),
      }
    },
    'history.diff': (input) => {
      const [before, after] = [snapshot(context, input.before), snapshot(context, input.after)]
      if (!sameSeries(before, after))
        throw new AppError('input.invalid', { field: 'after', value: input.after, problem: 'other-series' })
      const name = nameOf(context.store())
      return {
        before: toSnapshot(before, name(before.app)),
        after: toSnapshot(after, name(after.app)),
        ...diffReplies(
          getReport(after.report),
          { row: before, decoded: decoded(context, before) },
          { row: after, decoded: decoded(context, after) },
          context.locale(),
        ),
      }
    },
    'history.coverage': (input) =>
      historyCoverage(context.store(), input, {
        now: context.clock(),
        platform: platformShows(context),
      }),
    'history.moments': (input) => historyMoments(context.store(), input),
    'history.restatements': (input) => historyRestatements(context.store(), input, context.locale()),
    'history.changedSince': (input) => historyChangedSince(context.store(), input, context.locale()),
    'history.lag': (input) => historyLag(context.store(), input),
    'history.prune': ({ keepDays, dryRun }) =>
      context.store().snapshots.prune({ keepDays, now: context.clock(), dryRun }),
  }
}

/** Whether the platform stands in the matrix: it has a token, or something was fetched. */
export const platformShows = (context: Context): boolean =>
  context.tokens().platformIsSet() || context.store().snapshots.count(PLATFORM_APP) > 0

/** Throws `snapshot.unknown`. */
function snapshot(context: Context, id: number): SnapshotRow {
  return context.store().snapshots.get(id)
}

/** The reply read again from its raw form: what a decoder says today, not what it said then. */
function decoded(context: Context, row: SnapshotRow): Decoded {
  const payload = context.store().snapshots.payload(row.id)
  if (payload === null) throw new AppError('snapshot.unknown', { snapshot: row.id, reason: 'pruned' })
  return getReport(row.report).decode(JSON.parse(payload) as RawData, row)
}

const sameSeries = (a: SnapshotRow, b: SnapshotRow) =>
  a.app === b.app && a.report === b.report && a.variant === b.variant && a.granularity === b.granularity
