import { rangeText, type Book } from '../book.ts'
import { fill } from '../i18n/index.ts'
import { daysBetween, parseDay } from '../../../contract/calendar.ts'
import type { Missing } from '../missing.ts'
import { pictureSize } from '../picture-size.ts'
import { nearlyOnePage } from '../print.ts'
import { momentText } from '../refs.ts'
import { EMPTY_ROW, lineRow, RowMaker } from '../rows.ts'
import { COLOURS } from '../styles.ts'
import { linesOf, rowHeight } from '../text-width.ts'
import type { CellRange, PlanLink, PlanPicture, PlanRow, PlanSheet } from '../types.ts'

const WIDTHS = [30, 46, 34]
const NAMED_APPS = 6
const LISTED_APPS = 200
const LISTED_GAPS = 40

/** A line of the contents: a sheet and what it holds. */
interface Entry {
  readonly sheet: string
  readonly holds: string
}

/** What this is, of whom, when and from which data; what is missing; and the way to every sheet. */
export function planCover(book: Book, missing: readonly Missing[]): PlanSheet {
  const { t } = book
  const rows: PlanRow[] = []
  const links: PlanLink[] = []
  const merges: CellRange[] = []
  rows.push({ ...EMPTY_ROW, height: 30 }, ...titleRows(book), ruleRow(book), EMPTY_ROW, ...factRows(book), EMPTY_ROW)
  rows.push(headingRow(book, t.contents))
  for (const entry of entriesOf(book)) {
    links.push({ row: rows.length + 1, column: 1, sheet: entry.sheet, cell: 'A1' })
    rows.push(entryRow(book, entry))
    merges.push({ top: rows.length, left: 2, bottom: rows.length, right: 3 })
  }
  rows.push(EMPTY_ROW, headingRow(book, t.missing), ...missingRows(book, missing))
  rows.push(EMPTY_ROW, headingRow(book, t.apps), ...appRows(book))
  rows.push(EMPTY_ROW, lineRow(`${t.madeBy} ${book.input.version}`, book.styles.frame.note, 16))
  return {
    name: book.sheets.cover,
    tab: COLOURS.accent,
    widths: WIDTHS,
    rowCount: rows.length,
    rows: () => rows,
    freeze: { rows: 0, columns: 0 },
    filter: null,
    merges,
    scales: [],
    bars: [],
    tables: [],
    charts: [],
    ...pictureOf(book),
    links,
    names: [],
    print: {
      landscape: false,
      repeatRows: null,
      breaks: [],
      footer: book.input.cover.title || t.title,
      onePage: nearlyOnePage(WIDTHS, rows, false),
    },
    outline: false,
  }
}

/** As large as its place allows, at the right of the title. */
const [PICTURE_WIDTH, PICTURE_HEIGHT] = [220, 84]

function pictureOf({ input }: Book): { picture?: PlanPicture } {
  const content = input.logo
  const size = content && pictureSize(content)
  if (!size) return {}
  const scale = Math.min(PICTURE_WIDTH / size.width, PICTURE_HEIGHT / size.height, 1)
  const fitted = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) }
  return { picture: { kind: size.kind, content, row: 1, column: WIDTHS.length, ...fitted } }
}

function titleRows({ t, styles, input }: Book): PlanRow[] {
  const [only] = input.apps
  const named = input.apps.slice(0, NAMED_APPS).map(({ name }) => name)
  const rest = input.apps.length > NAMED_APPS ? [fill(t.appCount, { n: input.apps.length })] : []
  const who = input.apps.length === 1 && only ? only.name : [named.join(t.listSeparator), ...rest].join(t.dot)
  const { title, lines } = input.cover
  return [
    lineRow(title || t.title, styles.frame.coverTitle, 40),
    lineRow(who, styles.frame.coverLine, 28),
    ...lines.map((line) => lineRow(line, styles.frame.fact, 20)),
  ]
}

/** A thin line in the accent colour. */
const ruleRow = ({ styles }: Book) => new RowMaker().fill(1, WIDTHS.length, styles.frame.coverRule).row(3)

