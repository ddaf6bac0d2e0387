import { z } from 'zod'
import { moment } from '../primitives.ts'
import { about, aboutInput, isAboutOne } from './annotations.ts'
import { scope } from './query.ts'

/** How urgent, the most urgent first. */
export const SEVERITIES = ['critical', 'warning', 'info'] as const
export const severity = z.enum(SEVERITIES)

/** When a rule speaks. Numbers are in the metric's own unit (percent 0–100, seconds). */
export const alertCondition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('above'), value: z.number() }),
  z.object({ kind: z.literal('below'), value: z.number() }),
  /** Changed by at least so many percent against an earlier stretch of the same length. */
  z.object({
    kind: z.literal('change'),
    direction: z.enum(['rise', 'fall', 'either']),
    percent: z.number().positive(),
    against: z.enum(['previous', 'weekday', 'year']).default('previous'),
    /** A base below this is too small to be worth a word. */
    minBase: z.number().nonnegative().default(0),
  }),
  /** Nothing known for the last so many complete days. */
  z.object({ kind: z.literal('no-data'), days: z.int().min(1).max(90) }),
])
export type AlertCondition = z.output<typeof alertCondition>

const rule = {
  name: z.string().trim().max(80),
  /** `report/metric`. */
  metric: z.string().min(1).max(120),
  /** Watch every app by itself; else all of them as one, by the metric's rule over apps. */
  each: z.boolean(),
  /** The last so many complete days, totalled by the metric's rule over time. */
  days: z.int().min(1).max(92),
  condition: alertCondition,
  severity,
  enabled: z.boolean(),
}

export const alertRule = z.object({
  id: z.int(),
  ...about,
  /** The app's name; null where it is about no single app. */
  app: z.string().nullable(),
  ...rule,
  createdAt: moment,
  updatedAt: moment,
})
export type AlertRule = z.infer<typeof alertRule>

export const alerts = {
  /** In the order they were made. Those that concern an app of the scope. */
  'alerts.list': { input: z.object({ scope: scope.prefault({}) }), output: z.array(alertRule) },
  /** A new one, or with `id` a changed one. Throws `app.unknown`, `metric.unknown`, `report.unknown`, `input.invalid`. */
  'alerts.save': {
    input: z
      .object({
        id: z.int().optional(),
        ...aboutInput,
        ...rule,
        name: rule.name.default(''),
        each: rule.each.default(true),
        days: rule.days.default(1),
        severity: severity.default('warning'),
        enabled: rule.enabled.default(true),
      })
      .refine(isAboutOne, { path: ['tag'], message: 'an app or a tag, not both' }),
    output: alertRule,
  },
  'alerts.remove': { input: z.object({ id: z.int() }), output: z.object({}) },
} as const
