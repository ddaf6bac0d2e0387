import { worded, type Book } from '../book.ts'
import type { Missing } from '../missing.ts'
import { dateSerial, momentSerial } from '../refs.ts'
import type { WorkbookRecord } from '../record/order.ts'
import { recordRowCount, recordRows, type RecordRow } from '../record/record.ts'
import { EMPTY_ROW, lineRow, RowMaker } from '../rows.ts'
import type { PlanRow, PlanSheet, ReportSource, VariantSource, WorkbookPlan } from '../types.ts'
import { appName } from './period-sections.ts'
import { planList } from './plain-sheet.ts'

const WIDTHS = [24, 18, 16, 12, 13, 13, 12, 19, 10, 34, 34]

/** Which sync each app's numbers came from, report by report; then what is missing; last the record to make the workbook again from. */
export function planProvenance(
  book: Book,
  missing: readonly Missing[],
  record: WorkbookRecord,
  seal: WorkbookPlan['seal'],
): PlanSheet {
  const { t, input } = book
  const rows = input.reports.reduce(
    (sum, report) => sum + report.variants.reduce((more, variant) => more + countOf(variant), 0),
    missing.length,
  )
  return planList(book, {
    name: book.sheets.provenance,
    title: t.sheetProvenance,
    lead: t.provenanceLead,
    widths: WIDTHS,
    header: [
      t.appName,
      t.report,
      t.variant,
      t.granularity,
      t.from,
      t.to,
      t.snapshot,
      t.fetchedAt,
      t.coverage,
      t.origin,
      t.note,
    ],
    rowCount: rows,
    rows: function* () {
      for (const report of input.reports) for (const variant of report.variants) yield* rowsOf(book, report, variant)
      for (const gap of missing) yield missingRow(book, gap)
    },
    rangeName: ['provenance'],
    after: {
      rowCount: 3 + recordRowCount(record, seal.sheets.size),
      // asked for when every sheet before was written
      rows: () => recordLines(book, recordRows(record, seal.sums, seal.sheets.size)),
    },
  })
}

const countOf = (variant: VariantSource) =>
  variant.table().sources.reduce((sum, { snapshots }) => sum + snapshots.length, 0)

/** One row a snapshot; `coverage` counts the rows the app has in the table they make together. */
function* rowsOf(book: Book, report: ReportSource, variant: VariantSource): Iterable<PlanRow> {
  const { t, shared, styles, input } = book
  const { text, day, id, moment, wrap } = styles.cell.body
  const table = variant.table()
  const rows = new Map<number, number>()
  for (const { appId } of table.rows) rows.set(appId, (rows.get(appId) ?? 0) + 1)
  const looks = [text, text, text, text, day, day, id, moment, id, text, wrap]
  for (const source of table.sources)
    for (const { snapshot, fetchedAt } of source.snapshots)
      yield {
        values: [
          appName(book, source),
          report.info.name[input.locale],
          variant.key === '' ? null : variant.name,
          worded(shared.granularities, variant.granularity),
          dateSerial(table.from),
          dateSerial(table.to),
          snapshot,
          momentSerial(fetchedAt),
          rows.get(source.appId) ?? 0,
          source.exact ? t.originExact : t.originDerived,
          source.note && shared.notes[source.note],
        ],
        styles: looks,
        height: 18,
      }
}

function missingRow({ t, styles, input }: Book, gap: Missing): PlanRow {
  const { text, day, id, moment, wrap } = styles.cell.partial
  return {
    values: [
      gap.app,
      gap.report,
      null,
      null,
      dateSerial(input.from),
      dateSerial(input.to),
      null,
      null,
      0,
      t.missing,
      gap.reason,
    ],
    styles: [text, text, text, text, day, day, id, moment, id, text, wrap],
    height: 18,
  }
}

function* recordLines({ t, styles }: Book, rows: readonly RecordRow[]): Iterable<PlanRow> {
  const { heading, note, record } = styles.frame
  yield EMPTY_ROW
  yield lineRow(t.record, heading, 22)
  yield lineRow(t.recordLead, note, 16)
  for (const [mark, text] of rows) yield new RowMaker().set(1, mark, note).set(2, text, record).row(16)
}
