import { z } from 'zod'
import { appId, day, granularity, moment, range, unit, value } from '../primitives.ts'

/** Which apps a question is about: ids, or every app carrying one of the tags; both empty means all. */
export const scope = z.object({ apps: z.array(appId).default([]), tags: z.array(z.string()).default([]) })

/**
 * What a total is: the rule it was made by, and why it is empty or how to read it. `note` is a key below `notes.` in the i18n files.
 */
export const NOTES = [
  'not-fetched',
  'not-fetched-range',
  'not-deduplicated',
  'estimate',
  'at-least',
  'incomplete',
  'partial',
  'no-total',
  'unknown-part',
  'hour-pooled',
  'derived',
] as const
export const note = z.enum(NOTES)

export const total = z.object({
  value,
  rule: z.string(),
  note: note.nullable(),
  /** Where it is not the series' own (retained users of many cohorts become a percentage). */
  unit: unit.optional(),
})

export const period = z.object({ key: z.string(), from: day, to: day, partial: z.boolean() })

/** Where a number came from. */
export const provenance = z.object({ snapshot: z.int(), fetchedAt: moment })

export const seriesInput = z.object({
  /** `report/metric`, for example `user-trend/session_count`. */
  metric: z.string(),
  /** The report's variant; its first where absent. */
  variant: z.string().optional(),
  range,
  granularity: granularity.default('day'),
  scope,
  asOf: moment.optional(),
})

export const seriesOutput = z.object({
  report: z.string(),
  metric: z.string(),
  variant: z.string(),
  unit,
  granularity,
  periods: z.array(period),
  series: z.array(
    z.object({
      appId,
      app: z.string(),
      values: z.array(value),
      total,
      /** The newest snapshot that speaks in this series; null where nothing is stored. */
      source: provenance.nullable(),
    }),
  ),
  /** All apps as one, by the metric's rule over apps; null values where that rule gives no answer. */
  combined: z.object({ values: z.array(value), total }),
})

export const tableInput = z.object({
  report: z.string(),
  variant: z.string().optional(),
  granularity: granularity.optional(),
  range,
  scope,
  asOf: moment.optional(),
})

export const tableOutput = z.object({
  report: z.string(),
  variant: z.string(),
  granularity: z.enum(['hour', 'day', 'week', 'month', 'range']),
  from: day,
  to: day,
  columns: z.array(z.object({ key: z.string(), unit })),
  rows: z.array(
    z.object({
      appId,
      app: z.string(),
      key: z.string(),
      label: z.string(),
      parent: z.string().nullable(),
      /** For rows that are periods. */
      from: day.optional(),
      to: day.optional(),
      partial: z.boolean().optional(),
      values: z.record(z.string(), value),
    }),
  ),
  sum: z.record(z.string(), z.record(z.string(), value)),
  /** By app, for reports of cohorts: Σ retained / Σ cohort over mature cells, in percent, by column. */
  pooled: z.record(z.string(), z.record(z.string(), value)).optional(),
  /** How each app's rows came about: one reply for exactly this range, or put together from shorter ones by the rules. */
  sources: z.array(
    z.object({ appId, app: z.string(), exact: z.boolean(), snapshots: z.array(provenance), note: note.nullable() }),
  ),
  missing: z.array(
    z.object({ appId, app: z.string(), reason: z.string(), details: z.record(z.string(), z.string()).optional() }),
  ),
})

export const comparison = z.enum(['previous', 'weekday', 'year', 'none'])

export const overviewInput = z.object({
  range,
  compare: z.union([comparison, range]).default('previous'),
  /** `report/metric` keys; the six of the Overview where absent. */
  metrics: z.array(z.string()).optional(),
  scope,
  asOf: moment.optional(),
})

/** One KPI of one app: this range, the range compared with, and the change in percent (null where the base is zero or unknown). */
export const kpi = z.object({ total, previous: total.nullable(), change: z.number().nullable() })

export const overviewOutput = z.object({
  from: day,
  to: day,
  compare: z.object({ from: day, to: day }).nullable(),
  metrics: z.array(z.object({ metric: z.string(), unit, overTime: z.string(), overApps: z.string() })),
  apps: z.array(
    z.object({
      appId,
      app: z.string(),
      /** In the order of `metrics`. */
      kpis: z.array(kpi),
      /** Daily values of the first metric over the range. */
      spark: z.array(value),
      /** The last day with data and when it was fetched; null before the first fetch. */
      freshness: z.object({ day: day.nullable(), fetchedAt: moment.nullable() }),
    }),
  ),
  combined: z.array(kpi),
})

export type Note = z.infer<typeof note>
export type Total = z.infer<typeof total>
export type Provenance = z.infer<typeof provenance>
export type PeriodInfo = z.infer<typeof period>
export type SeriesInput = z.output<typeof seriesInput>
export type SeriesTable = z.infer<typeof seriesOutput>
export type TableInput = z.output<typeof tableInput>
export type ReportTable = z.infer<typeof tableOutput>
export type OverviewInput = z.output<typeof overviewInput>
export type Overview = z.infer<typeof overviewOutput>
export type Kpi = z.infer<typeof kpi>
export type Comparison = z.infer<typeof comparison>

export const query = {
  'query.series': { input: seriesInput, output: seriesOutput },
  'query.table': { input: tableInput, output: tableOutput },
  'query.overview': { input: overviewInput, output: overviewOutput },
} as const
