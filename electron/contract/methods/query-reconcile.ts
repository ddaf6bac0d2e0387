import { z } from 'zod'
import { appId, day, moment, range, unit, value } from '../primitives.ts'
import { note, scope, total } from './query.ts'

const asked = { range, asOf: moment.optional() }

export const reconcileInput = z.object({ ...asked, scope })
export type ReconcileInput = z.output<typeof reconcileInput>

/** What each report says of the same thing. Reports do not reconcile with each other: the difference is shown, nothing is adjusted. */
export const reconcileOutput = z.object({
  apps: z.array(
    z.object({
      appId,
      app: z.string(),
      measures: z.array(
        z.object({
          id: z.enum(['sessions', 'new-users']),
          totals: z.array(
            z.object({
              /** `report/metric`. */
              metric: z.string(),
              total: z.object({ value, note: note.nullable() }),
              /** Against the measure's first known total, and in percent of it. */
              difference: value,
              percent: value,
            }),
          ),
          /** The largest known total less the smallest; null where fewer than two are known. */
          spread: value,
        }),
      ),
    }),
  ),
})
export type Reconciliation = z.infer<typeof reconcileOutput>

/** Why the platform's number is not the sum of its apps. */
export const PLATFORM_REASONS = [
  /** The platform's report lacks days. */
  'platform-missing',
  /** The platform has more mini programs than are kept here. */
  'apps-not-here',
  /** Apps that lack some of the days. */
  'apps-missing',
  /** The platform counts a person once, the sum of apps once an app. */
  'de-duplicated',
  /** Reports count apart from each other: what is left when nothing else explains it. */
  'reports-differ',
] as const
export const platformReason = z.enum(PLATFORM_REASONS)

/** One thing the platform's report and the apps' own reports both count, over the range and day by day. */
export const platformMeasure = z.object({
  id: z.enum(['sessions', 'new-users', 'users', 'weekly-users', 'monthly-users', 'page-views']),
  unit,
  /** `report/metric` of the platform and of the apps. */
  metrics: z.object({ platform: z.string(), apps: z.string() }),
  platform: z.object({ values: z.array(value), total }),
  apps: z.object({
    values: z.array(value),
    total,
    /** How many apps have a number each day. */
    known: z.array(z.int()),
    /** Apps that lack a day which is over; not those whose report speaks of the whole range and of no days. */
    lacking: z.array(z.object({ appId, app: z.string(), days: z.int() })),
  }),
  /**
   * Sum of apps less platform, and in percent of the platform: by day, and over the range of all that each side has. Where one lacks days,
   * like is held against like by the days whose difference is known.
   */
  difference: z.object({ values: z.array(value), total: value, percent: value }),
  /** The weightiest first; empty where there is no difference. */
  reasons: z.array(platformReason),
})

export const platformInput = z.object(asked)

export const platformOutput = z.object({
  days: z.array(day),
  /** Mini programs by the platform's own count on the range's last day, and those kept here. */
  appsOfPlatform: value,
  appsHere: z.int(),
  measures: z.array(platformMeasure),
})
export type PlatformReconciliation = z.infer<typeof platformOutput>

export const reconcileQuery = {
  /** App by app: the same thing as several reports count it. Throws `app.unknown`. */
  'query.reconcile': { input: reconcileInput, output: reconcileOutput },
  /** The platform's report against the sum of all apps kept here. */
  'query.platform': { input: platformInput, output: platformOutput },
} as const
