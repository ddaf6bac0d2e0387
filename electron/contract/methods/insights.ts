import { z } from 'zod'
import { appId, day, moment, range, unit, value } from '../primitives.ts'
import { alertCondition, severity } from './alerts.ts'
import { comparison, note, provenance, scope } from './query.ts'

const asked = {
  range,
  compare: z.union([comparison, range]).default('previous'),
  scope,
  asOf: moment.optional(),
}

export const insightsInput = z.object({
  ...asked,
  /** `report/metric` keys to watch; what an analyst sees first where absent. Trailing windows are not judged by day. */
  metrics: z.array(z.string()).optional(),
  /** The last so many complete days of the range are judged. */
  days: z.int().min(1).max(7).default(3),
  /** Each against the same weekday of so many weeks before. */
  weeks: z.int().min(4).max(26).default(8),
  /** From this robust score on (distances in usual deviations) a day is out of the ordinary. */
  threshold: z.number().min(2).max(20).default(3.5),
  /** What stands on fewer cases (a count itself, a ratio's base) is too small to be judged. */
  minBase: z.number().nonnegative().default(30),
  limit: z.int().positive().max(1000).default(50),
})
export type InsightsInput = z.output<typeof insightsInput>

/** Against the same weekdays of the weeks before. */
const weekdayEvidence = z.object({
  weeks: z.array(z.object({ day, value })),
  expected: z.number(),
  /** One usual deviation. */
  spread: z.number(),
  score: z.number(),
})
/** Against the other apps of a tag: changes in percent against what was expected of each. */
const peersEvidence = z.object({
  tag: z.string(),
  peers: z.int(),
  own: z.number(),
  middle: z.number(),
  score: z.number(),
})

export const alert = z.object({
  /** The same for the same finding, whenever it is asked. */
  id: z.string(),
  /**
   * rule: a person's own. weekday: unlike the same weekdays before. peers: unlike the apps it shares a tag with. no-data: no numbers any more.
   */
  kind: z.enum(['rule', 'weekday', 'peers', 'no-data']),
  severity,
  /** Null: all apps of the scope as one. */
  appId: appId.nullable(),
  app: z.string().nullable(),
  metric: z.string(),
  unit,
  direction: z.enum(['rise', 'fall']).nullable(),
  /** The days it is about; of several the one furthest off is told. */
  from: day,
  to: day,
  actual: value,
  expected: value,
  /** Actual against expected, in percent. */
  change: value,
  /** The difference in percent of what was expected of all apps together; for counts of single apps. */
  impact: value,
  weekday: weekdayEvidence.nullable(),
  peers: peersEvidence.nullable(),
  /** For a rule of a person's own. */
  rule: z.object({ id: z.int(), name: z.string(), condition: alertCondition, note: note.nullable() }).nullable(),
  /** For `no-data`: the last day with numbers. */
  lastDay: day.nullable(),
  /** Its tag moved as it did: little that is its own. */
  withPeers: z.boolean(),
  /** The day was fetched while its numbers could still change. */
  provisional: z.boolean(),
  /** Other metrics of the app that are out of the ordinary in these days. */
  also: z.array(
    z.object({ metric: z.string(), unit, actual: value, expected: value, change: value, score: z.number() }),
  ),
  source: provenance.nullable(),
})
export type Alert = z.infer<typeof alert>

/** What each app added to the change of all. Only for numbers that add up over apps. */
export const contribution = z.object({
  metric: z.string(),
  unit,
  /** `not-deduplicated` for people: each counts once an app. */
  note: note.nullable(),
  /** Over the apps known whole in both ranges. */
  now: z.number(),
  before: z.number(),
  change: z.number(),
  percent: value,
  /** The largest change first, up or down. */
  apps: z.array(
    z.object({
      appId,
      app: z.string(),
      now: z.number(),
      before: z.number(),
      change: z.number(),
      /** Percentage points of the total's change; they add up to `percent`. */
      points: value,
      /** Percent of the total's change. */
      share: value,
    }),
  ),
  /** Apps beyond the limit, as one. */
  rest: z.object({ apps: z.int(), change: z.number(), points: value, share: value }),
  /** Apps that are not whole in both ranges, and why. */
  leftOut: z.array(z.object({ appId, app: z.string(), now: value, before: value, note: note.nullable() })),
})
export type ContributionTable = z.infer<typeof contribution>

export const rank = z.object({
  metric: z.string(),
  unit,
  /** By rank; unknown ones last. */
  apps: z.array(
    z.object({
      appId,
      app: z.string(),
      now: value,
      before: value,
      rank: z.int().nullable(),
      previous: z.int().nullable(),
      /** Places won, below zero lost. */
      moved: z.int().nullable(),
    }),
  ),
})
export type RankTable = z.infer<typeof rank>

export const insightsOutput = z.object({
  from: day,
  to: day,
  compare: z.object({ from: day, to: day }).nullable(),
  /** The days judged; empty where the range has none that is over. */
  days: z.array(day),
  metrics: z.array(z.object({ metric: z.string(), unit })),
  /** The most urgent first. */
  alerts: z.array(alert),
  /** All there are, by urgency. */
  counts: z.object({ critical: z.int(), warning: z.int(), info: z.int() }),
  /** Series (an app and a metric) that were judged, and those that were not: too small, or too little known. */
  judged: z.object({ series: z.int(), small: z.int(), unknown: z.int() }),
  /** Of the metrics watched that add up over apps: the ten apps that matter most. */
  contributions: z.array(contribution),
  /** Of the first metric: the ten apps that moved most. */
  ranks: rank,
  /** Apps whose first day with numbers lies in the range. */
  launches: z.array(z.object({ appId, app: z.string(), firstDay: day, days: z.int() })),
})
export type Insights = z.infer<typeof insightsOutput>

const oneMetric = z.object({ ...asked, metric: z.string(), limit: z.int().positive().max(5000).default(500) })

export const launchInput = z.object({
  metric: z.string(),
  variant: z.string().optional(),
  scope,
  /** The apps whose curves make the band, such as those of a tag; the scope's where absent. */
  band: scope.optional(),
  /** Days since the first one with numbers, which is day 0. */
  days: z.int().min(2).max(730).default(60),
  asOf: moment.optional(),
})
export type LaunchInput = z.output<typeof launchInput>

export const launchOutput = z.object({
  report: z.string(),
  metric: z.string(),
  variant: z.string(),
  unit,
  days: z.int(),
  apps: z.array(
    z.object({
      appId,
      app: z.string(),
      /** Null where there is none yet. */
      firstDay: day.nullable(),
      /** False where the days before were never fetched: it may have begun earlier. */
      known: z.boolean(),
      values: z.array(value),
      source: provenance.nullable(),
    }),
  ),
  /** The middle of the apps whose first day is known, by day since it; quartiles need four. */
  band: z.object({
    median: z.array(value),
    lower: z.array(value),
    upper: z.array(value),
    apps: z.array(z.int()),
  }),
})
export type Launch = z.infer<typeof launchOutput>

export const insights = {
  /** What is out of the ordinary, what moved the whole, who rose and fell. Throws `metric.unknown`, `report.unknown`, `app.unknown`. */
  'insights.overview': { input: insightsInput, output: insightsOutput },
  /** Every app's part in the change of one metric. Throws `input.invalid` for one that does not add up over apps. */
  'insights.contribution': { input: oneMetric, output: contribution },
  /** Every app's place by one metric, now and before. */
  'insights.ranks': { input: oneMetric, output: rank },
  /** Apps side by side by the days since each began. */
  'query.launch': { input: launchInput, output: launchOutput },
} as const
