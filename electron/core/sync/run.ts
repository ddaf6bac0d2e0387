import { AppError } from '../../contract/errors.ts'
import type { SyncFailure } from '../../contract/methods/jobs.ts'
import type { FetchedReport } from '../baidu/client.ts'
import type { StoreResult } from '../store/types.ts'
import { actionOf, endsEverything, endsTheApp } from './failures.ts'
import type { PlannedRequest } from './plan.ts'

/** After so many unanswered requests in a row the network itself is taken to be away. */
const OFFLINE_AFTER = 5

export interface QueuedRequest extends PlannedRequest {
  readonly seq: number
}

export interface SyncRun {
  /** Read lazily, so that memory stays flat however long the plan is. */
  readonly requests: Iterable<QueuedRequest>
  readonly total: number
  readonly concurrency: number
  readonly signal: AbortSignal
  readonly fetch: (request: QueuedRequest, signal: AbortSignal) => Promise<FetchedReport>
  /** Stores a reply and marks its request done, in one transaction. */
  readonly record: (request: QueuedRequest, fetched: FetchedReport) => StoreResult | Promise<StoreResult>
  readonly nameOf: (app: number) => string
  readonly onProgress: (progress: { done: number; total: number; label: string }) => void
}

export interface SyncTally {
  requests: number
  pages: number
  snapshots: number
  unchanged: number
  rows: number
  readonly capped: { app: string; report: string; variant: string; rows: number; total: number }[]
  readonly failed: SyncFailure[]
  /** Why everything was stopped before its end; null where it was not. */
  stopped: AppError | null
}

/**
 * Works the requests off, `concurrency` at a time. One app's failure leaves the others alone; a failure of the whole platform (or of
 * the history itself) stops everything at once. Never throws for a failed request: what failed is in the tally.
 */
export async function runSync(run: SyncRun): Promise<SyncTally> {
  const tally: SyncTally = {
    requests: 0,
    pages: 0,
    snapshots: 0,
    unchanged: 0,
    rows: 0,
    capped: [],
    failed: [],
    stopped: null,
  }
  const halt = new AbortController()
  const signal = AbortSignal.any([run.signal, halt.signal])
  const stoppedApps = new Set<number>()
  let settled = 0
  let unanswered = 0

  const fail = (request: QueuedRequest, error: AppError) => {
    unanswered = error.code === 'network.unreachable' || error.code === 'network.timeout' ? unanswered + 1 : 0
    if (endsTheApp(error)) stoppedApps.add(request.app)
    const everything = endsEverything(error) || unanswered >= OFFLINE_AFTER
    if (everything && !tally.stopped) {
      tally.stopped = error
      halt.abort()
    }
    tally.failed.push({
      app: run.nameOf(request.app),
      appId: request.app,
      report: request.report,
      action: everything ? stopAction(error) : actionOf(error),
      error: error.toShape(),
    })
  }

  const isStopped = (request: QueuedRequest) => signal.aborted || stoppedApps.has(request.app)
  const one = async (request: QueuedRequest) => {
    if (isStopped(request)) return
    try {
      const fetched = await run.fetch(request, signal)
      unanswered = 0
      const stored = await run.record(request, fetched)
      count(tally, run, request, fetched, stored)
    } catch (thrown) {
      const error = AppError.from(thrown)
      // An app's or the platform's stop ends its other calls too: they are open, not failed.
      if (isStopped(request)) return
      fail(request, error)
    } finally {
      settled += 1
      const label = `${run.nameOf(request.app)} · ${request.report}`
      run.onProgress({ done: settled, total: run.total, label })
    }
  }

  await inTurns(run.requests, run.concurrency, signal, one)
  return tally
}

/** Does `work` for each item, `width` at a time; the next item is read when there is a place for it. Ends when all that began has ended. */
async function inTurns<T>(
  items: Iterable<T>,
  width: number,
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]()
  let broken = false
  const worker = async () => {
    while (!signal.aborted && !broken) {
      const next = read()
      if (next.done) return
      await work(next.value)
    }
  }
  const read = () => {
    try {
      return iterator.next()
    } catch (thrown) {
      broken = true
      throw thrown
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: width }, worker))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

function stopAction(error: AppError): SyncFailure['action'] {
  return actionOf(error) === 'pause' ? 'pause' : 'stop-all'
}

function count(tally: SyncTally, run: SyncRun, request: QueuedRequest, fetched: FetchedReport, stored: StoreResult) {
  tally.requests += fetched.requests
  tally.pages += fetched.pages
  tally.snapshots += 1
  tally.rows += stored.rows
  if (!stored.changed) tally.unchanged += 1
  if (fetched.capped)
    tally.capped.push({
      app: run.nameOf(request.app),
      report: request.report,
      variant: request.variant,
      rows: stored.rows,
      total: fetched.total ?? stored.rows,
    })
}
