import { AppError } from '../../contract/errors.ts'
import type { ExportSummary } from '../../contract/methods/jobs.ts'
import { csvStream } from './csv.ts'
import { writeFileWhole } from './file.ts'
import { workbookInput } from './input.ts'
import type { ExportDeps, ExportOrder } from './order.ts'
import { packWorkbook } from './package.ts'
import { planLongData, planWorkbook } from './plan.ts'

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
  const total = plan.sheets.reduce((rows, sheet) => rows + sheet.rowCount, 0)
  let done = 0
  let cells = 0
  const pack = () =>
    packWorkbook(plan, {
      onRow(sheet, numbers) {
        if (done % ROWS_A_STEP === 0) {
          deps.signal?.throwIfAborted()
          deps.onProgress?.({ done, total, label: sheet })
        }
        done += 1
        cells += numbers
      },
    })
  const bytes = await writeFileWhole(order.path, pack, { force: order.force, signal: deps.signal, temporary })
  deps.onProgress?.({ done: total, total, label: '' })
  for (const [sheet, sum] of plan.seal.sums) sums?.set(sheet, sum)
  const seconds = (performance.now() - started) / 1000
  return { path: order.path, bytes, sheets: plan.sheets.length, cells, seconds }
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
