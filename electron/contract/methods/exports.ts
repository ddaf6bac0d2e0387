import { z } from 'zod'
import { appId, day, locale, moment, unit, value } from '../primitives.ts'
import { exportInput } from './jobs.ts'

/** A number of a workbook that would be another one now. `key`, `label` and `parent` are its row's, empty for a figure of the summary. */
export const exportChange = z.object({
  report: z.string(),
  variant: z.string(),
  metric: z.string(),
  unit,
  appId,
  app: z.string(),
  key: z.string(),
  label: z.string(),
  parent: z.string().nullable(),
  from: day,
  to: day,
  before: value,
  now: value,
})
export type ExportChange = z.infer<typeof exportChange>

export const inspectInput = z.object({
  /** A workbook that Cygnet wrote. */
  path: z.string().min(1),
  /** Changed values told one by one. */
  limit: z.int().nonnegative().max(10_000).default(500),
})
export type InspectInput = z.output<typeof inspectInput>

/** What a workbook was made from, whether it is as it was written, and what has changed since. */
export const inspected = z.object({
  path: z.string(),
  version: z.string(),
  madeAt: moment,
  /** The newest knowledge that went in. */
  knownAt: moment,
  locale,
  query: exportInput.omit({ path: true, force: true, locale: true, format: true }),
  apps: z.array(z.object({ id: appId, name: z.string() })),
  snapshots: z.int(),
  /** Sheets that hold other values than were written, or are gone. */
  edited: z.array(z.string()),
  /** Mini programs that were removed since; without them it cannot be made again. */
  removed: z.array(z.string()),
  /** Values compared, how many of them differ now, and the first of those. */
  compared: z.int(),
  changed: z.int(),
  changes: z.array(exportChange),
})
export type Inspected = z.infer<typeof inspected>

export const reproduceInput = z.object({
  /** A workbook that Cygnet wrote. */
  path: z.string().min(1),
  /** Where to write it anew. */
  out: z.string().min(1),
  /** Replace an existing file. */
  force: z.boolean().default(false),
  /** Also where the workbook was edited since: its record is what counts. */
  edited: z.boolean().default(false),
})
export type ReproduceInput = z.output<typeof reproduceInput>

export const exportMethods = {
  /** Throws `file.unreadable`, `export.foreign`, `export.unrecorded`. */
  'export.inspect': { input: inspectInput, output: inspected },
  /**
   * Makes a workbook again as of then; the job's summary tells whether every value is the same. Fails with `file.unreadable`,
   * `export.foreign`, `export.unrecorded`, `export.edited`, `export.gone`, and as `export.start` does.
   */
  'export.reproduce': { input: reproduceInput, output: z.object({ job: z.int() }) },
} as const
