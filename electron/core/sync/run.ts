import { AppError } from '../../contract/errors.ts'
import type { SyncFailure } from '../../contract/methods/jobs.ts'
import type { FetchedReport } from '../baidu/client.ts'
import type { StoreResult } from '../store/types.ts'
import { actionOf, endsEverything, endsTheApp } from './failures.ts'
import type { PlannedRequest } from './plan.ts'

/** After so many unanswered requests in a row the network itself is taken to be away. */
const OFFLINE_AFTER = 5

/** Replies that may wait to be stored: where the disk is slower than the network, the network waits. */
const STORING_AT_ONCE = 128

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
  /** Stores at once what `record` may have put aside to store together: no more is to come. */
  readonly flush: () => void
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
  const work = new SyncWork(run)
  await inTurns(run.requests, run.concurrency, work.signal, (request) => work.one(request)).finally(() => work.stored())
  return work.tally
}

class SyncWork {
  readonly tally: SyncTally = {
    requests: 0,
    pages: 0,
    snapshots: 0,
    unchanged: 0,
    rows: 0,
    capped: [],
    failed: [],
    stopped: null,
  }
  readonly signal: AbortSignal
  readonly #run: SyncRun
  readonly #halt = new AbortController()
  readonly #stoppedApps = new Set<number>()
  readonly #storing = new Set<Promise<void>>()
  #settled = 0
  #unanswered = 0

  constructor(run: SyncRun) {
    this.#run = run
    this.signal = AbortSignal.any([run.signal, this.#halt.signal])
  }

  /** Fetches one; what has come is stored while the next calls are on their way. */
  async one(request: QueuedRequest): Promise<void> {
    if (this.#isStopped(request)) {
      this.#settle(request)
      return
    }
    try {
      const fetched = await this.#run.fetch(request, this.signal)
      this.#unanswered = 0
      const stored = this.#store(request, fetched).finally(() => this.#storing.delete(stored))
      this.#storing.add(stored)
    } catch (thrown) {
      this.#failed(request, thrown)
      this.#settle(request)
    }
    if (this.#storing.size >= STORING_AT_ONCE) await Promise.race(this.#storing)
  }

  /** Answers when all that came is stored. */
  async stored(): Promise<void> {
    this.#run.flush()
    await Promise.all(this.#storing)
  }

  async #store(request: QueuedRequest, fetched: FetchedReport): Promise<void> {
    try {
      const stored = await this.#run.record(request, fetched)
      count(this.tally, this.#run.nameOf(request.app), request, fetched, stored)
    } catch (thrown) {
      this.#failed(request, thrown)
    } finally {
      this.#settle(request)
    }
  }

  #isStopped(request: QueuedRequest): boolean {
    return this.signal.aborted || this.#stoppedApps.has(request.app)
  }

  #settle(request: QueuedRequest): void {
    const { total, nameOf, onProgress } = this.#run
    this.#settled += 1
    onProgress({ done: this.#settled, total, label: `${nameOf(request.app)} · ${request.report}` })
  }

  /** An app's or the platform's stop ends its other calls too: they are open, not failed. */
  #failed(request: QueuedRequest, thrown: unknown): void {
    if (this.#isStopped(request)) return
    const error = AppError.from(thrown)
    const silent = error.code === 'network.unreachable' || error.code === 'network.timeout'
    this.#unanswered = silent ? this.#unanswered + 1 : 0
    if (endsTheApp(error)) this.#stoppedApps.add(request.app)
    const everything = endsEverything(error) || this.#unanswered >= OFFLINE_AFTER
    if (everything && !this.tally.stopped) {
      this.tally.stopped = error
      this.#halt.abort()
    }
    this.tally.failed.push({
      app: this.#run.nameOf(request.app),
      appId: request.app,
      report: request.report,
      action: everything ? stopAction(error) : actionOf(error),
      error: error.toShape(),
    })
  }
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

function count(tally: SyncTally, app: string, request: QueuedRequest, fetched: FetchedReport, stored: StoreResult) {
  tally.requests += fetched.requests
  tally.pages += fetched.pages
  tally.snapshots += 1
  tally.rows += stored.rows
  if (!stored.changed) tally.unchanged += 1
  if (fetched.capped)
    tally.capped.push({
      app,
      report: request.report,
      variant: request.variant,
      rows: stored.rows,
      total: fetched.total ?? stored.rows,
    })
}
