import { dayOf, parseDay, type DayRange } from '../../contract/calendar.ts'
import { AppError } from '../../contract/errors.ts'
import type { Handlers, Parsed } from '../../contract/index.ts'
import type { SyncSummary } from '../../contract/methods/jobs.ts'
import type { FetchedReport } from '../baidu/client.ts'
import { getReport, reports } from '../catalogue/index.ts'
import type { Report } from '../catalogue/schema.ts'
import { comparedRange } from '../../contract/compare.ts'
import { planDaily } from '../sync/daily.ts'
import { planFill } from '../sync/fill.ts'
import { plan, type Plan, type PlannedRequest } from '../sync/plan.ts'
import { gathering } from '../sync/gather.ts'
import { runSync, type QueuedRequest, type SyncTally } from '../sync/run.ts'
import type { Store } from '../store/open.ts'
import type { Context } from './context.ts'
import { readRefusals, refusedKey } from './coverage-refusals.ts'
import { readCoverage } from './coverage-slots.ts'
import { appsOf, chosenReports } from './history-scope.ts'
import type { JobControl, JobEnd } from './job-runner.ts'
import { dayRange } from './query-scope.ts'
import { pruneAsSet } from './retention.ts'
import { readSettings } from './read-settings.ts'
import { scopedApps } from './scope.ts'

type SyncHandlers = Pick<Handlers, 'sync.plan' | 'sync.start' | 'sync.resume' | 'sync.daily'>

/** Speed a caller chose for one run; the settings' where absent. */
interface Pace {
  readonly concurrency?: number | undefined
  readonly rate?: number | undefined
}

/** A sync may take hours: what has come so far is shown this often. */
const SHOW_EVERY_MS = 5_000

export function syncHandlers(context: Context): SyncHandlers {
  return {
    'sync.plan': async (input) => {
      const { requests, skipped } = await planRange(context, input)
      return { requests: requests.length, skipped }
    },
    'sync.start': async (input) => start(context, input, await planRange(context, input), input),
    'sync.daily': (input) =>
      start(context, input, planToday(context, input.scope), input, () => {
        pruneAsSet(context)
      }),
    'sync.resume': () => resume(context),
  }
}

/** The range itself first: what is looked at is there before what it is compared with. */
async function planRange(context: Context, input: Parsed<'sync.start'>): Promise<Plan> {
  if (input.fill) return planGaps(context, input, input.fill)
  const basis = planBasis(context, input.scope, input.reports)
  const ranges = [completeDays(context, input.range), ...comparedDays(context, input)]
  const plans = ranges.map((range) => plan({ ...basis, range, granularities: input.granularities, force: input.force }))
  return {
    requests: plans.flatMap(({ requests }) => requests),
    skipped: plans.reduce((sum, { skipped }) => sum + skipped, 0),
  }
}

type Fill = NonNullable<Parsed<'sync.start'>['fill']>

/** The days of the coverage matrix that are not there; its lines are the matrix's own. */
async function planGaps(context: Context, input: Parsed<'sync.start'>, { only, ...choice }: Fill): Promise<Plan> {
  const store = context.store()
  const range = completeDays(context, input.range)
  const chosen = chosenReports(input.reports)
  const wanted = only ? linesOf(only) : () => true
  const apps = appsOf(store, input.scope, context.tokens().platformIsSet())
    .map(({ id }) => id)
    .filter((app) => chosen.some(({ id }) => wanted(app, id)))
  const now = context.clock()
  const slots = await readCoverage(store, { apps, reports: chosen, range, now, asOf: undefined })
  const { ranges } = readRefusals(store, now)
  const lacking = slots
    .filter(({ slot }) => wanted(slot.app, slot.report))
    .map((each) => ({ ...each, refused: ranges.get(refusedKey(each.slot.app, each.slot.report)) ?? [] }))
  return planFill(lacking, range, choice)
}

/** Whether a report of an app is among the lines chosen. */
function linesOf(only: NonNullable<Fill['only']>): (app: number, report: string) => boolean {
  const keyOf = (app?: number, report?: string) => `${app ?? ''}\n${report ?? ''}`
  const chosen = new Set(only.map(({ appId, report }) => keyOf(appId, report)))
  return (app, report) => [keyOf(app, report), keyOf(app), keyOf(undefined, report)].some((key) => chosen.has(key))
}

function planToday(context: Context, scope: Parsed<'sync.daily'>['scope']): Plan {
  return planDaily(planBasis(context, scope, []), dayOf(context.clock()) - 1)
}

function planBasis(context: Context, scope: Parsed<'sync.start'>['scope'], ids: readonly string[]) {
  const chosen: readonly Report[] = ids.length === 0 ? reports : ids.map((id) => getReport(id))
  const store = context.store()
  return {
    apps: scopedApps(store, scope).map((app) => app.id),
    platform: context.tokens().platformIsSet(),
    reports: chosen.toSorted((a, b) => a.order - b.order),
    fetched: (slot: PlannedRequest | Parameters<typeof store.snapshots.fetched>[0]) => store.snapshots.fetched(slot),
  }
}

