import type { ReportTable, Total } from '../../../contract/methods/query.ts'
import { metricOf, type Book } from '../book.ts'
import type { MetricInfo, ReportSource, VariantSource } from '../types.ts'
import { clamp } from '../text-width.ts'
import { appName, columnLabel, hintOf } from './period-sections.ts'
import { pivotTable, type Pivot, type PivotMember } from './pivot.ts'
import type { Foot, Head, Section, SectionBody } from './sections.ts'

/** A sheet for people holds about this many numbers; the rest of long lists is in the data sheet. */
const NUMBERS_A_SHEET = 150_000
const MOST_MEMBERS = 200
/** With fewer members in common than this, apps side by side would be a sheet of holes. */
const COMMON_ENOUGH = 0.2

interface Turned {
  readonly table: ReportTable
  readonly pivot: Pivot
}

interface Shape {
  readonly apps: readonly About[]
  /** Those any member has a number of. */
  readonly metrics: readonly MetricInfo[]
  /** Members a section lists at most. */
  readonly most: number
  readonly together: boolean
}

/** What the sections depend on; the table itself is not kept. */
function shapeOf(report: ReportSource, variant: VariantSource): Shape {
  const { table, pivot } = turn(variant)
  const apps = [...new Map(table.rows.map(({ appId, app }) => [appId, { appId, app }])).values()]
  const metrics = table.columns
    .filter(({ key }) => table.rows.some((row) => (row.values[key] ?? null) !== null))
    .map(({ key, unit }): MetricInfo => ({ ...metricOf(report.info, key), unit }))
  const numbers = apps.length * metrics.length * report.variants.length
  return {
    apps,
    metrics,
    most: clamp(Math.floor(NUMBERS_A_SHEET / Math.max(1, numbers)), 10, MOST_MEMBERS),
    together: apps.length > 1 && pivot.common >= COMMON_ENOUGH,
  }
}

/**
 * A report about members of a dimension. Of several apps that have members in common: one section a metric, members down, apps across. Of one
 * app, or of apps each with its own members (pages): one section an app, metrics across.
 */
export function memberSections(book: Book, report: ReportSource, variant: VariantSource): Section[] {
  const { apps, metrics, most, together } = shapeOf(report, variant)
  const prefix = report.variants.length > 1 ? [variant.name] : []
  const common = { corner: cornerOf(book, report, variant), scaleFrom: null }
  if (together)
    return metrics.map((metric) => ({
      ...common,
      names: [report.info.id, variant.key, metric.key],
      title: [...prefix, metric.name[book.input.locale]].join(book.t.dot),
      hint: hintOf(book, metric),
      load: () => sideBySide(book, turn(variant), apps, metric, most),
    }))
  return apps.map((about) => ({
    ...common,
    names: [report.info.id, variant.key, ...(apps.length > 1 ? [about.app] : [])],
    title: [...prefix, appName(book, about)].join(book.t.dot),
    hint: '',
    load: () => oneApp(book, turn(variant), about, metrics, most),
  }))
}

const pivots = new WeakMap<ReportTable, Pivot>()

/** A variant's table, turned; once for as long as the very same table is answered. */
function turn(variant: VariantSource): Turned {
  const table = variant.table()
  const known = pivots.get(table)
  if (known) return { table, pivot: known }
  const pivot = pivotTable(table)
  pivots.set(table, pivot)
  return { table, pivot }
}

const cornerOf = (book: Book, report: ReportSource, variant: VariantSource) =>
  report.variants.length > 1 ? variant.name : (report.info.dimension?.[book.input.locale] ?? '')

type About = Pick<ReportTable['rows'][number], 'appId' | 'app'>

function sideBySide(
  book: Book,
  { table, pivot }: Turned,
  apps: readonly About[],
  metric: MetricInfo,
  most: number,
): SectionBody {
  const members = pivot.members.slice(0, most)
  return {
    heads: members.map(headOf),
    columns: apps.map((about) => ({ label: appName(book, about), unit: metric.unit })),
    values: members.map(({ id }) => apps.map(({ appId }) => pivot.cell(id, appId)?.values[metric.key] ?? null)),
    foot: footOf(
      book,
      apps.map(({ app }) => table.sum[app]?.[metric.key] ?? null),
    ),
    more: pivot.members.length - members.length,
  }
}

function oneApp(
  book: Book,
  { table, pivot }: Turned,
  about: About,
  metrics: readonly MetricInfo[],
  most: number,
): SectionBody {
  const { locale } = book.input
  const own = pivot.members.filter(({ id, group }) => group || pivot.cell(id, about.appId))
  const members = own.slice(0, most)
  return {
    heads: members.map(headOf),
    columns: metrics.map(({ name, unit }) => ({ label: columnLabel(book, name[locale], unit), unit })),
    values: members.map(({ id }) => metrics.map(({ key }) => pivot.cell(id, about.appId)?.values[key] ?? null)),
    foot: footOf(
      book,
      metrics.map(({ key }) => table.sum[about.app]?.[key] ?? null),
    ),
    more: own.length - members.length,
  }
}

const headOf = ({ label, group, child }: PivotMember): Head => ({ label, group, child })

/** The API's own total of the range, where it gives one. */
function footOf(book: Book, values: readonly (number | null)[]): Foot | null {
  if (values.every((value) => value === null)) return null
  const totals = values.map((value): Total | null => (value === null ? null : { value, rule: 'none', note: null }))
  return { label: book.t.wholeApi, totals }
}