function factRows(book: Book): PlanRow[] {
  const { t, input } = book
  const days = daysBetween(parseDay(input.from) ?? 0, parseDay(input.to) ?? 0)
  const facts: [string, string][] = [
    [t.period, [rangeText(book, input.from, input.to), fill(t.days, { n: days })].join(t.dot)],
    [t.comparison, comparisonText(book)],
    [t.asOf, input.asOf === null ? t.asOfLatest : fill(t.asOfMoment, { moment: momentText(input.asOf) })],
    [t.madeAt, momentText(input.madeAt)],
    [t.apps, fill(t.appCount, { n: input.apps.length })],
  ]
  const { label, fact } = book.styles.frame
  return [
    ...facts.map(([name, value]) => new RowMaker().set(1, name, label).set(2, value, fact).row(20)),
    new RowMaker().set(2, t.timeZone, book.styles.frame.note).row(18),
  ]
}

function comparisonText(book: Book): string {
  const { t, input } = book
  if (!input.compare) return t.compareNone
  const { kind, from, to } = input.compare
  const names = {
    previous: t.comparePrevious,
    weekday: t.compareWeekday,
    year: t.compareYear,
    range: t.compareRange,
    none: t.compareNone,
  }
  return [rangeText(book, from, to), names[kind]].join(t.dot)
}

const headingRow = ({ styles }: Book, text: string) => {
  const { heading } = styles.frame
  return new RowMaker().set(1, text, heading).row(26)
}

function entriesOf({ t, input, sheets }: Book): Entry[] {
  const { locale } = input
  return [
    { sheet: sheets.summary, holds: t.contentSummary },
    ...input.reports.flatMap(({ info }) => {
      const sheet = sheets.reports.get(info.id)
      return sheet === undefined ? [] : [{ sheet, holds: info.description[locale] }]
    }),
    ...sheets.data.map((sheet) => ({ sheet, holds: t.contentData })),
    { sheet: sheets.dictionary, holds: t.contentDictionary },
    { sheet: sheets.provenance, holds: t.contentProvenance },
  ]
}

function entryRow({ styles }: Book, { sheet, holds }: Entry): PlanRow {
  const { cell, frame } = styles
  const lines = linesOf(holds, (WIDTHS[1] ?? 0) + (WIDTHS[2] ?? 0))
  const maker = new RowMaker().set(1, sheet, frame.coverLink).set(2, holds, cell.body.wrap).fill(2, 3, cell.body.wrap)
  return maker.row(Math.max(20, rowHeight(lines)))
}

function missingRows(book: Book, missing: readonly Missing[]): PlanRow[] {
  const { t, styles, sheets } = book
  const { text, wrap } = styles.cell.body
  if (missing.length === 0) return [lineRow(t.missingNone, styles.frame.fact, 20)]
  const rest = missing.length - LISTED_GAPS
  return [
    headerOf(book, [t.appName, t.report, t.reason]),
    ...missing.slice(0, LISTED_GAPS).map(({ app, report, reason }) => {
      const lines = Math.max(linesOf(report, WIDTHS[1] ?? 1), linesOf(reason, WIDTHS[2] ?? 1))
      return { values: [app, report, reason], styles: [text, wrap, wrap], height: Math.max(20, rowHeight(lines)) }
    }),
    ...(rest > 0 ? [lineRow(fill(t.missingMore, { n: rest, sheet: sheets.provenance }), styles.frame.note, 16)] : []),
  ]
}

function headerOf({ styles }: Book, texts: readonly string[]): PlanRow {
  return { values: texts, styles: texts.map(() => styles.frame.headerLeft), height: 22 }
}

function appRows(book: Book): PlanRow[] {
  const { t, styles, input } = book
  const { text, wrap } = styles.cell.body
  const rest = input.apps.length - LISTED_APPS
  return [
    headerOf(book, [t.appName, t.appId, t.tags]),
    ...input.apps.slice(0, LISTED_APPS).map(({ name, externalId, tags }) => ({
      values: [name, externalId, tags.join(t.listSeparator) || null],
      styles: [text, text, wrap],
      height: 20,
    })),
    ...(rest > 0 ? [lineRow(fill(t.missingMore, { n: rest, sheet: book.sheets.summary }), styles.frame.note, 16)] : []),
  ]
}
