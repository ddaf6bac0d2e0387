import { describeCatalogue } from '../catalogue/index.ts'
import type { AnnotationsInput } from '../../contract/methods/annotations.ts'
import type { ExportInput, ExportSummary, Job } from '../../contract/methods/jobs.ts'
import type { Locale } from '../../contract/primitives.ts'
import { exportWorkbook } from '../excel/export.ts'
import { listAnnotations } from '../service/annotations.ts'
import { queryOver } from '../service/query-over.ts'
import { openStore } from '../store/open.ts'

/** What a workbook is written from; plain data, so that it reaches a worker. */
export interface ExportData {
  readonly storePath: string
  readonly input: ExportInput
  readonly locale: Locale
  /** The moment the workbook is made at, milliseconds since the epoch. */
  readonly now: number
  /** Cygnet's own, for the cover and the properties. */
  readonly version: string
  /** The file written to until the workbook is whole; in the folder of `input.path`. */
  readonly temporary: string
}

export interface ExportControl {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: NonNullable<Job['progress']>) => void) | undefined
}

/**
 * Writes one workbook in this thread, from the history as it is when it begins. Throws `report.unknown`, `app.unknown`, `file.exists`,
 * `file.unwritable`, `export.too-large`, `cancelled` and what opening the history can throw.
 */
export async function exportHere(data: ExportData, control: ExportControl): Promise<ExportSummary> {
  const clock = () => data.now
  const store = openStore(data.storePath, { readonly: true, frozen: true, clock })
  try {
    const query = queryOver(store, clock, () => data.locale)
    const deps = {
      query,
      apps: store.apps.list(),
      catalogue: describeCatalogue(),
      annotations: (input: AnnotationsInput) => listAnnotations(store, input),
      version: data.version,
      clock,
    }
    return await exportWorkbook(
      { ...deps, signal: control.signal, ...(control.onProgress && { onProgress: control.onProgress }) },
      { ...data.input, locale: data.locale },
      data.temporary,
    )
  } finally {
    store.close()
  }
}
