import type { ReportTable, Total } from '../../../contract/methods/query.ts'
import { metricOf, type Book } from '../book.ts'
import { dateSerial } from '../refs.ts'
import type { MetricInfo, ReportInfo, ReportSource, VariantSource } from '../types.ts'
import { appName } from './period-sections.ts'
import { cohortCurves } from './section-charts.ts'
import type { Foot, Head, Section, SectionBody } from './sections.ts'

/** Whether a report follows cohorts: its base cannot be combined because cohorts overlap. */
export function followsCohorts({ metrics }: ReportInfo): boolean {
  return metrics.some(({ overTime }) => overTime.rule === 'none' && overTime.parts.includes('cohorts-overlap'))
}

/** Rates before counts: people read the rate. */
export const ratesFirst = (variants: readonly VariantSource[]): VariantSource[] =>
  [...variants].sort((a, b) => Number(hasRates(b.table())) - Number(hasRates(a.table())))

const hasRates = ({ columns }: ReportTable) => columns.some(({ unit }) => unit === 'percent')

/**
 * Retention: of rates first what each app's cohorts make together, the apps side by side; then one triangle an app, cohorts down, with a
 * colour scale over the rates. Cells that are not known yet are blank.
 */
export function cohortSections(book: Book, report: ReportSource, variant: VariantSource): Section[] {
  const table = variant.table()
  const apps = appsOf(table)
  const rates = hasRates(table)
  const triangles = apps.map((app) => triangle(book, report, variant, app, apps.length === 1))
  return rates && apps.length > 1 && table.pooled ? [pooledSection(book, report, variant), ...triangles] : triangles
}

const appsOf = (table: ReportTable) => [
  ...new Map(table.rows.map(({ appId, app }) => [appId, { appId, app }])).values(),
]

const metricsOf = (report: ReportSource, table: ReportTable) =>
  table.columns.map(({ key, unit }): MetricInfo => ({ ...metricOf(report.info, key), unit }))

function triangle(
  book: Book,
  report: ReportSource,
  variant: VariantSource,
  about: { appId: number; app: string },
  only: boolean,
): Section {
  const base = variant.table().columns.findIndex(({ unit }) => unit === 'percent')
  // what the only app's cohorts make together stands in the foot
  const curve = ({ heads, columns, foot }: SectionBody) =>
    foot && base >= 0
      ? cohortCurves(book, [{ ...about, at: heads.length }], { from: base, to: columns.length - 1 })
      : []
  return {
    ...(only && { charts: curve }),
    names: [report.info.id, variant.key, about.app],
    title: [appName(book, about), variant.name].join(book.t.dot),
    hint: '',
    corner: book.t.cohort,
    scaleFrom: base >= 0 ? base : null,
    load: () => triangleBody(book, report, variant.table(), about),
  }
}

function triangleBody(
  book: Book,
  report: ReportSource,
  table: ReportTable,
  about: { appId: number; app: string },
): SectionBody {
  const metrics = metricsOf(report, table)
  const rows = table.rows.filter((row) => row.appId === about.appId)
  return {
    heads: rows.map(headOf),
    columns: metrics.map((metric) => ({ label: metric.name[book.input.locale], unit: metric.unit })),
    values: rows.map((row) => metrics.map(({ key }) => row.values[key] ?? null)),
    foot: pooledFoot(book, table.pooled?.[about.app], metrics),
    more: 0,
  }
}

function headOf(row: ReportTable['rows'][number]): Head {
  const day = row.from !== undefined && row.from === row.to ? dateSerial(row.from) : null
  const partial = row.partial ?? false
  return { label: day ?? (partial ? `${row.label} *` : row.label), partial }
}

function pooledFoot(
  book: Book,
  pooled: Readonly<Record<string, number | null>> | undefined,
  metrics: readonly MetricInfo[],
): Foot | null {
  if (!pooled) return null
  const totals = metrics.map(({ key }): Total | null => {
    const value = pooled[key] ?? null
    return value === null ? null : { value, rule: 'ratio', note: null, unit: 'percent' }
  })
  return { label: book.t.pooled, totals }
}

function pooledSection(book: Book, report: ReportSource, variant: VariantSource): Section {
  return {
    names: [report.info.id, variant.key, 'pooled'],
    title: book.t.pooledTitle,
    hint: '',
    corner: book.t.appName,
    scaleFrom: 0,
    charts: ({ columns }) => {
      const rows = appsOf(variant.table()).map((about, at) => ({ ...about, at }))
      return cohortCurves(book, rows, { from: 0, to: columns.length - 1 })
    },
    load: () => pooledBody(book, report, variant),
  }
}

function pooledBody(book: Book, report: ReportSource, variant: VariantSource): SectionBody {
  const table = variant.table()
  const apps = appsOf(table)
  const metrics = metricsOf(report, table).filter(({ unit }) => unit === 'percent')
  const rate = (app: string, key: string) => table.pooled?.[app]?.[key] ?? null
  const totals = metrics.map(({ key }) => variant.series?.(key).combined.total ?? null)
  return {
    heads: apps.map((about) => ({ label: appName(book, about) })),
    columns: metrics.map((metric) => ({ label: metric.name[book.input.locale], unit: metric.unit })),
    values: apps.map(({ app }) => metrics.map(({ key }) => rate(app, key))),
    foot: { label: book.t.allApps, totals },
    more: 0,
  }
}
