import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { WorkbookInput } from '../types.ts'
import { FORM, workbookRecord, type WorkbookRecord } from './order.ts'

/** Begins a record's rows in column A, so that it is found in a file that went through other programs. */
export const RECORD_MARK = 'cygnet-record'
/** Stands there in a workbook that has none: a table of the page. */
export const NO_RECORD_MARK = 'cygnet-table'
/** Characters of a cell; Excel holds a few more. */
const PIECE = 30_000
/** Sheets whose checksums one row holds. */
const SUMS_A_ROW = 200

/** A record as a workbook holds it: with the checksums of its sheets. */
export interface SealedRecord {
  readonly record: WorkbookRecord
  /** By the name of a sheet. */
  readonly sums: Readonly<Record<string, string>>
}

export function recordOf(input: WorkbookInput, snapshots: readonly number[]): WorkbookRecord {
  const { knownAt, order } = input.recorded
  return {
    form: FORM,
    version: input.version,
    madeAt: input.madeAt,
    knownAt,
    locale: input.locale,
    order,
    apps: input.apps.map(({ id, name, externalId, tags }) => [id, name, externalId, [...tags]]),
    annotations: [...input.annotations],
    snapshots: idRanges(snapshots),
  }
}

/** `1-5,8` of many ids. */
function idRanges(ids: readonly number[]): string {
  const sorted = [...new Set(ids)].sort((a, b) => a - b)
  const ranges: [number, number][] = []
  for (const id of sorted) {
    const last = ranges.at(-1)
    if (last?.[1] === id - 1) last[1] = id
    else ranges.push([id, id])
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',')
}

/** How many ids `1-5,8` stands for. */
export const countIds = (ranges: string): number =>
  ranges === ''
    ? 0
    : ranges.split(',').reduce((sum, range) => {
        const [from = 0, to = from] = range.split('-').map(Number)
        return sum + to - from + 1
      }, 0)

/** A row of a record: its mark, and a piece of text. */
export type RecordRow = readonly [mark: string, text: string]

/** How many rows a record takes; known before the checksums are. */
export const recordRowCount = (record: WorkbookRecord, sheets: number): number =>
  piecesOf(JSON.stringify(record)).length + Math.max(1, Math.ceil(sheets / SUMS_A_ROW)) + 1

/** The rows of a record, the checksums of the sheets and a seal over both. */
export function recordRows(record: WorkbookRecord, sums: ReadonlyMap<string, string>, sheets: number): RecordRow[] {
  const pieces = piecesOf(JSON.stringify(record)).map((text): RecordRow => [RECORD_MARK, text])
  const entries = [...sums]
  const rows = Math.max(1, Math.ceil(sheets / SUMS_A_ROW))
  const checks = Array.from({ length: rows }, (_, n): RecordRow => {
    const some = entries.slice(n * SUMS_A_ROW, (n + 1) * SUMS_A_ROW)
    return [`${RECORD_MARK}-sums`, JSON.stringify(Object.fromEntries(some))]
  })
  const all = [...pieces, ...checks]
  return [...all, [`${RECORD_MARK}-seal`, sealOf(all)]]
}

/** Reads a record's rows again. Null where they are no whole record: nothing of Cygnet's, or altered. */
export function readRecord(rows: readonly RecordRow[]): SealedRecord | null {
  const seal = rows.find(([mark]) => mark === `${RECORD_MARK}-seal`)?.[1]
  const rest = rows.filter(([mark]) => mark !== `${RECORD_MARK}-seal`)
  if (seal === undefined || seal !== sealOf(rest)) return null
  const text = rest.flatMap(([mark, piece]) => (mark === RECORD_MARK ? [piece] : [])).join('')
  const sums = rest.flatMap(([mark, piece]) => (mark === `${RECORD_MARK}-sums` ? [JSON.parse(piece) as unknown] : []))
  const record = workbookRecord.safeParse(JSON.parse(text))
  const known = z.array(z.record(z.string(), z.string())).safeParse(sums)
  if (!record.success || !known.success) return null
  return { record: record.data, sums: Object.assign({}, ...known.data) as Record<string, string> }
}

const sealOf = (rows: readonly RecordRow[]) => createHash('sha256').update(JSON.stringify(rows)).digest('hex')

function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length;) {
    // a character beyond the basic ones is two units, and neither is text alone
    const end = text.slice(at, at + PIECE).isWellFormed() ? at + PIECE : at + PIECE - 1
    pieces.push(text.slice(at, end))
    at = end
  }
  return pieces
}