/** Yesterday in Shanghai is the last day that is complete: a range ends there at the latest. */
function completeDays(context: Context, { from, to }: { from: string; to: string }): DayRange {
  const yesterday = dayOf(context.clock()) - 1
  const range = { from: parseDay(from) ?? NaN, to: Math.min(parseDay(to) ?? NaN, yesterday) }
  if (range.from > range.to)
    throw new AppError('input.invalid', { field: 'from', value: from, problem: 'day-not-over' })
  return range
}

/** The days the range is compared with, as far as they are over. */
function comparedDays(context: Context, { range, compare }: Parsed<'sync.start'>): DayRange[] {
  const days = typeof compare === 'object' ? dayRange(compare) : comparedRange(dayRange(range), compare)
  const to = Math.min(days?.to ?? NaN, dayOf(context.clock()) - 1)
  return days && days.from <= to ? [{ from: days.from, to }] : []
}

function start(
  context: Context,
  input: unknown,
  planned: Plan,
  pace: Pace,
  after: () => void = () => undefined,
): { job: number } {
  const lock = lockForSync(context)
  const store = context.store()
  let job: number
  try {
    job = store.transaction(() => {
      const id = store.jobs.start('sync', input)
      store.queue.add(id, planned.requests)
      return id
    })
  } catch (thrown) {
    lock.release()
    throw thrown
  }
  context.jobs.start(job, (control) =>
    work(context, control, planned.skipped, pace)
      .finally(after)
      .finally(() => ended(context, lock)),
  )
  return { job }
}

/** One sync a home: throws `job.running` when this process is at it, `store.locked` when another one is. */
function lockForSync(context: Context): ReturnType<Context['lockForWriting']> {
  const running = context.jobs.running('sync')
  if (running) throw new AppError('job.running', { job: running.id })
  return context.lockForWriting()
}

/** What the newest unfinished sync left open becomes a new job's queue; with nothing open the new job has nothing to do. */
function resume(context: Context): { job: number } {
  const lock = lockForSync(context)
  const store = context.store()
  let job: number
  let pace: Pace
  try {
    const earlier = store.jobs.newestUnfinishedSync()
    pace = earlier?.input ?? {}
    job = store.transaction(() => {
      const id = store.jobs.start('sync', earlier?.input ?? {})
      if (earlier) store.queue.adopt(earlier.id, id)
      return id
    })
  } catch (thrown) {
    lock.release()
    throw thrown
  }
  context.jobs.start(job, (control) => work(context, control, 0, pace).finally(() => ended(context, lock)))
  return { job }
}

function ended(context: Context, lock: ReturnType<Context['lockForWriting']>): void {
  lock.release()
  context.events.emit('changed', { what: 'data' })
}

async function work(context: Context, control: JobControl, skipped: number, pace: Pace): Promise<JobEnd> {
  const store = context.store()
  const settings = readSettings(store)
  const names = new Map(store.apps.list().map((app) => [app.id, app.name]))
  const tokens = context.tokens()
  const client = context.client()
  const began = context.clock()
  context.limiter().setRate(pace.rate ?? settings.rate)
  const recording = recorder(store, control.id)
  let told = began
  const tally = await runSync({
    requests: store.queue.open(control.id),
    total: store.queue.remaining(control.id),
    concurrency: pace.concurrency ?? settings.concurrency,
    signal: control.signal,
    fetch: (request, signal) =>
      client.report({
        report: getReport(request.report),
        request,
        token: request.app === 0 ? tokens.forPlatform() : tokens.forApp(request.app),
        rowCap: settings.rowCap,
        signal,
      }),
    record: (request, fetched) => recording.add({ request, fetched }),
    flush: recording.flush,
    nameOf: (app) => names.get(app) ?? 'platform',
    onProgress: (progress) => {
      control.progress(progress)
      if (context.clock() - told < SHOW_EVERY_MS) return
      told = context.clock()
      context.events.emit('changed', { what: 'data' })
    },
  })
  return toEnd(tally, control.signal.aborted, {
    seconds: (context.clock() - began) / 1000,
    skipped,
    remaining: store.queue.remaining(control.id),
  })
}

interface Reply {
  readonly request: QueuedRequest
  readonly fetched: FetchedReport
}

/** Replies that arrive together are stored together; each with its request's mark, or neither. */
function recorder(store: Store, job: number) {
  const record = (replies: readonly Reply[]) =>
    store.snapshots.recordMany(
      replies.map(({ request, fetched }) => ({
        app: request.app,
        report: request.report,
        variant: request.variant,
        granularity: request.granularity,
        from: request.from,
        to: request.to,
        fetchedAt: fetched.fetchedAt,
        payload: fetched.payload,
        decoded: fetched.decoded,
        capped: fetched.capped,
      })),
      replies.map(({ request }) => ({ job, seq: request.seq })),
    )
  return gathering(record, ({ fetched }: Reply) => fetched.decoded.rows.length)
}

function toEnd(
  tally: SyncTally,
  cancelled: boolean,
  rest: Pick<SyncSummary, 'seconds' | 'skipped' | 'remaining'>,
): JobEnd {
  const { stopped, ...counts } = tally
  const sync: SyncSummary = { ...counts, ...rest }
  const state = cancelled
    ? 'cancelled'
    : tally.failed.length === 0
      ? 'done'
      : tally.snapshots > 0
        ? 'partial'
        : 'failed'
  return stopped ? { state, sync, error: stopped } : { state, sync }
}
