import { sharedTexts, type SharedTexts } from '../../../contract/i18n/index.ts'
import type { ChangedCell } from '../../../contract/methods/history-changes.ts'
import type { Locale } from '../../../contract/primitives.ts'
import { fill, workbookTexts, type WorkbookTexts } from '../i18n/index.ts'
import { tableTexts, type TableTexts } from '../i18n/tables.ts'
import { momentText } from '../refs.ts'
import type { ReportInfo } from '../types.ts'

/** The platform among the apps. */
const PLATFORM = 0

/** What things are called in a language. */
export interface Words {
  readonly locale: Locale
  readonly t: WorkbookTexts
  readonly p: TableTexts
  readonly shared: SharedTexts
  readonly app: (id: number, name: string) => string
  readonly report: (id: string) => string
  /** Of a report that has several; empty where it has one. */
  readonly variant: (report: string, key: string) => string
  readonly metric: (report: string, key: string) => string
}

export function wordsFor(locale: Locale, catalogue: readonly ReportInfo[]): Words {
  const known = new Map(catalogue.map((report) => [report.id, report]))
  const p = tableTexts[locale]
  return {
    locale,
    t: workbookTexts[locale],
    p,
    shared: sharedTexts[locale],
    app: (id, name) => (id === PLATFORM ? p.platform : name),
    report: (id) => known.get(id)?.name[locale] ?? id,
    variant: (id, key) =>
      key === '' ? '' : (known.get(id)?.variants.find((each) => each.key === key)?.name[locale] ?? key),
    metric: (id, key) => known.get(id)?.metrics.find((each) => each.key === key)?.name[locale] ?? key,
  }
}

/** A `report/metric` as both names. */
export function metricName(words: Words, metric: string): string {
  const [report = '', key = ''] = metric.split('/')
  return [words.report(report), words.metric(report, key)].join(words.t.dot)
}

/** A member with its group, a reply's own sum, or nothing for a period. */
export function rowName(
  { p }: Words,
  { label, parent, whole }: Pick<ChangedCell, 'label' | 'parent' | 'whole'>,
): string {
  if (whole) return p.wholeRow
  return [parent, label].filter((part) => part !== null && part !== '').join(' › ')
}

/** How far back the history is looked at. */
export const asOfText = ({ t }: Words, asOf: string | undefined): string =>
  asOf === undefined ? t.asOfLatest : fill(t.asOfMoment, { moment: momentText(asOf) })
