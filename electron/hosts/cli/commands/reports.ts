import { EXIT } from '../exit.ts'
import { listReports, readReport, type ReportInfo } from '../resolve.ts'
import type { Session } from '../session.ts'
import { renderTable } from '../table.ts'

/** The catalogue: every report, or one with its definitions. */
export async function reports(session: Session, id: string | undefined): Promise<number> {
  if (id === undefined) {
    const all = await listReports(session)
    session.print(all, () => all.map((report) => reportText(session, report, false)).join('\n\n'))
  } else {
    const report = await readReport(session, id)
    session.print(report, () => reportText(session, report, true))
  }
  return EXIT.done
}

function reportText(session: Session, report: ReportInfo, definitions: boolean): string {
  const { t, shared, locale } = session
  const separator = shared('facts.listSeparator')
  const named = report.variants.filter((variant) => variant.key !== '')
  const facts = [
    `${report.verb} ${report.endpoint}`,
    t('reports.granularities', {
      list: report.granularities.map((key) => shared.lookup(`granularities.${key}`, {}, '') ?? key).join(separator),
    }),
    ...(report.dimension ? [t('reports.dimension', { name: report.dimension[locale] })] : []),
    ...(named.length > 0
      ? [t('reports.variants', { list: named.map(({ key, name }) => `${key} ${name[locale]}`).join(separator) })]
      : []),
    ...(report.token === 'platform' ? [t('reports.platform')] : []),
  ]
  const lines = [
    t('reports.heading', { order: report.order, name: report.name[locale], id: report.id }),
    report.description[locale],
    facts.join(shared('facts.separator')),
    metricTable(session, report),
  ]
  if (definitions)
    lines.push(
      ...report.metrics.map(({ key, definition }) => t('reports.definition', { key, text: definition[locale] })),
    )
  return lines.join('\n')
}

function metricTable(session: Session, report: ReportInfo): string {
  const { t, shared, locale } = session
  const titles = (['key', 'name', 'unit', 'overTime', 'overApps'] as const).map((key) => ({
    title: t(`reports.columns.${key}`),
  }))
  const rule = ({ rule: name, parts }: ReportInfo['metrics'][number]['overTime']) => {
    const text = shared.lookup(`rules.names.${name}`, {}, '') ?? name
    const why = parts.map((part) => shared.lookup(`rules.none.${part}`, {}, '') ?? part)
    return parts.length === 0 ? text : t('reports.parts', { rule: text, parts: why.join(', ') })
  }
  const rows = report.metrics.map((metric) => [
    metric.key,
    metric.name[locale],
    shared(`units.${metric.unit}`),
    rule(metric.overTime),
    rule(metric.overApps),
  ])
  return renderTable(titles, rows, 80)
}
