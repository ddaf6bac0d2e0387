import { z } from 'zod'
import { appId, moment, range, value } from '../primitives.ts'
import { note, provenance, scope } from './query.ts'

/** How cohorts come back: pooled by app and over apps, by the cohorts' age. */
export const cohortsInput = z.object({
  /** A report of cohorts. */
  report: z.string(),
  /** Its first where absent (counts of people, which are exact); rates are answered either way. */
  variant: z.string().optional(),
  granularity: z.enum(['day', 'week', 'month']).default('day'),
  range,
  scope,
  /** The apps whose curves make the band, such as those of a tag; the scope's where absent. */
  band: scope.optional(),
  /** A point that stands on fewer people is left out of the band. */
  minBase: z.number().nonnegative().default(30),
  asOf: moment.optional(),
})
export type CohortsInput = z.output<typeof cohortsInput>

/** By age, in the order of `ages`. */
export const cohortCurve = z.object({
  /** Σ retained / Σ cohort in percent, over cohorts old enough; null where none is. */
  rate: z.array(value),
  /** The people a rate stands on: Σ cohort over the cohorts old enough. */
  base: z.array(z.number()),
  /** Σ retained over the same cohorts (of `ratio` replies: their rates times their sizes); null where none is old enough. */
  retained: z.array(value),
})

export const cohortsOutput = z.object({
  report: z.string(),
  variant: z.string(),
  granularity: z.enum(['day', 'week', 'month']),
  /** Periods after the cohort's own: 1 is the next day (week, month), which replies call 第2天. `key` is the column in `query.table`. */
  ages: z.array(z.object({ age: z.int(), key: z.string() })),
  apps: z.array(
    cohortCurve.extend({
      appId,
      app: z.string(),
      /** Cohorts known, and how many the range should have. */
      cohorts: z.int(),
      expected: z.int(),
      note: note.nullable(),
      source: provenance.nullable(),
    }),
  ),
  /** All apps' cohorts as one. */
  pooled: cohortCurve,
  /** The middle of the apps' curves by age: each app counts once, however large. */
  band: z.object({
    median: z.array(value),
    /** Quartiles; null where fewer than four curves reach this age. */
    lower: z.array(value),
    upper: z.array(value),
    /** How many curves there are at each age. */
    apps: z.array(z.int()),
  }),
})
export type Cohorts = z.infer<typeof cohortsOutput>

export const cohortsQuery = {
  /** Throws `report.unknown`, `app.unknown`, `input.invalid`. */
  'query.cohorts': { input: cohortsInput, output: cohortsOutput },
} as const
