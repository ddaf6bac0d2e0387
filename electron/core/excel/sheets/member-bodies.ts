import type { ReportTable, Total } from '../../../contract/methods/query.ts'
import { metricOf, type Book } from '../book.ts'
import { clamp } from '../text-width.ts'
import type { MetricInfo, ReportSource, VariantSource } from '../types.ts'
import { appName, columnLabel } from './period-sections.ts'
import { pivotTable, type Pivot, type PivotMember } from './pivot.ts'
import type { About } from './section-charts.ts'
import type { Foot, Head, SectionBody } from './sections.ts'

/** A sheet for people holds about this many numbers; the rest of long lists is in the data sheet. */
const NUMBERS_A_SHEET = 150_000
const MOST_MEMBERS = 200
/** With fewer members in common than this, apps side by side would be a sheet of holes. */
const COMMON_ENOUGH = 0.2

/** A variant's table, with members down and apps across. */
export interface Turned {
  readonly table: ReportTable
  readonly pivot: Pivot
}

const pivots = new WeakMap<ReportTable, Pivot>()

/** A variant's table, turned; once for as long as the very same table is answered. */
export function turn(variant: VariantSource): Turned {
  const table = variant.table()
  const known = pivots.get(table)
  if (known) return { table, pivot: known }
  const pivot = pivotTable(table)
  pivots.set(table, pivot)
  return { table, pivot }
}

export interface Shape {
  readonly apps: readonly About[]
  /** Those any member has a number of. */
  readonly metrics: readonly MetricInfo[]
  /** Members a section lists at most. */
  readonly most: number
  readonly together: boolean
  /** Members are in groups that have numbers of their own. */
  readonly grouped: boolean
}

/** What the sections depend on; the table itself is not kept. */
export function shapeOf(report: ReportSource, variant: VariantSource): Shape {
  const { table, pivot } = turn(variant)
  const apps = [...new Map(table.rows.map(({ appId, app }) => [appId, { appId, app }])).values()]
  const metrics = table.columns
    .filter(({ key }) => table.rows.some((row) => (row.values[key] ?? null) !== null))
    .map(({ key, unit }): MetricInfo => ({ ...metricOf(report.info, key), unit }))
  const numbers = apps.length * metrics.length * report.variants.length
  const first = metrics[0]?.key ?? ''
  const known = ({ id }: PivotMember) =>
    apps.some(({ appId }) => (pivot.cell(id, appId)?.values[first] ?? null) !== null)
  return {
    apps,
    metrics,
    most: clamp(Math.floor(NUMBERS_A_SHEET / Math.max(1, numbers)), 10, MOST_MEMBERS),
    together: apps.length > 1 && pivot.common >= COMMON_ENOUGH,
    grouped: pivot.members.some((member) => member.group && known(member)),
  }
}

/** Groups alone, without their members; they are then plain rows. */
const topOnly = (members: readonly PivotMember[]) =>
  members.filter(({ child }) => !child).map((member) => ({ ...member, group: false }))

/** One metric, members down, apps across. */
export function sideBySide(
  book: Book,
  { table, pivot }: Turned,
  apps: readonly About[],
  metric: MetricInfo,
  most: number,
  top = false,
): SectionBody {
  const all = top ? topOnly(pivot.members) : pivot.members
  const members = all.slice(0, most)
  return {
    heads: members.map(headOf),
    columns: apps.map((about) => ({ label: appName(book, about), unit: metric.unit })),
    values: members.map(({ id }) => apps.map(({ appId }) => pivot.cell(id, appId)?.values[metric.key] ?? null)),
    foot: footOf(
      book,
      apps.map(({ app }) => table.sum[app]?.[metric.key] ?? null),
    ),
    more: all.length - members.length,
  }
}

/** One app, members down, metrics across. */
export function oneApp(
  book: Book,
  { table, pivot }: Turned,
  about: About,
  metrics: readonly MetricInfo[],
  most: number,
  top = false,
): SectionBody {
  const { locale } = book.input
  const own = pivot.members.filter(({ id, group }) => group || pivot.cell(id, about.appId))
  const all = top ? topOnly(own) : own
  const members = all.slice(0, most)
  return {
    heads: members.map(headOf),
    columns: metrics.map(({ name, unit }) => ({ label: columnLabel(book, name[locale], unit), unit })),
    values: members.map(({ id }) => metrics.map(({ key }) => pivot.cell(id, about.appId)?.values[key] ?? null)),
    foot: footOf(
      book,
      metrics.map(({ key }) => table.sum[about.app]?.[key] ?? null),
    ),
    more: all.length - members.length,
  }
}

const headOf = ({ label, group, child }: PivotMember): Head => ({ label, group, child })

/** The API's own total of the range, where it gives one. */
function footOf(book: Book, values: readonly (number | null)[]): Foot | null {
  if (values.every((value) => value === null)) return null
  const totals = values.map((value): Total | null => (value === null ? null : { value, rule: 'none', note: null }))
  return { label: book.t.wholeApi, totals }
}
