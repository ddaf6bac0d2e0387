import type { Overview, ReportTable } from '../../../contract/methods/query.ts'
import type { ExportChange } from '../../../contract/methods/exports.ts'
import type { ReportSource, WorkbookInput } from '../types.ts'

/** What of a workbook would be another number now. */
export interface Differences {
  /** Values that are known on either side. */
  readonly compared: number
  readonly changed: number
  /** The first of them. */
  readonly cells: readonly ExportChange[]
}

/** Compares two answers to one order, value by value: the summary's figures, then every row of every report; the first `limit` are listed. */
export function differencesOf(then: WorkbookInput, now: WorkbookInput, limit: number): Differences {
  const found = new Found(limit)
  compareOverviews(found, then.overview, now.overview)
  for (const [r, report] of then.reports.entries()) compareReports(found, report, now.reports[r])
  return { compared: found.compared, changed: found.changed, cells: found.cells }
}

class Found {
  compared = 0
  changed = 0
  readonly cells: ExportChange[] = []
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  add(before: number | null, now: number | null, about: () => Omit<ExportChange, 'before' | 'now'>): void {
    if (before === null && now === null) return
    this.compared += 1
    if (before === now) return
    this.changed += 1
    if (this.cells.length < this.#limit) this.cells.push({ ...about(), before, now })
  }
}

function compareOverviews(found: Found, then: Overview, now: Overview): void {
  const later = new Map(now.apps.map((app) => [app.appId, app.kpis]))
  for (const { appId, app, kpis } of then.apps)
    then.metrics.forEach(({ metric, unit }, m) => {
      const [report = '', key = ''] = metric.split('/')
      const value = kpis[m]?.total
      const is = later.get(appId)?.[m]?.total.value ?? null
      found.add(value?.value ?? null, is, () => ({
        ...{ report, variant: '', metric: key, unit: value?.unit ?? unit, appId, app },
        ...{ key: '', label: '', parent: null, from: then.from, to: then.to },
      }))
    })
}

function compareReports(found: Found, then: ReportSource, now: ReportSource | undefined): void {
  const later = new Map(now?.variants.map((variant) => [variant.key, variant]))
  for (const variant of then.variants)
    compareTables(found, then.info.id, variant.table(), later.get(variant.key)?.table() ?? null)
}

const keyOf = ({ appId, parent, key }: ReportTable['rows'][number]) => `${appId} ${parent ?? ''} ${key}`

function compareTables(found: Found, report: string, then: ReportTable, now: ReportTable | null): void {
  const later = new Map(now?.rows.map((row) => [keyOf(row), row]))
  const earlier = new Map(then.rows.map((row) => [keyOf(row), row]))
  const gone = then.rows
  const come = (now?.rows ?? []).filter((row) => !earlier.has(keyOf(row)))
  for (const row of [...gone, ...come])
    for (const { key, unit } of then.columns) {
      const id = keyOf(row)
      const [before, is] = [earlier.get(id)?.values[key] ?? null, later.get(id)?.values[key] ?? null]
      found.add(before, is, () => ({
        ...{ report, variant: then.variant, metric: key, unit, appId: row.appId, app: row.app },
        ...{ key: row.key, label: row.label, parent: row.parent, from: row.from ?? then.from, to: row.to ?? then.to },
      }))
    }
}
