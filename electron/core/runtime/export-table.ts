import { AppError } from '../../contract/errors.ts'
import type { TableExportInput } from '../../contract/methods/export-table.ts'
import type { ExportSummary } from '../../contract/methods/jobs.ts'
import { describeCatalogue } from '../catalogue/index.ts'
import { writePlan } from '../excel/export.ts'
import { planPageTable } from '../excel/page-table/plan.ts'
import { wordsFor } from '../excel/page-table/words.ts'
import type { Store } from '../store/open.ts'
import type { ExportControl, ExportData } from './export-task.ts'
import { askTable } from './table-answers.ts'

/** Writes one of the page's own tables as a workbook: asks the page's question again, and plans the sheets from the answer. */
export async function exportTable(
  store: Store,
  data: ExportData,
  { asked, path, force }: TableExportInput,
  { platform, ...control }: ExportControl & { readonly platform: boolean },
): Promise<ExportSummary> {
  const started = performance.now()
  const { locale, now, version, temporary } = data
  const words = wordsFor(locale, describeCatalogue())
  const table = await askTable({ store, now, version, locale, platform, words }, asked)
  if (control.signal?.aborted) throw new AppError('cancelled')
  const plan = planPageTable(words, table, { madeAt: new Date(now).toISOString(), version })
  return writePlan(plan, { ...control, path, force, temporary }, started)
}
