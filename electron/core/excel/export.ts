import { AppError } from '../../contract/errors.ts'
import type { ExportSummary } from '../../contract/methods/jobs.ts'
import { csvStream } from './csv.ts'
import { writeFileWhole } from './file.ts'
import { workbookInput } from './input.ts'
import type { ExportDeps, ExportOrder } from './order.ts'
import { packWorkbook } from './package.ts'
import { planLongData, planWorkbook } from './plan.ts'
import type { WorkbookPlan } from './types.ts'

/** Progress is told every so many rows. */
const ROWS_A_STEP = 2_000

/**
 * Asks the same questions as the screen and writes their answers as a workbook; `sums` gets its sheets' checksums. Throws `report.unknown`, `app.unknown`, `file.exists`,
 * `file.unwritable`, `export.too-large`, `cancelled`.
 */
export async function exportWorkbook(
  deps: ExportDeps,
  order: ExportOrder,
  temporary?: string,
  sums?: Map<string, string>,
): Promise<ExportSummary> {
  const started = performance.now()
  if (deps.signal?.aborted) throw new AppError('cancelled')
  if (order.format !== 'xlsx') return exportCsv(deps, order, temporary, started)
  const plan = planWorkbook(workbookInput(deps, order))
  const summary = await writePlan(plan, { ...deps, ...order, temporary }, started)
  for (const [sheet, sum] of plan.seal.sums) sums?.set(sheet, sum)
  return summary
}

/** How a planned workbook is written. */
export interface Writing extends Pick<ExportOrder, 'path' | 'force'> {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ExportDeps['onProgress'] | undefined
  readonly temporary?: string | undefined
}

/** Writes a workbook that is planned; `started` is when the work on it began. Throws `file.exists`, `file.unwritable`, `cancelled`. */
export async function writePlan(
  plan: WorkbookPlan,
  { path, force, temporary, signal, onProgress }: Writing,
  started: number,
): Promise<ExportSummary> {
  const total = plan.sheets.reduce((rows, sheet) => rows + sheet.rowCount, 0)
  let done = 0
  let cells = 0
  const pack = () =>
    packWorkbook(plan, {
      onRow(sheet, numbers) {
        if (done % ROWS_A_STEP === 0) {
          signal?.throwIfAborted()
          onProgress?.({ done, total, label: sheet })
        }
        done += 1
        cells += numbers
      },
    })
  const bytes = await writeFileWhole(path, pack, { force, signal, temporary })
  onProgress?.({ done: total, total, label: '' })
  return { path, bytes, sheets: plan.sheets.length, cells, seconds: (performance.now() - started) / 1000 }
}

/** The long data alone, streamed: a table at a time is in memory, however many rows there are. */
async function exportCsv(
  deps: ExportDeps,
  order: ExportOrder,
  temporary: string | undefined,
  started: number,
): Promise<ExportSummary> {
  const { book, parts } = planLongData(workbookInput(deps, order))
  const total = parts.reduce((rows, part) => rows + part.rows, 0)
  let done = 0
  let cells = 0
  const onRow = (fields: number) => {
    if (done % ROWS_A_STEP === 0) {
      deps.signal?.throwIfAborted()
      deps.onProgress?.({ done, total, label: order.path })
    }
    done += 1
    cells += fields
  }
  const stream = () => Promise.resolve(csvStream(book, parts, { gzip: order.format === 'csv.gz', onRow }))
  const bytes = await writeFileWhole(order.path, stream, { force: order.force, signal: deps.signal, temporary })
  deps.onProgress?.({ done: total, total, label: '' })
  return { path: order.path, bytes, sheets: 0, cells, seconds: (performance.now() - started) / 1000 }
}
