import { z } from 'zod'
import { day } from '../primitives.ts'
import { exportInput } from './jobs.ts'

export const previewInput = exportInput.omit({ path: true, force: true })
export type PreviewInput = z.output<typeof previewInput>

/** What a workbook would hold. */
export const exportPreview = z.object({
  apps: z.int(),
  compare: z.object({ from: day, to: day }).nullable(),
  /** In the workbook's order and language; none where only the long data is written. */
  sheets: z.array(z.object({ name: z.string(), rows: z.int() })),
  /** Of the long data, one a row. */
  numbers: z.int(),
  /** What of it is empty and why (a key below `missing.` in the i18n files), by report; how many apps, and the first of their names. */
  missing: z.array(z.object({ report: z.string(), reason: z.string(), apps: z.int(), names: z.array(z.string()) })),
  /** Apps with figures in the range for which the range compared with was not fetched, so that changes are blank. */
  uncompared: z.int(),
})
export type ExportPreview = z.infer<typeof exportPreview>

export const exportPreviews = {
  /** Tells what `export.start` would write, and writes nothing. A newer question ends the one before: that one is `cancelled`. */
  'export.preview': { input: previewInput, output: exportPreview },
} as const
