import type { ReportTable } from '../../../contract/methods/query.ts'
import { excelValue } from '../../../contract/units.ts'
import { metricOf, worded, type Book } from '../book.ts'
import { dateSerial, momentSerial } from '../refs.ts'
import type { Style } from '../styles.ts'
import type { CellValue, PlanRow, PlanSheet, ReportSource, VariantSource } from '../types.ts'
import { uniqueNames } from '../names.ts'
import { appName } from './period-sections.ts'
import { listTable } from './plain-sheet.ts'

/** Excel's own limit. */
export const EXCEL_ROWS = 1_048_576

/** One table of the long data and how many rows it makes. */
export interface Part {
  readonly report: ReportSource
  readonly variant: VariantSource
  readonly rows: number
  /** The ids of all it was made from. */
  readonly snapshots: readonly number[]
}

const WIDTHS = [24, 18, 14, 10, 12, 12, 18, 26, 14, 30, 26, 10, 14, 10, 17]

/** How many rows each report's variants make in the long data. */
export function dataParts(reports: readonly ReportSource[]): Part[] {
  return reports.flatMap((report) =>
    report.variants.map((variant) => {
      const table = variant.table()
      const snapshots = table.sources.flatMap((source) => source.snapshots.map(({ snapshot }) => snapshot))
      return { report, variant, rows: table.rows.length * table.columns.length, snapshots }
    }),
  )
}

/** How many sheets so many rows need, a header on each. */
export function dataSheetCount(parts: readonly Part[], maxRows: number): number {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  return Math.max(1, Math.ceil(rows / (maxRows - 1)))
}

/** The long data: one number a row, for pivots and checks. Continues on further sheets past Excel's limit. */
export function planData(book: Book, parts: readonly Part[], names: readonly string[], maxRows: number): PlanSheet[] {
  const total = parts.reduce((sum, part) => sum + part.rows, 0)
  const each = maxRows - 1
  return names.map((name, n) => {
    const start = n * each
    const rows = Math.min(each, total - start)
    return dataSheet(book, name, rows, () => dataRows(book, parts, start, rows))
  })
}

function dataSheet(book: Book, name: string, rows: number, body: () => Iterable<PlanRow>): PlanSheet {
  const whole = { top: 1, left: 1, bottom: rows + 1, right: WIDTHS.length }
  return {
    name,
    tab: null,
    widths: WIDTHS,
    rowCount: rows + 1,
    rows: function* () {
      yield headerRow(book)
      yield* body()
    },
    freeze: { rows: 1, columns: 1 },
    filter: null,
    merges: [],
    scales: [],
    bars: [],
    tables: rows > 0 ? [listTable(book, ['data'], whole, dataHeader(book))] : [],
    charts: [],
    links: [],
    names: [{ name: book.rangeNames.take('data'), range: whole }],
    print: { landscape: true, repeatRows: [1, 1], breaks: [], footer: name },
    outline: false,
  }
}

function headerRow(book: Book): PlanRow {
  const values = dataHeader(book)
  return { values, styles: values.map(() => book.styles.frame.headerLeft), height: 24 }
}

/** The names of the long data's columns. */
export const dataHeader = ({ t }: Book) =>
  uniqueNames([
    t.appName,
    t.report,
    t.variant,
    t.granularity,
    t.from,
    t.to,
    t.memberKey,
    t.member,
    t.parent,
    t.metricKey,
    t.metricName,
    t.unit,
    t.value,
    t.snapshot,
    t.fetchedAt,
  ])

/** Every row of the long data. */
export const dataRowsOf = (book: Book, parts: readonly Part[]): Iterable<PlanRow> => dataRows(book, parts, 0, Infinity)

/** The rows `start` to `start + count`; whole tables before them are not even asked for. */
function* dataRows(book: Book, parts: readonly Part[], start: number, count: number): Iterable<PlanRow> {
  let skip = start
  let left = count
  for (const part of parts) {
    if (left <= 0) return
    if (skip >= part.rows) {
      skip -= part.rows
      continue
    }
    for (const row of partRows(book, part, skip)) {
      if (left <= 0) return
      left -= 1
      yield row
    }
    skip = 0
  }
}

function* partRows(book: Book, { report, variant }: Part, skip: number): Iterable<PlanRow> {
  const table = variant.table()
  const { locale } = book.input
  const columns = table.columns.map(({ key, unit }) => {
    const metric = metricOf(report.info, key)
    const styles = stylesOf(book, unit)
    return { key, unit, name: metric.name[locale], unitName: book.shared.units[unit], styles }
  })
  const origins = originsOf(table)
  const about: CellValue[] = [
    report.info.name[locale],
    variant.key === '' ? null : variant.name,
    worded(book.shared.granularities, variant.granularity),
  ]
  const width = columns.length
  for (let r = Math.floor(skip / width); r < table.rows.length; r += 1) {
    const row = table.rows[r]
    if (!row) return
    const from = dateSerial(row.from ?? table.from)
    const to = dateSerial(row.to ?? table.to)
    const plain = row.from !== undefined && variant.granularity !== 'hour'
    const member = plain ? [null, null, null] : [row.key, row.label, row.parent]
    const [snapshot = null, fetchedAt = null] = origins.get(row.appId) ?? []
    const name = appName(book, row)
    for (let c = r === Math.floor(skip / width) ? skip % width : 0; c < width; c += 1) {
      const column = columns[c]
      if (!column) return
      const value = excelValue(column.unit, row.values[column.key] ?? null)
      yield {
        values: [
          name,
          ...about,
          from,
          to,
          ...member,
          column.key,
          column.name,
          column.unitName,
          value,
          snapshot,
          fetchedAt,
        ],
        styles: column.styles,
      }
    }
  }
}

/** By app: the one snapshot its numbers came from. Of several, the provenance sheet lists them all. */
function originsOf(table: ReportTable): Map<number, [number, number]> {
  return new Map(
    table.sources.flatMap(({ appId, snapshots }): [number, [number, number]][] => {
      const [only] = snapshots
      return only && snapshots.length === 1 ? [[appId, [only.snapshot, momentSerial(only.fetchedAt)]]] : []
    }),
  )
}

function stylesOf({ styles }: Book, unit: ReportTable['columns'][number]['unit']): Style[] {
  const { text, day, id, moment, [unit]: number } = styles.cell.data
  return [text, text, text, text, day, day, text, text, text, text, text, text, number, id, moment]
}
