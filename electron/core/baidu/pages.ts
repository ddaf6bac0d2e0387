import { AppError } from '../../contract/errors.ts'
import type { RawData, Report } from '../catalogue/schema.ts'

/** One page of a reply. */
export interface Page {
  readonly body: RawData
  /** Its rows, those that an earlier page already held left out: a page without any is the end. */
  readonly rows: readonly unknown[]
  readonly total: number | null
  /** No row had to be left out. */
  readonly whole: boolean
}

/**
 * Reads a page's rows and remembers them in `seen`. Throws `api.shape` when the list is not where it belongs; past the first page no data
 * is no rows: the reply is known to be of the right form by then, and that is one way to say it is over.
 */
export function rowsOf(report: Report, body: unknown, seen: Set<string>): Page {
  const envelope = objectAt(report, body, '$')
  if (!report.paging.paged) return { body: envelope, rows: [], total: null, whole: true }
  const { list, rowKey } = report.paging
  if (seen.size > 0 && isEmpty(envelope['data'])) return { body: envelope, rows: [], total: null, whole: true }
  const data = objectAt(report, envelope['data'], 'data')
  const total = totalOf(data['total'])
  const found = data[list] ?? []
  if (!Array.isArray(found)) throw shape(report, `data.${list}`, found)
  const keys = found.map((row: unknown, i) => rowKey(objectAt(report, row, `data.${list}[${i}]`)))
  // Only pages overlap: rows of one page that look alike are the report's business.
  const rows = found.filter((_: unknown, i) => !seen.has(keys[i] ?? ''))
  for (const key of keys) seen.add(key)
  return { body: envelope, rows, total, whole: rows.length === found.length }
}

/** The first page's envelope with every page's rows. */
export function mergePages(report: Report, pages: readonly Page[]): RawData {
  const first = pages[0]?.body ?? {}
  if (!report.paging.paged) return first
  const data = objectAt(report, first['data'], 'data')
  if (pages.length === 1 && pages[0]?.whole === true) return first
  return { ...first, data: { ...data, [report.paging.list]: pages.flatMap((page) => page.rows) } }
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)

function totalOf(value: unknown): number | null {
  const total = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof total === 'number' && Number.isFinite(total) && total >= 0 ? total : null
}

function objectAt(report: Report, value: unknown, path: string): RawData {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as RawData
  throw shape(report, path, value)
}

function shape(report: Report, path: string, found: unknown): AppError {
  const kind = found === null ? 'null' : Array.isArray(found) ? 'array' : typeof found
  return new AppError('api.shape', { report: report.id, path, found: kind, action: 'stop-call' })
}
