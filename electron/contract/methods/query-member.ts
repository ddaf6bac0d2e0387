import { z } from 'zod'
import { appId, moment, range, unit, value } from '../primitives.ts'
import { period, provenance, scope } from './query.ts'

/** One member of a report (a page, a region, a source …) day by day, in each of several apps. */
export const memberInput = z.object({
  report: z.string(),
  variant: z.string().optional(),
  metrics: z.array(z.string()).optional(),
  range,
  scope,
  /** Its `id` in the answer of `query.members`. */
  member: z.string(),
  asOf: moment.optional(),
})
export type MemberInput = z.output<typeof memberInput>

/** Of a day: never fetched by itself; its list has the member; is whole and does not have it; was cut off and does not have it. */
export const memberDay = z.enum(['not-fetched', 'listed', 'not-listed', 'cut-off'])

export const memberOutput = z.object({
  report: z.string(),
  variant: z.string(),
  columns: z.array(z.object({ key: z.string(), unit })),
  /** The days of the range. */
  periods: z.array(period),
  apps: z.array(
    z.object({
      appId,
      app: z.string(),
      days: z.array(memberDay),
      /** By column, then by day. */
      values: z.array(z.array(value)),
      /** By day: the reply that was looked into; null where there is none. */
      sources: z.array(provenance.nullable()),
    }),
  ),
})
export type MemberSeries = z.infer<typeof memberOutput>

export const memberQuery = {
  /** Throws `report.unknown`, `app.unknown`, `metric.unknown`, `input.invalid`. */
  'query.member': { input: memberInput, output: memberOutput },
} as const
