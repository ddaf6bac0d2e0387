import { AppError } from '../../contract/errors.ts'
import { formatDay } from '../../contract/calendar.ts'
import type { Handlers } from '../../contract/index.ts'
import type { Snapshot } from '../../contract/methods/history.ts'
import { getReport } from '../catalogue/index.ts'
import type { Decoded, RawData } from '../catalogue/schema.ts'
import { PLATFORM_APP, type SnapshotRow } from '../store/types.ts'
import type { Context } from './context.ts'
import { historyCoverage } from './history-coverage.ts'
import { historyLag } from './history-lag.ts'
import { historyMoments } from './history-moments.ts'
import { historyRestatements } from './history-restatements.ts'
import { asOfMs, dayRange } from './query-scope.ts'
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
    'history.list': (input) => {
      const name = nameOf(context)
      return context
        .store()
        .snapshots.list({
          ...input,
          within: input.range && dayRange(input.range),
          since: asOfMs(input.since),
          until: asOfMs(input.until),
        })
        .map((row) => toSnapshot(row, name(row.app)))
    },
    'history.show': ({ id }) => {
      const row = snapshot(context, id)
      const payload = context.store().snapshots.payload(id)
      return {
        snapshot: toSnapshot(row, nameOf(context)(row.app)),
        payload: payload === null ? null : (JSON.parse(payload) as unknown),
      }
    },
    'history.diff': (input) => {
      const [before, after] = [snapshot(context, input.before), snapshot(context, input.after)]
      if (!sameSeries(before, after))
        throw new AppError('input.invalid', { field: 'after', value: input.after, problem: 'other-series' })
      const name = nameOf(context)
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
        platform: context.tokens().platformIsSet() || context.store().snapshots.count(PLATFORM_APP) > 0,
      }),
    'history.moments': (input) => historyMoments(context.store(), input),
    'history.restatements': (input) => historyRestatements(context.store(), input, context.locale()),
    'history.changedSince': (input) => historyChangedSince(context.store(), input, context.locale()),
    'history.lag': (input) => historyLag(context.store(), input),
    'history.prune': ({ keepDays, dryRun }) =>
      context.store().snapshots.prune({ keepDays, now: context.clock(), dryRun }),
  }
}

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

function nameOf(context: Context): (app: number) => string {
  const names = new Map(
    context
      .store()
      .apps.list()
      .map((app) => [app.id, app.name]),
  )
  return (app) => names.get(app) ?? 'platform'
}

function toSnapshot(row: SnapshotRow, app: string): Snapshot {
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
