import { z } from 'zod'
import { appId, day, moment, range, text, unit, value } from '../primitives.ts'

export const snapshot = z.object({
  id: z.int(),
  appId,
  app: z.string(),
  report: z.string(),
  variant: z.string(),
  granularity: z.enum(['hour', 'day', 'week', 'month', 'range']),
  from: day,
  to: day,
  fetchedAt: moment,
  rows: z.int(),
  /** False where the reply was, byte for byte, the one before. */
  changed: z.boolean(),
  capped: z.boolean(),
})
export type Snapshot = z.infer<typeof snapshot>

export const cellChange = z.object({
  key: z.string(),
  label: z.string(),
  /** The name of the member's group. */
  parent: z.string().nullable(),
  /** The reply's own sum for the whole range, and not one of its rows. */
  whole: z.boolean(),
  from: day,
  to: day,
  metric: z.string(),
  unit,
  before: value,
  after: value,
  /** After less before, and in percent of it; null where either is unknown, or before is 0. */
  difference: value,
  percent: value,
})

export const listInput = z.object({
  app: appId.optional(),
  /** Of any of these apps. */
  apps: z.array(appId).optional(),
  report: z.string().optional(),
  variant: z.string().optional(),
  granularity: z.enum(['hour', 'day', 'week', 'month', 'range']).optional(),
  /** Only replies that said something new. */
  changed: z.boolean().default(false),
  /** Only replies that speak of some of these days. */
  range: range.optional(),
  /** Only replies that came in this time. */
  since: moment.optional(),
  until: moment.optional(),
  limit: z.int().positive().max(10_000).default(100),
  /** The next page: only ids below this one. */
  before: z.int().optional(),
})
export type ListInput = z.output<typeof listInput>

export const history = {
  /** The newest stored first. */
  'history.list': {
    input: listInput,
    output: z.array(snapshot),
  },
  /** One snapshot with its reply as it came. */
  'history.show': { input: z.object({ id: z.int() }), output: z.object({ snapshot, payload: z.unknown() }) },
  'history.diff': {
    input: z.object({ before: z.int(), after: z.int() }),
    output: z.object({ before: snapshot, after: snapshot, changes: z.array(cellChange), same: z.int() }),
  },
  /** Drops raw replies (never numbers in force) that are older than `keepDays` and not the newest of their request. */
  'history.prune': {
    input: z.object({ keepDays: z.int().nonnegative(), dryRun: z.boolean().default(false) }),
    output: z.object({ snapshots: z.int(), bytes: z.int() }),
  },
} as const

export const home = {
  /** What the home takes up on the disk. */
  'home.usage': {
    input: z.object({}),
    output: z.object({
      /** The whole file with its journal. */
      databaseBytes: z.int(),
      /** Raw replies in it, compressed. */
      rawBytes: z.int(),
      snapshots: z.int(),
      /** When the oldest raw reply that is still kept was fetched; null where there is none. */
      oldestRaw: moment.nullable(),
      freeBytes: z.int(),
    }),
  },
  /** A job; where the copy is and how large stands in its record. */
  'backup.run': {
    input: z.object({ path: z.string().min(1), force: z.boolean().default(false) }),
    output: z.object({ job: z.int() }),
  },
  /** What a backup holds, without touching anything. Throws `backup.invalid`, `store.newer`, `file.unreadable`. */
  'backup.inspect': {
    input: z.object({ path: z.string().min(1) }),
    output: z.object({
      apps: z.int(),
      snapshots: z.int(),
      bytes: z.int(),
      /** The days its numbers are about. */
      from: day.nullable(),
      to: day.nullable(),
      newestFetchedAt: moment.nullable(),
    }),
  },
  /**
   * Checks the file, keeps the present one beside it, then takes its place, and that of the jobs told there: so it is no job itself.
   * Throws `job.running` while one is going on.
   */
  'backup.restore': {
    input: z.object({ path: z.string().min(1) }),
    output: z.object({ apps: z.int(), snapshots: z.int(), kept: z.string().nullable() }),
  },
  'doctor.run': {
    /** `network`: only whether the API can be reached, which reads nothing of the history. */
    input: z.object({ only: z.enum(['network']).optional() }),
    output: z.object({
      ok: z.boolean(),
      checks: z.array(
        z.object({
          /** A key below `doctor.` in the i18n files. */
          check: z.string(),
          ok: z.boolean(),
          details: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      ),
    }),
  },
} as const

const rule = z.object({ rule: z.string(), parts: z.array(z.string()) })

export const reports = {
  'reports.list': {
    input: z.object({}),
    output: z.array(
      z.object({
        id: z.string(),
        order: z.int(),
        name: text,
        description: text,
        endpoint: z.string(),
        verb: z.enum(['POST', 'GET']),
        token: z.enum(['app', 'platform']),
        granularities: z.array(z.string()),
        variants: z.array(z.object({ key: z.string(), name: text, metrics: z.array(z.string()) })),
        dimension: text.nullable(),
        metrics: z.array(
          z.object({ key: z.string(), name: text, definition: text, unit, overTime: rule, overApps: rule }),
        ),
      }),
    ),
  },
} as const
