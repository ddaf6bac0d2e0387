import { AppError } from '../../../contract/errors.ts'
import type { RawData } from '../schema.ts'

export function isRecord(raw: unknown): raw is RawData {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
}

/** The error of a reply that is not of the documented form: which report, where in the reply, what was there. */
export function shapeError(report: string, path: string, found: unknown): AppError {
  return new AppError('api.shape', { report, path, found: describe(found) })
}

function describe(found: unknown): string {
  if (found === undefined) return 'nothing'
  if (Array.isArray(found)) return `a list of ${found.length}`
  if (isRecord(found)) return `an object with ${Object.keys(found).slice(0, 8).join(', ') || 'no keys'}`.slice(0, 80)
  const text = JSON.stringify(found)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

/** The same record with its keys trimmed (replies have carried trailing tabs, and a blank key). A key that was exact wins. */
export function trimKeys(row: RawData): RawData {
  const keys = Object.keys(row)
  if (keys.every((key) => key === key.trim())) return row
  const kept = keys.filter((key) => key === key.trim() || !Object.hasOwn(row, key.trim()))
  return Object.fromEntries(kept.map((key) => [key.trim(), row[key]]))
}
