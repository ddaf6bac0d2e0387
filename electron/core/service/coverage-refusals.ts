import type { Coverage } from '../../contract/methods/history-coverage.ts'
import { syncSummary, type SyncFailure } from '../../contract/methods/jobs.ts'
import type { JobRow } from '../store/jobs.ts'
import type { Store } from '../store/open.ts'
import type { Refusal as AskedInVain } from '../sync/coverage.ts'

type Refusal = Coverage['refusals'][number]

/** Days that were asked for and not given. */
export interface Refused {
  readonly refusals: Refusal[]
  /** By app and report (`refusedKey`): the ranges asked for, and when (ms). */
  readonly ranges: ReadonlyMap<string, readonly AskedInVain[]>
}

/** Syncs looked through, the newest first: what an older one was refused has been asked for again since. */
const SYNCS = 20

export const refusedKey = (app: number, report: string) => `${app}\n${report}`

/** What the latest syncs were refused, as known at a moment (ms): requests still open of apps and reports that failed there. */
export function readRefusals(store: Store, moment: number): Refused {
  const refusals = new Map<string, Refusal>()
  const ranges = new Map<string, AskedInVain[]>()
  for (const job of failedSyncs(store, moment)) {
    const whyOf = reasons(failuresOf(job))
    const at = job.endedAt ?? job.startedAt
    for (const request of whyOf ? store.queue.open(job.id) : []) {
      const failure = whyOf?.(request.app, request.report)
      if (!failure) continue
      const key = refusedKey(request.app, request.report)
      ranges.set(key, [...(ranges.get(key) ?? []), { from: request.from, to: request.to, at }])
      if (refusals.has(key)) continue
      const { error, action } = failure
      const about = { appId: request.app, report: request.report, job: job.id, at: new Date(at).toISOString() }
      refusals.set(key, { ...about, error, action })
    }
  }
  return { refusals: [...refusals.values()], ranges }
}

function failedSyncs(store: Store, moment: number): JobRow[] {
  return store.jobs
    .list(500)
    .filter(({ kind, state, startedAt }) => kind === 'sync' && state !== 'running' && startedAt <= moment)
    .slice(0, SYNCS)
}

function failuresOf({ summary }: JobRow): readonly SyncFailure[] {
  const sync = (summary as { sync?: unknown } | null)?.sync
  const parsed = syncSummary.shape.failed.safeParse((sync as { failed?: unknown } | null)?.failed)
  return parsed.success ? parsed.data : []
}

/** Failures that meet every request of an app, or of the platform. */
const OF_APP: readonly string[] = ['stop-app', 'token', 'recover', 'renew']
const OF_ALL: readonly string[] = ['stop-all', 'pause']

/** Why a request was refused; null where the sync had no failure at all. */
function reasons(failures: readonly SyncFailure[]) {
  if (failures.length === 0) return null
  const ofAll = failures.find(({ action }) => OF_ALL.includes(action))
  const ofApp = new Map(failures.filter(({ action }) => OF_APP.includes(action)).map((f) => [f.appId, f]))
  const ofReport = new Map(failures.map((f) => [refusedKey(f.appId, f.report), f]))
  return (app: number, report: string) => ofReport.get(refusedKey(app, report)) ?? ofApp.get(app) ?? ofAll
}
