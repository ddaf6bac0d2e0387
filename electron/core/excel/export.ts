import type { Output } from '../../contract/index.ts'
import { AppError } from '../../contract/errors.ts'
import type { ExportInput, ExportSummary, Job } from '../../contract/methods/jobs.ts'
import type { Locale } from '../../contract/primitives.ts'
import type {
  ReportTable,
  SeriesInput,
  SeriesTable,
  TableInput,
  Overview,
  OverviewInput,
} from '../../contract/methods/query.ts'
import { writeFileWhole } from './file.ts'
import { packWorkbook } from './package.ts'
import { planWorkbook } from './plan.ts'
import type { ReportInfo, ReportSource, VariantSource, WorkbookApp, WorkbookInput } from './types.ts'

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
  readonly version: string
  readonly clock: () => number
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (progress: NonNullable<Job['progress']>) => void
  /** Rows a sheet may hold; Excel's own limit where absent. */
  readonly maxRows?: number
}

/** An export whose language is settled. */
export type ExportOrder = ExportInput & { readonly locale: Locale }

/** Progress is told every so many rows. */
const ROWS_A_STEP = 2_000

/**
 * Asks the same questions as the screen and writes their answers as a workbook. Throws `report.unknown`, `app.unknown`, `file.exists`,
 * `file.unwritable`, `export.too-large`, `cancelled`.
 */
export async function exportWorkbook(deps: ExportDeps, order: ExportOrder, temporary?: string): Promise<ExportSummary> {
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
  const seconds = (performance.now() - started) / 1000
  return { path: order.path, bytes, sheets: plan.sheets.length, cells, seconds }
}

/** What the workbook is made from: the overview, and a source of tables for every report chosen. */
export function workbookInput(deps: ExportDeps, order: ExportOrder): WorkbookInput {
  const { range, scope, asOf, locale } = order
  const overview = deps.query.overview({ range, compare: order.compare, scope, ...(asOf && { asOf }) })
  const shown = new Set(overview.apps.map(({ appId }) => appId))
  const last = new LastAnswer()
  const kind = typeof order.compare === 'string' ? order.compare : 'range'
  return {
    locale,
    from: range.from,
    to: range.to,
    compare: overview.compare && { kind, ...overview.compare },
    asOf: asOf ?? null,
    madeAt: new Date(deps.clock()).toISOString(),
    version: deps.version,
    apps: deps.apps.filter(({ id }) => shown.has(id)),
    overview,
    catalogue: deps.catalogue,
    reports: chosenReports(deps.catalogue, order.reports).map((info) => reportSource(deps, order, info, last)),
    ...(deps.maxRows !== undefined && { maxRows: deps.maxRows }),
  }
}

function chosenReports(catalogue: readonly ReportInfo[], wanted: readonly string[]): readonly ReportInfo[] {
  const known = catalogue.map(({ id }) => id)
  const strange = wanted.find((id) => !known.includes(id))
  if (strange !== undefined) throw new AppError('report.unknown', { report: strange, known })
  return wanted.length === 0 ? catalogue : catalogue.filter(({ id }) => wanted.includes(id))
}

function reportSource(deps: ExportDeps, order: ExportOrder, info: ReportInfo, last: LastAnswer): ReportSource {
  const granularity = info.granularities.includes('day') ? 'day' : 'range'
  const { range, scope, asOf, locale } = order
  const common = { range, scope, ...(asOf && { asOf }) }
  const variants = info.variants.map(({ key, name }): VariantSource => {
    const ask = () => deps.query.table({ ...common, report: info.id, variant: key })
    const series = (metric: string) =>
      deps.query.series({ ...common, metric: `${info.id}/${metric}`, variant: key, granularity: 'day' })
    return {
      key,
      name: name[locale],
      granularity,
      table: () => last.of(ask, ask),
      series: granularity === 'day' ? series : null,
    }
  })
  return { info, variants }
}

/** Keeps the answer asked for last, of whichever source, so that one table is in memory at a time. */
class LastAnswer {
  #source: object | null = null
  #answer: ReportTable | null = null

  of(source: object, ask: () => ReportTable): ReportTable {
    if (this.#source !== source || this.#answer === null) {
      this.#answer = ask()
      this.#source = source
    }
    return this.#answer
  }
}
