import { z } from 'zod'
import { appId, day, granularity, moment, range, unit, value } from '../primitives.ts'
import { comparison, scope } from './query.ts'

/** How a number changed. restated: it was another. filled: it was not known. withdrawn: it is no longer told. added: there was no such row. */
export const CHANGE_KINDS = ['restated', 'filled', 'withdrawn', 'added'] as const
export const changeKind = z.enum(CHANGE_KINDS)

/** One number that a later reply changed. */
export const changedCell = z.object({
  appId,
  app: z.string(),
  report: z.string(),
  variant: z.string(),
  granularity: z.enum(['hour', 'day', 'week', 'month', 'range']),
  /** The row: a member's key and names, or (all null) a period; `whole` is a reply's own sum for exactly the range. */
  key: z.string().nullable(),
  label: z.string().nullable(),
  /** The name of the member's group. */
  parent: z.string().nullable(),
  whole: z.boolean(),
  from: day,
  to: day,
  metric: z.string(),
  unit,
  kind: changeKind,
  before: value,
  after: value,
  /** After less before, and in percent of it; null where either is unknown, or before is 0. */
  difference: value,
  percent: value,
  /** The replies that said the one and the other, and when they came; null where the reply is no longer kept. */
  snapshots: z.object({ before: z.int().nullable(), after: z.int() }),
  beforeAt: moment.nullable(),
  at: moment.nullable(),
})
export type ChangedCell = z.infer<typeof changedCell>

const kinds = z.array(changeKind)
const counts = z.object({ restated: z.int(), filled: z.int(), withdrawn: z.int(), added: z.int() })
const page = {
  limit: z.int().positive().max(5000).default(200),
  offset: z.int().nonnegative().default(0),
}
const asked = {
  scope,
  /** The days that the numbers are of. */
  range,
  /** Report ids; all where empty. */
  reports: z.array(z.string()).default([]),
  variant: z.string().optional(),
  granularity: z.union([granularity, z.literal('range')]).optional(),
  /** Metric keys; all where empty. */
  metrics: z.array(z.string()).default([]),
}

export const restatementsInput = z.object({
  ...asked,
  /** Changes that came after the one moment and not after the other. */
  since: moment.optional(),
  until: moment.optional(),
  /** What merely became known is left out unless asked for. */
  kinds: kinds.default(['restated', 'withdrawn']),
  /** Smaller changes are left out. */
  minPercent: z.number().nonnegative().default(0),
  ...page,
})
export type RestatementsInput = z.output<typeof restatementsInput>

export const restatementsOutput = z.object({
  counts,
  /** Changes by the day they came and by report, the newest first. */
  groups: z.array(
    z.object({
      day,
      report: z.string(),
      cells: z.int(),
      apps: z.int(),
      /** The largest change in percent, up or down; null where none can be told. */
      largest: value,
    }),
  ),
  total: z.int(),
  /** The newest first. */
  cells: z.array(changedCell),
})
export type Restatements = z.infer<typeof restatementsOutput>

export const changedSinceInput = z.object({
  /** A workbook's job: its moment, range, comparison, scope and reports are asked. */
  job: z.int().optional(),
  /** Without a job: the moment and the question. */
  since: moment.optional(),
  scope: scope.prefault({}),
  range: range.optional(),
  compare: z.union([comparison, range]).default('none'),
  reports: z.array(z.string()).default([]),
  /** Against what was known then; against what is known now where absent. */
  asOf: moment.optional(),
  kinds: kinds.default([...CHANGE_KINDS]),
  ...page,
})
export type ChangedSinceInput = z.output<typeof changedSinceInput>

export const changedSinceOutput = z.object({
  since: moment,
  counts,
  reports: z.array(z.object({ report: z.string(), cells: z.int() })),
  apps: z.array(z.object({ appId, app: z.string(), cells: z.int() })),
  total: z.int(),
  /** By report, app and period. */
  cells: z.array(changedCell),
})
export type ChangedSince = z.infer<typeof changedSinceOutput>

export const momentsInput = z.object({
  scope,
  /** Only replies that speak of these days. */
  range: range.optional(),
  reports: z.array(z.string()).default([]),
})
export type MomentsInput = z.output<typeof momentsInput>

/** Fetches that came together, as one step of the as-of slider. Oldest first. */
export const momentsOutput = z.array(
  z.object({
    /** The last of them: `asOf` this moment knows them all. */
    at: moment,
    from: moment,
    replies: z.int(),
    /** Replies that said something new. */
    changed: z.int(),
    /** Rows of earlier replies that were said otherwise or no longer. */
    replaced: z.int(),
  }),
)
export type Moments = z.infer<typeof momentsOutput>

export const lagInput = z.object({
  report: z.string(),
  variant: z.string().optional(),
  scope,
  range,
  /** Followed for so many days after a period ended. */
  horizon: z.int().min(1).max(120).default(30),
  asOf: moment.optional(),
})
export type LagInput = z.output<typeof lagInput>

export const lagOutput = z.object({
  report: z.string(),
  variant: z.string(),
  /** A period is fetched again so many days after it ended, today. */
  refetchDays: z.int(),
  metrics: z.array(
    z.object({
      metric: z.string(),
      unit,
      points: z.array(
        z.object({
          /** Whole days since the period ended: 0 is the morning after. */
          lag: z.int(),
          /** Numbers that were seen then and again later. */
          cells: z.int(),
          /** Of them, in percent: those that a later reply told otherwise. */
          changed: z.number(),
          /** What was told then, in percent of what was told last; for counts. */
          reported: value,
        }),
      ),
      /**
       * How long a period should be fetched again: from this lag on at most 1 % of the numbers changed. Null where too many still changed
       * when they were last seen, or nothing was seen twice.
       */
      advised: z
        .object({
          days: z.int(),
          /** Percent that still changed, and what it is at most with 95 % confidence. */
          changed: z.number(),
          atMost: z.number(),
          cells: z.int(),
        })
        .nullable(),
      /** The longest lag at which a number was seen again; what happens later is not known. */
      seenUpTo: z.int().nullable(),
    }),
  ),
})
export type Lag = z.infer<typeof lagOutput>

export const changesMethods = {
  /** Every number that a later reply changed. Throws `report.unknown`, `app.unknown`, `metric.unknown`. */
  'history.restatements': { input: restatementsInput, output: restatementsOutput },
  /** What would read differently now than at a moment, or than in a workbook. Throws `job.unknown`, `input.invalid`, `app.unknown`. */
  'history.changedSince': { input: changedSinceInput, output: changedSinceOutput },
  /** The moments something was fetched at. Throws `app.unknown`, `report.unknown`. */
  'history.moments': { input: momentsInput, output: momentsOutput },
  /** How long after its end a period's numbers still change. Throws `report.unknown`, `app.unknown`. */
  'history.lag': { input: lagInput, output: lagOutput },
} as const
