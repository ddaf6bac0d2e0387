import { z } from 'zod'
import { annotation } from '../../../contract/methods/annotations.ts'
import { exportInput } from '../../../contract/methods/jobs.ts'
import { locale, moment } from '../../../contract/primitives.ts'

/** The form of a record; a later Cygnet that writes another counts on. */
export const FORM = 1
/** What a workbook was made from: enough to make it again, value for value, from the history. */
export const workbookRecord = z.object({
  form: z.literal(FORM),
  version: z.string(),
  madeAt: moment,
  /** The newest knowledge that went in: the moment named, or when the newest reply had come. */
  knownAt: moment,
  locale,
  order: exportInput.omit({ path: true, force: true, locale: true, format: true }),
  /** The apps as they were called: `[id, name, app id, tags]`. */
  apps: z.array(z.tuple([z.int(), z.string(), z.string().nullable(), z.array(z.string())])),
  annotations: z.array(annotation),
  snapshots: z.string(),
})
export type WorkbookRecord = z.infer<typeof workbookRecord>

/** What of a record is known before the workbook is planned. */
export type RecordOrder = Pick<WorkbookRecord, 'knownAt' | 'order'>
