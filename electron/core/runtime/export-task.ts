import type { ExportPreview, PreviewInput } from '../../contract/methods/export-preview.ts'
import type { TableExportInput } from '../../contract/methods/export-table.ts'
import type { Inspected, InspectInput, ReproduceInput } from '../../contract/methods/exports.ts'
import type { ExportInput, ExportSummary, Job } from '../../contract/methods/jobs.ts'
import type { Locale } from '../../contract/primitives.ts'

/** A picture for the cover. */
export interface Logo {
  readonly kind: string
  readonly content: Uint8Array
}

/** What an export worker is to do. */
export type ExportTask =
  | { readonly kind: 'export'; readonly input: ExportInput; readonly logo?: Logo | null }
  | { readonly kind: 'reproduce'; readonly input: ReproduceInput }
  | { readonly kind: 'inspect'; readonly input: InspectInput }
  | { readonly kind: 'preview'; readonly input: PreviewInput }
  | { readonly kind: 'table'; readonly input: TableExportInput; readonly platform: boolean }

/** The tasks that write a workbook. */
export type WritingTask = Extract<ExportTask, { kind: 'export' | 'reproduce' | 'table' }>

/** What it answers, by the kind of task. */
export interface ExportAnswers {
  readonly export: ExportSummary
  readonly reproduce: ExportSummary
  readonly inspect: Inspected
  readonly preview: ExportPreview
  readonly table: ExportSummary
}

/** What a workbook is written from; plain data, so that it reaches a worker. */
export interface ExportData {
  readonly storePath: string
  readonly task: ExportTask
  readonly locale: Locale
  /** The moment the workbook is made at, milliseconds since the epoch. */
  readonly now: number
  /** Cygnet's own, for the cover and the properties. */
  readonly version: string
  /** The file written to until the workbook is whole, in the folder of its path; empty where none is written. */
  readonly temporary: string
}

export interface ExportControl {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: NonNullable<Job['progress']>) => void) | undefined
}
