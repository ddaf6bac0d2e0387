import { z } from 'zod'
import { appId, day, moment, range, unit, value } from '../primitives.ts'
import { comparison, note, provenance, scope } from './query.ts'

/** One report's members (regions, devices, pages, sources …) of many apps side by side, and of all of them as one. */
export const membersInput = z.object({
  /** A report whose rows are members of a dimension. */
  report: z.string(),
  /** The report's first where absent. */
  variant: z.string().optional(),
  /** Only these of the report's metrics, in this order; all where absent. */
  metrics: z.array(z.string()).optional(),
  range,
  compare: z.union([comparison, range]).default('none'),
  /** The apps taken together. */
  scope,
  /** Whose own numbers to answer, in this order, in scope or not: "an app against the portfolio". Every app in scope where absent. */
  show: z.array(appId).optional(),
  asOf: moment.optional(),
  /**
   * The metric to sort by, of the apps taken together or of one app, or its change since the range compared with; unknown numbers last.
   * Where absent: buckets of a scale keep their own order, all else is sorted by the report's first metric, the largest first.
   */
  sort: z
    .object({ by: z.literal('label'), descending: z.boolean().default(false) })
    .or(
      z.object({
        by: z.string(),
        of: z.enum(['value', 'change']).default('value'),
        app: appId.optional(),
        descending: z.boolean().default(true),
      }),
    )
    .optional(),
  /** Members (or members in a group) with a name or key that contains this, whatever the case. */
  search: z.string().max(200).default(''),
  /** Only members of the top level with at least so much of a metric, of the apps taken together or of one app. */
  least: z.object({ by: z.string(), app: appId.optional(), value: z.number() }).optional(),
  /** Members of the top level; those in a group come with it. */
  limit: z.int().positive().max(5000).default(100),
  offset: z.int().nonnegative().default(0),
})
export type MembersInput = z.output<typeof membersInput>

/** One member's numbers in the order of `columns`; null is unknown, or not in the replies. Changes are in percent. */
export const memberNumbers = z.object({
  values: z.array(value),
  /** Where a comparison is asked. */
  previous: z.array(value).optional(),
  change: z.array(value).optional(),
})

export const membersOutput = z.object({
  report: z.string(),
  variant: z.string(),
  from: day,
  to: day,
  compare: z.object({ from: day, to: day }).nullable(),
  /** `overApps`: the rule that makes one number of the apps'. */
  columns: z.array(z.object({ key: z.string(), unit, overApps: z.string() })),
  /** The apps whose own numbers follow, in the order of every `apps` below. */
  apps: z.array(
    z.object({
      appId,
      app: z.string(),
      /** A reply for exactly this range; else put together from shorter ones. */
      exact: z.boolean(),
      note: note.nullable(),
      /** Why there are no numbers: `not-fetched`, `not-fetched-range`. */
      missing: z.string().nullable(),
      /** Its list was cut off at the row limit of the settings: it has more members than are told. */
      capped: z.boolean(),
      /** How many replies its numbers come from, and the newest of them. */
      replies: z.int(),
      source: provenance.nullable(),
      /** All members as one: the replies' own sum, else by the rules. */
      total: memberNumbers,
    }),
  ),
  /** The apps taken together: how many, how many of them have no numbers, and the total of all members. */
  combined: z.object({ apps: z.int(), missing: z.int(), notes: z.array(note.nullable()), total: memberNumbers }),
  members: z.array(
    z.object({
      /** Unique in this answer. */
      id: z.string(),
      key: z.string(),
      label: z.string(),
      /** Another name, where the API has one (a page's beside its path); of several apps' the first. */
      alias: z.string().nullable(),
      /** The `id` of its group. Groups stand before their members. */
      parent: z.string().nullable(),
      combined: memberNumbers.extend({
        /** How each combined number must be read. */
        notes: z.array(note.nullable()),
      }),
      /** Null where the app's replies do not list it. */
      apps: z.array(memberNumbers.nullable()),
    }),
  ),
  /** Members of the top level in either range: all there are, and those that match search and least. */
  count: z.int(),
  matching: z.int(),
  /** Matching ones outside the page answered, added up where numbers add up; null columns do not. */
  leftOut: z.object({ members: z.int(), values: z.array(value) }),
})
export type MembersTable = z.infer<typeof membersOutput>

export const membersQuery = {
  /** Throws `report.unknown`, `app.unknown`, `metric.unknown`, `input.invalid`. */
  'query.members': { input: membersInput, output: membersOutput },
} as const
