import { ruleText, unitText, type Book } from '../book.ts'
import { linesOf, rowHeight } from '../text-width.ts'
import type { MetricInfo, PlanRow, PlanSheet, ReportInfo } from '../types.ts'
import { planList } from './plain-sheet.ts'

const WIDTHS = [18, 26, 32, 60, 10, 26, 26, 26]

/** What every metric of the workbook means, how it adds up and where it comes from. */
export function planDictionary(book: Book): PlanSheet {
  const { t } = book
  const used = usedMetrics(book)
  return planList(book, {
    name: book.sheets.dictionary,
    title: t.sheetDictionary,
    lead: t.dictionaryLead,
    widths: WIDTHS,
    header: [t.report, t.metric, t.key, t.definition, t.unit, t.overTime, t.overApps, t.endpoint],
    rowCount: used.length,
    rows: () => used.map(([report, metric]) => rowOf(book, report, metric)),
    rangeName: ['dictionary'],
  })
}

/** The metrics of the reports that have a sheet, and those of the summary. */
function usedMetrics(book: Book): [ReportInfo, MetricInfo][] {
  const { reports, overview, catalogue } = book.input
  const shown = new Map<string, Set<string>>()
  const add = (report: string, metric: string) => shown.set(report, (shown.get(report) ?? new Set()).add(metric))
  for (const { info, variants } of reports)
    for (const variant of variants) for (const { key } of variant.table().columns) add(info.id, key)
  for (const { metric } of overview.metrics) {
    const [report = '', key = ''] = metric.split('/')
    add(report, key)
  }
  return catalogue.flatMap((report) =>
    report.metrics
      .filter((metric) => shown.get(report.id)?.has(metric.key))
      .map((metric): [ReportInfo, MetricInfo] => [report, metric]),
  )
}

function rowOf(book: Book, report: ReportInfo, metric: MetricInfo): PlanRow {
  const { locale } = book.input
  const { text, wrap } = book.styles.cell.body
  const values = [
    report.name[locale],
    metric.name[locale],
    metric.key,
    metric.definition[locale],
    unitText(book, metric.unit),
    ruleText(book, metric.overTime),
    ruleText(book, metric.overApps),
    report.endpoint,
  ]
  const lines = Math.max(...values.map((value, c) => linesOf(value, WIDTHS[c] ?? 10)))
  return { values, styles: [text, wrap, text, wrap, text, wrap, wrap, text], height: rowHeight(lines) }
}
