import type { ExportSummary } from '../../../contract/methods/jobs.ts'
import type { Comparison, SeriesInput } from '../../../contract/methods/query.ts'
import type { ScopeOptions } from '../resolve.ts'
import type { Session } from '../session.ts'
import { formatBytes } from '../sizes.ts'
import { UsageError } from '../usage-error.ts'

/** Every option of `export`; its three ways take some each. */
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
  /** The long data alone. */
  readonly csv?: boolean
  /** A workbook to make again. */
  readonly reproduce?: string
  readonly edited?: boolean
  /** A template's name. */
  readonly template?: string
}

export function exportDone(session: Session, { path, sheets, cells, bytes, seconds }: ExportSummary): string {
  return session.t(sheets === 0 ? 'export.csv' : 'export.done', {
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
