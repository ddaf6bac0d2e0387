import { readAsOf, readRange, toContract } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { followToEnd } from '../follow.ts'
import { present } from '../numbers.ts'
import { readMetrics, readReports, readScope } from '../resolve.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'
import { exportDone, readOut, type ExportOptions } from './export-job.ts'

export async function exportWorkbook(session: Session, options: ExportOptions): Promise<number> {
  if (options.reproduce !== undefined) return (await import('./export-again.ts')).exportAgain(session, options)
  if (options.template !== undefined) return (await import('./templates.ts')).exportTemplate(session, options)
  const from = needed(session, '--from', options.from)
  const out = needed(session, '--out', options.out)
  const input = present({
    range: toContract(readRange(session, { ...options, from })),
    asOf: readAsOf(session, options.asOf),
    format: formatOf(session, options, out),
    path: options.csv ? session.path(out) : readOut(session, out),
    reports: await readReports(session, options.report),
    metrics: await readMetrics(session, options.metric),
    granularity: options.granularity,
    scope: await readScope(session, options),
    compare: options.compare,
    locale: session.locale,
    force: options.force ?? false,
  })
  const core = await session.core()
  const workbook = await followToEnd(session, core, () => core.call('export.start', input), 'export')
  session.print(workbook, () => exportDone(session, workbook))
  return EXIT.done
}

function needed(session: Session, option: string, value: string | undefined): string {
  if (value !== undefined) return value
  throw new UsageError(session.t('usage.missingOption', { option }), { field: option })
}

/** By the ending of the file. Throws a usage error where --csv and the ending do not go together. */
function formatOf(session: Session, { csv = false }: ExportOptions, out: string): 'xlsx' | 'csv' | 'csv.gz' {
  if (!csv) return 'xlsx'
  if (/[^/\\]\.csv$/i.test(out)) return 'csv'
  if (/[^/\\]\.csv\.gz$/i.test(out)) return 'csv.gz'
  throw new UsageError(session.t('usage.badCsv', { value: out }), { field: '--out', value: out })
}
