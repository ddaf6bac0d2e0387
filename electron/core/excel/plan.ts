import { AppError } from '../../contract/errors.ts'
import { createBook, rangeText, type Book, type SheetIndex } from './book.ts'
import { fill, workbookTexts } from './i18n/index.ts'
import { missingOf } from './missing.ts'
import { SheetNames } from './names.ts'
import { recordOf } from './record/record.ts'
import { planCover } from './sheets/cover.ts'
import { dataParts, dataSheetCount, EXCEL_ROWS, planData, type Part } from './sheets/data.ts'
import { planDictionary } from './sheets/dictionary.ts'
import { planProvenance } from './sheets/provenance.ts'
import { planReport } from './sheets/report-sheet.ts'
import { planSummary } from './sheets/summary.ts'
import type { PlanSheet, ReportSource, WorkbookInput, WorkbookPlan } from './types.ts'

/** Excel's own limit. */
const EXCEL_COLUMNS = 16_384

/**
 * Decides everything about a workbook: sheets, rows, looks, names, pages. Pure; rows are made when the writer asks for them, and tables
 * are asked for again then, so that they need not all be in memory. Throws `export.too-large`.
 */
export function planWorkbook(input: WorkbookInput): WorkbookPlan {
  const maxRows = input.maxRows ?? EXCEL_ROWS
  const parts = dataParts(input.reports)
  const filled = input.reports.filter(({ variants }) => variants.some((variant) => variant.table().rows.length > 0))
  const index = nameSheets(input, filled, dataSheetCount(parts, maxRows))
  const book = createBook(input, index)
  const missing = missingOf(book)
  const reports = filled.map((report) => planReport(book, report, index.reports.get(report.info.id) ?? report.info.id))
  const sealed = [index.summary, ...index.reports.values(), ...index.data, index.dictionary]
  const seal = { sheets: new Set(sealed), sums: new Map<string, string>() }
  const record = recordOf(
    input,
    parts.flatMap(({ snapshots }) => snapshots),
  )
  const plan = {
    seal,
    sheets: [
      planCover(book, missing),
      planSummary(book, reports),
      ...reports,
      ...planData(book, parts, index.data, maxRows),
      planDictionary(book),
      planProvenance(book, missing, record, seal),
    ],
    styles: book.styles.all,
    font: book.t.font,
    locale: input.locale,
    pageText: book.t.page,
    properties: propertiesOf(book),
  }
  for (const sheet of plan.sheets) checkSize(sheet)
  return plan
}

/** What the long data alone is made from. */
export function planLongData(input: WorkbookInput): { readonly book: Book; readonly parts: readonly Part[] } {
  return { book: createBook(input, nameSheets(input, [], 1)), parts: dataParts(input.reports) }
}

/** The data goes on on further sheets; a sheet for people that is too large for Excel is no use to them. */
function checkSize({ name, rowCount, widths }: PlanSheet): void {
  if (rowCount <= EXCEL_ROWS && widths.length <= EXCEL_COLUMNS) return
  throw new AppError('export.too-large', { sheet: name, rows: rowCount, columns: widths.length })
}

function nameSheets(input: WorkbookInput, filled: readonly ReportSource[], dataSheets: number): SheetIndex {
  const t = workbookTexts[input.locale]
  const names = new SheetNames()
  return {
    cover: names.take(t.sheetCover),
    summary: names.take(t.sheetSummary),
    reports: new Map(filled.map(({ info }) => [info.id, names.take(info.name[input.locale])])),
    data: Array.from({ length: dataSheets }, () => names.take(t.sheetData)),
    dictionary: names.take(t.sheetDictionary),
    provenance: names.take(t.sheetProvenance),
  }
}

function propertiesOf(book: Book): WorkbookPlan['properties'] {
  const { t, input } = book
  const range = rangeText(book, input.from, input.to)
  return {
    title: [input.cover.title || t.title, range].join(t.dot),
    subject: t.subject,
    keywords: t.keywords,
    creator: `Cygnet ${input.version}`,
    description: [fill(t.appCount, { n: input.apps.length }), range].join(t.dot),
    created: new Date(input.madeAt),
  }
}
