import type { Comparison, SeriesInput } from '../../../contract/methods/query.ts'
import { AppError } from '../../../contract/errors.ts'
import { readAsOf, readRange, toContract, type RangeOptions } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { followJob } from '../follow.ts'
import { present } from '../numbers.ts'
import { readMetrics, readReports, readScope, type ScopeOptions } from '../resolve.ts'
import type { Session } from '../session.ts'
import { formatBytes } from '../sizes.ts'
import { UsageError } from '../usage-error.ts'

export interface ExportOptions extends RangeOptions, ScopeOptions {
  readonly report?: string[]
  readonly metric?: string[]
  readonly granularity?: SeriesInput['granularity']
  readonly asOf?: string
  readonly compare?: Comparison
  readonly out: string
  readonly force?: boolean
}

export async function exportWorkbook(session: Session, options: ExportOptions): Promise<number> {
  const input = present({
    range: toContract(readRange(session, options)),
    asOf: readAsOf(session, options.asOf),
    path: readOut(session, options.out),
    reports: await readReports(session, options.report),
    metrics: await readMetrics(session, options.metric),
    granularity: options.granularity,
    scope: await readScope(session, options),
    compare: options.compare,
    locale: session.locale,
    force: options.force ?? false,
  })
  const core = await session.core()
  const job = await followJob(session, core, () => core.call('export.start', input))
  if (job.state !== 'done' || !job.export) {
    if (job.error === null || job.error.code === 'cancelled') throw new AppError('cancelled')
    throw AppError.fromShape(job.error)
  }
  const { path, sheets, cells, bytes, seconds } = job.export
  session.print(job.export, () =>
    session.t('export.done', {
      path,
      sheets,
      cells: cells.toLocaleString(session.locale),
      size: formatBytes(bytes),
      seconds: seconds.toFixed(1),
    }),
  )
  return EXIT.done
}

/** Where to write, as an absolute path. Throws a usage error for another ending than .xlsx. */
export function readOut(session: Session, typed: string): string {
  if (!/[^/\\]\.xlsx$/i.test(typed))
    throw new UsageError(session.t('usage.badOut', { value: typed }), { field: '--out', value: typed })
  return session.path(typed)
}
