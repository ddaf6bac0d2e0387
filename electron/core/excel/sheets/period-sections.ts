import type { SeriesTable, Total } from '../../../contract/methods/query.ts'
import { metricOf, ruleText, totalText, unitText, worded, type Book } from '../book.ts'
import { fill } from '../i18n/index.ts'
import { dateSerial } from '../refs.ts'
import type { MetricInfo, ReportSource, VariantSource } from '../types.ts'
import { notedDays } from './remarks.ts'
import { appsOverTime, metricsOverTime, type About } from './section-charts.ts'
import type { Foot, Head, Section, SectionBody } from './sections.ts'

/** The app's name; the platform itself is named in the workbook's language. */
export const appName = (book: Book, about: { readonly appId: number; readonly app: string }) =>
  about.appId === 0 ? book.t.platformName : about.app

/**
 * A report about periods. Of several apps: one section a metric, days down, apps across and all apps as one at the end, so that the apps
 * stand side by side. Of one app: one section, metrics across.
 */
export function periodSections(book: Book, report: ReportSource, variant: VariantSource): Section[] {
  const { series } = variant
  const table = variant.table()
  const metrics = table.columns.map(({ key }) => metricOf(report.info, key))
  const [first] = metrics
  if (!series || !first) return []
  const apps = series(first.key).series
  const ask = (metric: MetricInfo) => series(metric.key)
  if (apps.length > 1)
    return metrics.map((metric) => metricSection(book, report, variant, metric, apps, () => ask(metric)))
  const names = [report.info.id, variant.key]
  const [only] = apps
  const title = only ? appName(book, only) : report.info.name[book.input.locale]
  const section = { names, title, hint: '', corner: cornerOf(book, variant), scaleFrom: null }
  const trends = new Map(metrics.map((metric, m) => [`${report.info.id}/${metric.key}`, m]))
  const charts = (body: SectionBody) =>
    metricsOverTime(book, report.info.name[book.input.locale], only?.appId ?? 0, body)
  return [{ ...section, trends, charts, load: () => oneAppBody(book, metrics, metrics.map(ask)) }]
}

/** Above the periods: what they are. */
const cornerOf = ({ t, shared }: Book, { granularity }: VariantSource) =>
  granularity === 'day' ? t.date : worded(shared.granularities, granularity)

function metricSection(
  book: Book,
  report: ReportSource,
  variant: VariantSource,
  metric: MetricInfo,
  apps: readonly About[],
  ask: () => SeriesTable,
): Section {
  const name = metric.name[book.input.locale]
  return {
    names: [report.info.id, metric.key],
    title: name,
    hint: hintOf(book, metric),
    corner: cornerOf(book, variant),
    scaleFrom: null,
    trends: new Map([[`${report.info.id}/${metric.key}`, apps.length]]),
    charts: (body) => appsOverTime(book, name, metric.unit, named(book, apps), body),
    load: () => metricBody(book, ask()),
  }
}

const named = (book: Book, apps: readonly About[]) =>
  apps.map(({ appId, app }) => ({ appId, app: appName(book, { appId, app }) }))

/** A metric's unit and how it adds up, in one line. */
export function hintOf(book: Book, metric: MetricInfo): string {
  const { t } = book
  return [
    unitText(book, metric.unit),
    fill(t.overTimeHint, { rule: ruleText(book, metric.overTime) }),
    fill(t.overAppsHint, { rule: ruleText(book, metric.overApps) }),
  ].join(t.dot)
}

function metricBody(book: Book, table: SeriesTable): SectionBody {
  const { unit } = table
  const columns = table.series.map((app) => ({ label: appName(book, app), unit }))
  const all = table.combined.values
  return {
    heads: headsOf(book, table),
    columns: [...columns, { label: book.t.allApps, unit }],
    values: table.periods.map((_, p) => [...table.series.map((app) => app.values[p] ?? null), all[p] ?? null]),
    foot: footOf(book, [...table.series.map((app) => app.total), table.combined.total]),
    more: 0,
  }
}

function oneAppBody(book: Book, metrics: readonly MetricInfo[], tables: readonly SeriesTable[]): SectionBody {
  const [first] = tables
  const { locale } = book.input
  return {
    heads: first ? headsOf(book, first) : [],
    columns: tables.map(({ unit }, m) => ({
      label: columnLabel(book, metrics[m]?.name[locale] ?? '', unit),
      unit,
    })),
    values: (first?.periods ?? []).map((_, p) => tables.map(({ series }) => series[0]?.values[p] ?? null)),
    foot: { label: book.t.wholeRange, totals: tables.map(({ series }) => series[0]?.total ?? null) },
    more: 0,
  }
}

/** A metric's name with its unit where numbers alone do not show it. */
export function columnLabel(book: Book, name: string, unit: MetricInfo['unit']): string {
  return unit === 'seconds' ? fill(book.t.withUnit, { name, unit: unitText(book, unit) }) : name
}

/** Days are dates; a week is told by its days too, an hour of the day by its beginning. */
function headsOf(book: Book, { periods, granularity }: SeriesTable): Head[] {
  const noted = notedDays(book)
  return periods.map(({ key, from, to, partial }) => {
    if (granularity === 'day') {
      const day = dateSerial(from)
      return { label: day ?? key, partial, noted: day !== null && noted.has(day) }
    }
    const name = { hour: `${key}:00`, week: `${key} (${from.slice(5)} – ${to.slice(5)})`, month: key }[granularity]
    return { label: partial ? `${name} *` : name, partial }
  })
}

function footOf(book: Book, totals: readonly Total[]): Foot | null {
  const rules = new Set(totals.slice(0, -1).map(({ rule }) => rule))
  const [rule = 'none'] = rules
  if (totals.every(({ value, note }) => value === null && (note === null || note === 'no-total'))) return null
  return { label: rules.size === 1 ? totalText(book, rule) : book.t.wholeRange, totals }
}
