import { RangeNames, SheetNames } from '../names.ts'
import { momentText } from '../refs.ts'
import { stylesFor } from '../styles.ts'
import type { WorkbookPlan } from '../types.ts'
import { planCharts } from './charts.ts'
import { planPageSheet } from './sheet.ts'
import type { PageTable } from './types.ts'
import type { Words } from './words.ts'

/** Everything about the workbook of a page's table. It carries no record. */
export function planPageTable(
  words: Words,
  of: PageTable,
  { madeAt, version }: { readonly madeAt: string; readonly version: string },
): WorkbookPlan {
  const { t, locale } = words
  const styles = stylesFor(locale)
  const look = { words, styles, rangeNames: new RangeNames() }
  const names = new SheetNames()
  const made = { ...of, facts: [...of.facts, [t.madeAt, momentText(madeAt)] as const] }
  const charts = names.take(words.p.charts)
  const tables = of.sheets.map((sheet) => planPageSheet(look, made, sheet, names.take(sheet.name)))
  const drawn = planCharts(look, made, tables, charts)
  return {
    seal: { sheets: new Set(), sums: new Map() },
    sheets: [...(drawn ? [drawn] : []), ...tables],
    styles: styles.all,
    font: t.font,
    locale,
    pageText: t.page,
    properties: {
      title: of.title,
      subject: t.subject,
      keywords: t.keywords,
      creator: `Cygnet ${version}`,
      description: of.facts.map(([name, value]) => [name, value].join(' ')).join(t.dot),
      created: new Date(madeAt),
    },
  }
}
