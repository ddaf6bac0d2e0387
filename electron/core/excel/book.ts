import { sharedTexts, type SharedTexts } from '../../contract/i18n/index.ts'
import type { Note, Total } from '../../contract/methods/query.ts'
import type { Unit } from '../../contract/units.ts'
import { fill, workbookTexts, type WorkbookTexts } from './i18n/index.ts'
import { RangeNames } from './names.ts'
import { stylesFor, type Mark, type Styles } from './styles.ts'
import type { MetricInfo, ReportInfo, WorkbookInput } from './types.ts'

/** What every sheet is planned with. */
export interface Book {
  readonly input: WorkbookInput
  readonly t: WorkbookTexts
  readonly shared: SharedTexts
  readonly styles: Styles
  readonly rangeNames: RangeNames
  /** Names of the sheets that others point to. */
  readonly sheets: SheetIndex
}

export interface SheetIndex {
  readonly cover: string
  readonly summary: string
  /** By report id; reports without data have none. */
  readonly reports: ReadonlyMap<string, string>
  readonly data: readonly string[]
  readonly dictionary: string
  readonly provenance: string
}

export function createBook(input: WorkbookInput, sheets: SheetIndex): Book {
  return {
    input,
    t: workbookTexts[input.locale],
    shared: sharedTexts[input.locale],
    styles: stylesFor(input.locale),
    rangeNames: new RangeNames(),
    sheets,
  }
}

/** A metric of a report; one the catalogue does not know stands under its key. */
export function metricOf(report: ReportInfo | undefined, key: string): MetricInfo {
  const known = report?.metrics.find((metric) => metric.key === key)
  const plain = { 'zh-CN': key, en: key }
  const none = { rule: 'none', parts: [] }
  return known ?? { key, name: plain, definition: plain, unit: 'decimal', overTime: none, overApps: none }
}

/** A name the shared texts have for a value that came as data, or the value itself. */
export function worded(words: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(words, value) ? (words[value] ?? value) : value
}

export function unitText({ t }: Pick<Book, 't'>, unit: Unit): string {
  return { count: t.unitCount, percent: t.unitPercent, seconds: t.unitSeconds, decimal: t.unitDecimal }[unit]
}

/** How a metric adds up, in words: the rule, and where it has none, why. */
export function ruleText(book: Book, { rule, parts }: MetricInfo['overTime']): string {
  const { names, none } = book.shared.rules
  if (rule !== 'none') return worded(names, rule)
  const why = parts[0]
  return why === undefined ? names.none : `${names.none}: ${worded(none, why)}`
}

/** The name of a total by the rule that made it. */
export function totalText(book: Book, rule: string): string {
  const { t } = book
  const words: Record<string, string> = {
    sum: t.totalSum,
    last: t.totalLast,
    max: t.totalMax,
    unique: t.totalUnique,
    ratio: t.totalRatio,
    weighted: t.totalWeighted,
    share: t.totalShare,
    none: t.totalNone,
  }
  return worded(words, rule)
}

const MARK_OF: Partial<Record<Note, Mark>> = {
  'not-deduplicated': 'dagger',
  'at-least': 'about',
  estimate: 'about',
  incomplete: 'star',
  partial: 'star',
  'unknown-part': 'star',
  'hour-pooled': 'star',
}

/** The sign a total carries for its note. */
export const markOf = (note: Note | null): Mark | null => (note && MARK_OF[note]) ?? null

/** A total's unit: its own where it has one. */
export const totalUnit = (total: Pick<Total, 'unit'>, unit: Unit): Unit => total.unit ?? unit

/** `2019-04-01 to 2019-04-15`. */
export const rangeText = (book: Book, from: string, to: string) =>
  from === to ? from : fill(book.t.range, { from, to })
