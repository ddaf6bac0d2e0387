import { z } from 'zod'
import { appId, errorShape, granularity, locale, moment, range } from '../primitives.ts'
import { comparison, overviewInput, scope } from './query.ts'

export const jobKind = z.enum(['sync', 'export', 'backup'])
export const jobState = z.enum(['running', 'done', 'partial', 'failed', 'cancelled', 'interrupted'])

export const progress = z.object({
  done: z.int(),
  total: z.int(),
  /** What is being worked on: an app and a report, or a sheet. */
  label: z.string(),
})

/** What the person should do about a failed request, from the API's table of codes. */
export const syncAction = z.enum([
  'retry',
  'renew',
  'recover',
  'stop-call',
  'stop-app',
  'stop-all',
  'pause',
  'token',
  'none',
])

export const syncFailure = z.object({
  app: z.string(),
  appId,
  report: z.string(),
  action: syncAction,
  error: errorShape,
})

export const syncSummary = z.object({
  requests: z.int(),
  pages: z.int(),
  snapshots: z.int(),
  unchanged: z.int(),
  rows: z.int(),
  seconds: z.number(),
  /** Requests the plan left out because their periods are final. */
  skipped: z.int(),
  /** Requests still open (cancelled or stopped); `--resume` does them. */
  remaining: z.int(),
  capped: z.array(
    z.object({ app: z.string(), report: z.string(), variant: z.string(), rows: z.int(), total: z.int() }),
  ),
  failed: z.array(syncFailure),
})
export type SyncSummary = z.infer<typeof syncSummary>
export type SyncFailure = z.infer<typeof syncFailure>

export const exportSummary = z.object({
  path: z.string(),
  bytes: z.int(),
  sheets: z.int(),
  cells: z.int(),
  seconds: z.number(),
  /** Of a workbook made again: sheets whose values are not those of the former one; none where all are the same. */
  differing: z.array(z.string()).optional(),
  /** The workbooks of a template's run; `path` is the first of them, the other figures are of all. */
  files: z.array(z.object({ path: z.string(), bytes: z.int() })).optional(),
})
export type ExportSummary = z.infer<typeof exportSummary>

export const backupSummary = z.object({ path: z.string(), bytes: z.int() })
export type BackupSummary = z.infer<typeof backupSummary>

export const job = z.object({
  id: z.int(),
  kind: jobKind,
  state: jobState,
  startedAt: moment,
  endedAt: moment.nullable(),
  progress: progress.nullable(),
  sync: syncSummary.nullable(),
  export: exportSummary.nullable(),
  backup: backupSummary.nullable(),
  error: errorShape.nullable(),
})
export type Job = z.infer<typeof job>

export const syncInput = z.object({
  range,
  scope,
  /** Report ids; all where empty. */
  reports: z.array(z.string()).default([]),
  /** For reports that know several; day where empty (with hour, week and month only on demand). */
  granularities: z.array(granularity).default([]),
  /** Also what the range is compared with, so that changes can be told: users of a range are known only where just that range was fetched. */
  compare: z.union([comparison, range]).default('none'),
  concurrency: z.int().min(1).max(32).optional(),
  /** Requests a second; a sandbox or a gateway of one's own may take more than a setting offers. */
  rate: z.number().positive().max(100_000).optional(),
  /** Fetch again what is final. */
  force: z.boolean().default(false),
  /**
   * Fill the coverage matrix instead: every day of the range that is missing, stale or was refused. Members of a dimension are then asked day
   * by day; `granularities`, `compare` and `force` do not count.
   */
  fill: z
    .object({
      /** Also days that only a longer range holds. */
      wider: z.boolean().default(false),
      /** Also days that may still change. */
      unsettled: z.boolean().default(false),
      /** Nothing but these lines of the matrix: a report of an app, all of an app's, or a report of all apps. */
      only: z.array(z.object({ appId: appId.optional(), report: z.string().optional() })).optional(),
    })
    .optional(),
})
export type SyncInput = z.output<typeof syncInput>

export const exportInput = z.object({
  range,
  compare: overviewInput.shape.compare,
  scope,
  /** Report ids; where empty those of `metrics`, or all. */
  reports: z.array(z.string()).default([]),
  /** `report/metric`: the only figures of the summary and of their reports' sheets; the usual ones where empty. */
  metrics: z.array(z.string()).default([]),
  /** Of the reports by time; one that knows no hours is given by day, members of a dimension are always of the whole range. */
  granularity: granularity.default('day'),
  asOf: moment.optional(),
  locale: locale.optional(),
  /** Texts of the cover: another title, lines below it. */
  cover: z.object({ title: z.string().max(300), lines: z.array(z.string().max(1000)).max(8) }).optional(),
  /** A workbook; or the long data alone, one number a row, as CSV or packed CSV. */
  format: z.enum(['xlsx', 'csv', 'csv.gz']).default('xlsx'),
  path: z.string().min(1),
  /** Replace an existing file. */
  force: z.boolean().default(false),
})
export type ExportInput = z.output<typeof exportInput>

const started = z.object({ job: z.int() })

export const jobs = {
  'sync.plan': { input: syncInput, output: z.object({ requests: z.int(), skipped: z.int() }) },
  'sync.start': { input: syncInput, output: started },
  /** Goes on with the newest sync that was cancelled, stopped or killed. */
  'sync.resume': { input: z.object({}), output: started },
  /** Yesterday and the days still open, for a scheduler. */
  'sync.daily': {
    input: z.object({ scope, concurrency: syncInput.shape.concurrency, rate: syncInput.shape.rate }),
    output: started,
  },
  /** Runs the day's scheduled sync if its time has passed without it (the machine slept), and after it the templates that are due; null when there is no sync to catch up. */
  'schedule.catchUp': { input: z.object({}), output: z.object({ job: z.int().nullable() }) },
  'schedule.status': {
    input: z.object({}),
    output: z.object({
      /** Null where there is no schedule, or this door does not stay open to keep one. */
      nextAt: moment.nullable(),
      /** The last run by the schedule. Its job is null where it could not begin (`error` says why) or is forgotten. */
      last: z.object({ at: moment, job: job.nullable(), error: errorShape.nullable() }).nullable(),
    }),
  },
  'export.start': { input: exportInput, output: started },
  'jobs.list': { input: z.object({ limit: z.int().positive().max(500).default(50) }), output: z.array(job) },
  'jobs.cancel': { input: z.object({ job: z.int() }), output: z.object({}) },
  /** Answers when the job has ended. */
  'jobs.wait': { input: z.object({ job: z.int() }), output: job },
} as const
