import { z } from 'zod'
import { appId, day, errorShape, moment, range } from '../primitives.ts'
import { syncAction } from './jobs.ts'
import { scope } from './query.ts'

/**
 * What is stored of a day, by the letter it has in the matrix; of several series of one report the worst counts, in this order.
 * final: fetched after its numbers had settled. open: may still change, a daily sync fetches it again. stale: last fetched while it could
 * still change, and no more since. wider: only a longer range holds it. missing: nothing does. refused: asked for and not given, last time.
 * ahead: not over yet.
 */
export const COVERAGE_STATES = {
  f: 'final',
  o: 'open',
  s: 'stale',
  w: 'wider',
  m: 'missing',
  r: 'refused',
  a: 'ahead',
} as const
export type CoverageState = (typeof COVERAGE_STATES)[keyof typeof COVERAGE_STATES]

export const coverageInput = z.object({
  range,
  /** The platform's own report comes with the scope of everything. */
  scope,
  /** Report ids; all where empty. */
  reports: z.array(z.string()).default([]),
  asOf: moment.optional(),
})
export type CoverageInput = z.output<typeof coverageInput>

const counts = z.object({
  final: z.int(),
  open: z.int(),
  stale: z.int(),
  wider: z.int(),
  missing: z.int(),
  refused: z.int(),
  ahead: z.int(),
})

export const coverageOutput = z.object({
  from: day,
  to: day,
  /** Report ids, in the order of every `rows`. */
  reports: z.array(z.string()),
  apps: z.array(
    z.object({
      /** 0: the platform. */
      appId,
      app: z.string(),
      /** By report a letter of COVERAGE_STATES for each day; empty where the report is not this app's. */
      rows: z.array(z.string()),
    }),
  ),
  /** Days by state, all apps together: by report, in the order of `reports`. */
  counts: z.array(counts),
  /** Why days were refused, newest first; one an app and report. */
  refusals: z.array(
    z.object({ appId, report: z.string(), error: errorShape, action: syncAction, at: moment, job: z.int() }),
  ),
})
export type Coverage = z.infer<typeof coverageOutput>

export const coverageMethods = {
  /**
   * Which days are stored, app by report by day. `sync.plan` and `sync.start` with `fill` fetch what is not. Throws `report.unknown`,
   * `app.unknown`.
   */
  'history.coverage': { input: coverageInput, output: coverageOutput },
} as const
