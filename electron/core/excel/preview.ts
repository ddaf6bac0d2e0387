import type { ExportPreview } from '../../contract/methods/export-preview.ts'
import type { Overview } from '../../contract/methods/query.ts'
import { workbookInput } from './input.ts'
import type { ExportDeps, ExportOrder } from './order.ts'
import { planWorkbook } from './plan.ts'
import { dataParts } from './sheets/data.ts'
import type { ReportSource, WorkbookInput } from './types.ts'

/** Names told of the apps that lack something; the others are only counted. */
const NAMES = 5
const NOT_FETCHED: ReadonlySet<string> = new Set(['not-fetched', 'not-fetched-range'])

/** The same plan as the workbook's own, of which only the outline is told. Throws what planning does. */
export function previewWorkbook(deps: ExportDeps, order: ExportOrder): ExportPreview {
  const input = workbookInput(deps, order)
  return {
    apps: input.apps.length,
    compare: input.compare && { from: input.compare.from, to: input.compare.to },
    sheets: order.format === 'xlsx' ? sheetsOf(input) : [],
    numbers: dataParts(input.reports).reduce((sum, { rows }) => sum + rows, 0),
    missing: input.reports.flatMap(missingIn),
    uncompared: uncompared(input.overview),
  }
}

const sheetsOf = (input: WorkbookInput) =>
  planWorkbook(input).sheets.map(({ name, rowCount }) => ({ name, rows: rowCount }))

/** An app that lacks several variants of a report lacks it once; the reason that asks for most comes first. */
function missingIn({ info, variants }: ReportSource): ExportPreview['missing'] {
  const byReason = new Map<string, Map<number, string>>()
  for (const variant of variants)
    for (const { appId, app, reason } of variant.table().missing) {
      const apps = byReason.get(reason) ?? new Map<number, string>()
      byReason.set(reason, apps.set(appId, app))
    }
  return [...byReason].map(([reason, apps]) => ({
    report: info.id,
    reason,
    apps: apps.size,
    names: [...apps.values()].slice(0, NAMES),
  }))
}

function uncompared({ apps, compare }: Overview): number {
  if (!compare) return 0
  return apps.filter(({ kpis }) =>
    kpis.some(({ total, previous }) => total.value !== null && NOT_FETCHED.has(previous?.note ?? '')),
  ).length
}
