import { AppError } from '../../contract/errors.ts'
import type { ExportSummary } from '../../contract/methods/jobs.ts'
import { writeFileWhole } from './file.ts'
import { workbookInput } from './input.ts'
import type { ExportDeps, ExportOrder } from './order.ts'
import { packWorkbook } from './package.ts'
import { planWorkbook } from './plan.ts'

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
