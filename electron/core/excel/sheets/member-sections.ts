import type { Book } from '../book.ts'
import type { MetricInfo, ReportSource, VariantSource } from '../types.ts'
import { oneApp, shapeOf, sideBySide, turn, type Shape } from './member-bodies.ts'
import { appName, hintOf } from './period-sections.ts'
import { membersOfApps, membersOfOne, type About } from './section-charts.ts'
import type { Section, SectionBody, Stretch } from './sections.ts'

/** Apps whose own sections have charts, where each app has one. */
const CHARTED_APPS = 12

/**
 * A report about members of a dimension. Of several apps that have members in common: one section a metric, members down, apps across. Of one
 * app, or of apps each with its own members (pages): one section an app, metrics across. Groups that have numbers stand first, by themselves.
 */
export function memberSections(book: Book, report: ReportSource, variant: VariantSource): Section[] {
  const shape = shapeOf(report, variant)
  const { apps, metrics, together, grouped } = shape
  if (together)
    return metrics.flatMap((metric, m) => {
      // one chart a variant: its first metric says most
      const top = grouped && m === 0 ? [metricSection(book, report, variant, shape, metric, true, true)] : []
      return [...top, metricSection(book, report, variant, shape, metric, m === 0 && !grouped, false)]
    })
  return apps.flatMap((about, a) => {
    const charted = a < CHARTED_APPS
    const top = grouped ? [appSection(book, report, variant, shape, about, charted, true)] : []
    return [...top, appSection(book, report, variant, shape, about, charted && !grouped, false)]
  })
}

function metricSection(
  book: Book,
  report: ReportSource,
  variant: VariantSource,
  { apps, most }: Shape,
  metric: MetricInfo,
  charted: boolean,
  top: boolean,
): Section {
  const title = titleOf(book, report, variant, metric.name[book.input.locale], top)
  const charts = (body: SectionBody) => membersOfApps(book, title, metric.unit, apps, stretchesOf(body), body)
  return {
    names: [report.info.id, variant.key, metric.key, ...(top ? ['groups'] : [])],
    title,
    hint: hintOf(book, metric),
    corner: cornerOf(book, report, variant),
    scaleFrom: null,
    ...(charted && { charts }),
    load: () => sideBySide(book, turn(variant), apps, metric, most, top),
  }
}

function appSection(
  book: Book,
  report: ReportSource,
  variant: VariantSource,
  { apps, metrics, most }: Shape,
  about: About,
  charted: boolean,
  top: boolean,
): Section {
  const title = titleOf(book, report, variant, appName(book, about), top)
  const charts = (body: SectionBody) => membersOfOne(book, title, about.appId, stretchesOf(body), body)
  return {
    names: [report.info.id, variant.key, ...(apps.length > 1 ? [about.app] : []), ...(top ? ['groups'] : [])],
    title,
    hint: '',
    corner: cornerOf(book, report, variant),
    scaleFrom: null,
    barsIn: 0,
    ...(charted && { charts }),
    load: () => oneApp(book, turn(variant), about, metrics, most, top),
  }
}

function titleOf(book: Book, report: ReportSource, variant: VariantSource, name: string, top: boolean): string {
  const prefix = report.variants.length > 1 ? [variant.name] : []
  return [...prefix, name, ...(top ? [book.t.groupsOnly] : [])].join(book.t.dot)
}

const cornerOf = (book: Book, report: ReportSource, variant: VariantSource) =>
  report.variants.length > 1 ? variant.name : (report.info.dimension?.[book.input.locale] ?? '')

/**
 * The members of a body that a chart may show as one: all of a plain list; of groups the members of each, as groups and their members in one
 * chart would count twice.
 */
function stretchesOf({ heads }: SectionBody): (Stretch & { name?: string })[] {
  if (!heads.some(({ child }) => child)) return [{ from: 0, to: heads.length - 1 }]
  return heads.flatMap(({ group, label }, at) => {
    if (!group) return []
    const next = heads.findIndex(({ child }, n) => n > at && !child)
    return [{ name: String(label), from: at + 1, to: (next < 0 ? heads.length : next) - 1 }]
  })
}
