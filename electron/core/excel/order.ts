import type { Output } from '../../contract/index.ts'
import type { Annotation, AnnotationsInput } from '../../contract/methods/annotations.ts'
import type { ExportInput, Job } from '../../contract/methods/jobs.ts'
import type {
  Overview,
  OverviewInput,
  ReportTable,
  SeriesInput,
  SeriesTable,
  TableInput,
} from '../../contract/methods/query.ts'
import type { Locale } from '../../contract/primitives.ts'
import type { WorkbookApp } from './types.ts'

/** The screen's own queries. */
export interface WorkbookQuery {
  series(input: SeriesInput): SeriesTable
  table(input: TableInput): ReportTable
  overview(input: OverviewInput): Overview
}

export interface ExportDeps {
  readonly query: WorkbookQuery
  /** Every app, in the order wanted. */
  readonly apps: readonly WorkbookApp[]
  readonly catalogue: Output<'reports.list'>
  /** What people noted on days. */
  readonly annotations?: (input: AnnotationsInput) => Annotation[]
  readonly version: string
  /** A PNG or JPEG for the cover. */
  readonly logo?: Buffer
  /** When the newest reply of the history had come; now where absent. */
  readonly knownAt?: string
  /** The moment whose knowledge is asked for where the order names none: a workbook is made again. */
  readonly askAsOf?: string
  readonly clock: () => number
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (progress: NonNullable<Job['progress']>) => void
  /** Rows a sheet may hold; Excel's own limit where absent. */
  readonly maxRows?: number
}

/** An export whose language is settled. */
export type ExportOrder = ExportInput & { readonly locale: Locale }
