import type { Comparison, SeriesInput } from '../../../contract/methods/query.ts'
import { AppError } from '../../../contract/errors.ts'
import type { ExportSummary } from '../../../contract/methods/jobs.ts'
import type { Core } from '../../../core/service/core.ts'
import { readAsOf, readRange, toContract } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { followJob } from '../follow.ts'
import { present } from '../numbers.ts'
import { readMetrics, readReports, readScope, type ScopeOptions } from '../resolve.ts'
import type { Session } from '../session.ts'
import { formatBytes } from '../sizes.ts'
import { UsageError } from '../usage-error.ts'

export interface ExportOptions extends ScopeOptions {
  readonly from?: string
  readonly to?: string
  readonly report?: string[]
  readonly metric?: string[]
  readonly granularity?: SeriesInput['granularity']
  readonly asOf?: string
  readonly compare?: Comparison
  readonly out?: string
  readonly force?: boolean
  /** A workbook to make again. */
  readonly reproduce?: string
  readonly edited?: boolean
  /** A template's name. */
  readonly template?: string
}

export async function exportWorkbook(session: Session, options: ExportOptions): Promise<number> {
  if (options.reproduce !== undefined) return (await import('./export-again.ts')).exportAgain(session, options)
  if (options.template !== undefined) return (await import('./templates.ts')).exportTemplate(session, options)
  const from = needed(session, '--from', options.from)
  const out = needed(session, '--out', options.out)
  const input = present({
    range: toContract(readRange(session, { ...options, from })),
    asOf: readAsOf(session, options.asOf),
    path: readOut(session, out),
    reports: await readReports(session, options.report),
    metrics: await readMetrics(session, options.metric),
    granularity: options.granularity,
    scope: await readScope(session, options),
    compare: options.compare,
    locale: session.locale,
    force: options.force ?? false,
  })
  const core = await session.core()
  const workbook = await finishedExport(session, core, () => core.call('export.start', input))
  session.print(workbook, () => exportDone(session, workbook))
  return EXIT.done
}

function needed(session: Session, option: string, value: string | undefined): string {
  if (value !== undefined) return value
  throw new UsageError(session.t('usage.missingOption', { option }), { field: option })
}

/** Follows a job that writes a workbook to its end. Throws what it failed with. */
export async function finishedExport(
  session: Session,
  core: Core,
  start: () => Promise<{ job: number }>,
): Promise<ExportSummary> {
  const job = await followJob(session, core, start)
  if (job.state === 'done' && job.export) return job.export
  if (job.error === null || job.error.code === 'cancelled') throw new AppError('cancelled')
  throw AppError.fromShape(job.error)
}

export function exportDone(session: Session, { path, sheets, cells, bytes, seconds }: ExportSummary): string {
  return session.t('export.done', {
    path,
    sheets,
    cells: cells.toLocaleString(session.locale),
    size: formatBytes(bytes),
    seconds: seconds.toFixed(1),
  })
}

/** Where to write, as an absolute path. Throws a usage error for another ending than .xlsx. */
export function readOut(session: Session, typed: string): string {
  if (!/[^/\\]\.xlsx$/i.test(typed))
    throw new UsageError(session.t('usage.badOut', { value: typed }), { field: '--out', value: typed })
  return session.path(typed)
}
