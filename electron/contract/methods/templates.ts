import { z } from 'zod'
import { day, errorShape, granularity, locale, moment, range } from '../primitives.ts'
import { jobState } from './jobs.ts'
import { comparison, scope } from './query.ts'

/** A range that moves with the day a template is run on, in Shanghai; weeks begin on Monday, this week and month end yesterday. */
export const RELATIVE_RANGES = [
  'yesterday',
  'last-7-days',
  'last-30-days',
  'last-90-days',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
] as const
export const templateRange = z.union([z.enum(RELATIVE_RANGES), range])

/** What cover texts and file names may hold in braces. */
export const PLACEHOLDERS = ['client', 'name', 'app', 'tag', 'apps', 'period', 'from', 'to', 'days', 'date'] as const

/** When a template runs by itself, at a time of this machine. Weekdays are 1 (Monday) to 7; a month's 31st is its last day where it has none. */
export const templateSchedule = z.object({
  every: z.union([
    z.literal('day'),
    z.object({ weekdays: z.array(z.int().min(1).max(7)).min(1).max(7) }),
    z.object({ monthDay: z.int().min(1).max(31) }),
  ]),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
})
export type TemplateSchedule = z.infer<typeof templateSchedule>

const fields = {
  name: z.string().trim().min(1).max(80),
  /** The workbook's language; the page's where null. */
  locale: locale.nullable().default(null),
  /** Who it is for: `{client}`. Where it is empty, the tag or the app of a split. */
  client: z.string().trim().max(100).default(''),
  /** The cover's title; the usual one where empty. */
  title: z.string().trim().max(120).default(''),
  /** Lines below it. */
  lines: z.array(z.string().trim().max(300)).max(8).default([]),
  reports: z.array(z.string()).default([]),
  metrics: z.array(z.string()).default([]),
  granularity: granularity.default('day'),
  scope: scope.default({ apps: [], tags: [] }),
  range: templateRange.default('last-week'),
  /** Days of its own stay those days, whenever the template is run. */
  compare: z.union([comparison, range]).default('previous'),
  /** One workbook for all apps, one an app, or one a tag (of those in scope, else of all there are). */
  split: z.enum(['all', 'app', 'tag']).default('all'),
  /** Without its ending; placeholders as on the cover. */
  fileName: z.string().trim().min(1).max(150).default('{name} {from}–{to}'),
  /** An absolute path. */
  folder: z.string().trim().min(1).max(1000),
  schedule: templateSchedule.nullable().default(null),
}

/** A PNG or JPEG, 1 MB at most. */
export const logo = z.object({ kind: z.enum(['png', 'jpeg']), content: z.base64().max(1_400_000) })

export const templateInput = z.object({
  /** The template to change; a new one where absent. */
  id: z.int().optional(),
  ...fields,
  /** Null removes it, absent leaves it as it is. */
  logo: logo.nullable().optional(),
})
export type TemplateInput = z.output<typeof templateInput>

/** A template without its number and its picture: what a file holds. */
export const templateBody = templateInput.omit({ id: true, logo: true })

export const template = z.object({
  id: z.int(),
  ...fields,
  hasLogo: z.boolean(),
  createdAt: moment,
  updatedAt: moment,
  /** When it runs by itself next; null without a schedule. */
  nextRun: moment.nullable(),
  /** When it was last due and run. */
  lastRun: moment.nullable(),
  /** What came of that run, and how many workbooks it wrote; null where it is no longer known. */
  lastOutcome: z.object({ job: z.int(), state: jobState, error: errorShape.nullable(), files: z.int() }).nullable(),
})
export type Template = z.infer<typeof template>

/** What a template makes on a day: one workbook each. */
export const plannedFile = z.object({
  path: z.string(),
  range,
  apps: z.array(z.string()),
  title: z.string(),
  lines: z.array(z.string()),
})
export type PlannedFile = z.infer<typeof plannedFile>

const which = { template: z.union([z.int(), z.string().min(1)]) }

export const templates = {
  'templates.list': { input: z.object({}), output: z.array(template) },
  /** The logo apart, as it is large. */
  'templates.logo': { input: z.object({ id: z.int() }), output: z.object({ logo: logo.nullable() }) },
  /** Throws `template.unknown`, `template.exists`, `template.invalid` (field, problem), `report.unknown`, `metric.unknown`, `app.unknown`. */
  'templates.save': { input: templateInput, output: template },
  'templates.remove': { input: z.object({ id: z.int() }), output: z.object({}) },
  /** Writes its workbooks, as one job; a file that is there is kept, the new one numbered, unless forced. By id or name. */
  'templates.run': {
    input: z.object({
      ...which,
      /** As if run on this day. */
      day: day.optional(),
      force: z.boolean().default(false),
    }),
    output: z.object({ job: z.int() }),
  },
  /** The files a template, saved or not, would make on a day; and when it would run by itself next. */
  'templates.preview': {
    input: z.object({ template: templateBody, day: day.optional() }),
    output: z.object({ range, files: z.array(plannedFile), nextRun: moment.nullable() }),
  },
} as const
