import { formatDay } from '../../../contract/calendar.ts'
import type { Input } from '../../../contract/index.ts'
import type { Comparison } from '../../../contract/methods/query.ts'
import type { Job, SyncFailure, SyncSummary } from '../../../contract/methods/jobs.ts'
import { errorText } from '../../../core/i18n/texts.ts'
import { readRange, toContract, todayOf } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { followJob } from '../follow.ts'
import { present, readInteger, readRate } from '../numbers.ts'
import { badChoice, readReports, readScope, splitCommas, type ScopeOptions } from '../resolve.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'
import { syncText } from './sync-text.ts'

export interface SyncOptions extends ScopeOptions {
  readonly from?: string
  readonly to?: string
  readonly report?: string[]
  readonly granularity?: string[]
  readonly concurrency?: string
  readonly rate?: string
  readonly compare?: Comparison
  readonly force?: boolean
  readonly fill?: boolean
  readonly byDay?: boolean
  readonly resume?: boolean
  readonly daily?: boolean
}

const GRANULARITIES = ['hour', 'day', 'week', 'month'] as const

export async function sync(session: Session, options: SyncOptions): Promise<number> {
  const start = await readStart(session, options)
  const core = await session.core()
  const job = await followJob(session, core, () => start())
  session.print(syncDocument(session, job), () => syncText(session, job))
  if (job.state === 'done' && isEmpty(job.sync) && (await core.call('apps.list', {})).length === 0)
    session.tell(session.t('sync.nothing'))
  return syncExit(job)
}

const isEmpty = (summary: SyncSummary | null) => summary !== null && summary.requests + summary.skipped === 0

/** What the options ask for, checked before anything starts. */
async function readStart(session: Session, options: SyncOptions): Promise<() => Promise<{ job: number }>> {
  const pace = {
    concurrency: readInteger(session, '--concurrency', options.concurrency, 1, 32),
    rate: readRate(session, '--rate', options.rate, 100_000),
  }
  refuseMixing(session, options)
  if (options.resume) return async () => (await session.core()).call('sync.resume', {})
  if (options.daily) {
    const scope = await readScope(session, options)
    return async () => (await session.core()).call('sync.daily', present({ scope, ...pace }))
  }
  if (options.from === undefined)
    throw new UsageError(session.t('usage.missingOption', { option: '--from <D>' }), { field: '--from' })
  const input: Input<'sync.start'> = {
    range: toContract(readSyncRange(session, { ...options, from: options.from })),
    granularities: readGranularities(session, options.granularity),
    reports: await readReports(session, options.report),
    scope: await readScope(session, options),
    force: options.force ?? false,
    ...present({
      compare: options.compare,
      fill: options.fill ? { wider: options.byDay ?? false } : undefined,
      ...pace,
    }),
  }
  return async () => (await session.core()).call('sync.start', input)
}

/** A day is complete when it is over in Shanghai: the core ends a range there, and the person is told. */
function readSyncRange(session: Session, options: { from: string; to?: string }) {
  const range = readRange(session, options)
  const yesterday = todayOf(session) - 1
  const named = { from: formatDay(range.from), to: formatDay(range.to), yesterday: formatDay(yesterday) }
  if (range.from > yesterday) throw new UsageError(session.t('usage.future', named), { field: '--from', ...named })
  if (range.to > yesterday) session.tell(session.t('sync.clipped', named))
  return range
}

function refuseMixing(session: Session, options: SyncOptions): void {
  if (options.fill && [options.granularity, options.compare, options.force].some((given) => given !== undefined))
    throw new UsageError(session.t('usage.fillAlone'), { field: '--fill' })
  if (options.byDay && !options.fill)
    throw new UsageError(session.t('usage.missingOption', { option: '--fill' }), { field: '--fill' })
  const alone = options.resume ? '--resume' : options.daily ? '--daily' : null
  if (alone === null) return
  const chosen = [
    options.from,
    options.to,
    options.report,
    options.granularity,
    options.compare,
    options.force,
    options.fill,
    options.byDay,
  ]
  // A resumed sync is the one that was stopped, apps and pace included.
  const others = options.resume ? [options.daily, options.app, options.tag, options.concurrency, options.rate] : []
  if ([...chosen, ...others].some((given) => given !== undefined))
    throw new UsageError(session.t('usage.syncAlone', { option: alone }), { field: alone })
}

function readGranularities(session: Session, words: readonly string[] = []): (typeof GRANULARITIES)[number][] {
  return [...new Set(splitCommas(words))].map((word) => {
    const known = GRANULARITIES.find((each) => each === word)
    if (known === undefined) throw badChoice(session, '--granularity', word, GRANULARITIES)
    return known
  })
}

/** 0 when all of it was done; 3 when something was; 1 when nothing was. */
export function syncExit(job: Job): number {
  const failed = job.sync?.failed.length ?? 0
  if (job.state === 'done' && failed === 0) return EXIT.done
  if (job.state === 'partial' || (job.sync?.snapshots ?? 0) > 0) return EXIT.partial
  return EXIT.failed
}

const NOTHING: SyncSummary = {
  requests: 0,
  pages: 0,
  snapshots: 0,
  unchanged: 0,
  rows: 0,
  seconds: 0,
  skipped: 0,
  remaining: 0,
  capped: [],
  failed: [],
}

/** The document of `sync --json`. */
export function syncDocument(session: Session, job: Job) {
  const { requests, pages, snapshots, unchanged, rows, seconds, failed, skipped, remaining, capped } =
    job.sync ?? NOTHING
  const error = job.error && { ...job.error, message: errorText(job.error, session.locale) }
  return {
    requests,
    pages,
    snapshots,
    unchanged,
    rows,
    seconds,
    failed: failed.map((failure) => failureDocument(session, failure)),
    skipped,
    remaining,
    capped,
    state: job.state,
    error,
  }
}

function failureDocument(session: Session, { app, report, error, action }: SyncFailure) {
  const message = errorText(error, session.locale)
  const apiCode = error.details['apiCode']
  return { app, report, code: error.code, message, action, ...(apiCode === undefined ? {} : { apiCode }) }
}
