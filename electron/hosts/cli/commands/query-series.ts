import type { Output } from '../../../contract/index.ts'
import type { Note } from '../../../contract/methods/query.ts'
import { formatUnit } from '../../../contract/units.ts'
import { readAsOf, readRange, toContract, type RangeOptions } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { present } from '../numbers.ts'
import { checkVariant, readMetric, readScope, withNearMetrics, type ReportInfo, type ScopeOptions } from '../resolve.ts'
import type { Session } from '../session.ts'
import { oneLine, renderTable } from '../table.ts'

export interface SeriesOptions extends RangeOptions, ScopeOptions {
  readonly metric: string
  readonly granularity?: 'day' | 'hour' | 'week' | 'month'
  readonly variant?: string
  readonly asOf?: string
}

type Series = Output<'query.series'>
type SeriesTotal = Series['series'][number]['total']

export async function series(session: Session, options: SeriesOptions): Promise<number> {
  const range = toContract(readRange(session, options))
  const asOf = readAsOf(session, options.asOf)
  const { report } = await readMetric(session, options.metric)
  checkVariant(session, report, options.variant)
  const { metric, variant, granularity } = options
  const scope = await readScope(session, options)
  const core = await session.core()
  const result = await core
    .call('query.series', present({ metric, variant, granularity, range, scope, asOf }))
    .catch((thrown: unknown) => {
      throw withNearMetrics(thrown, report, metric)
    })
  session.print(seriesDocument(session, options.metric, result), () =>
    seriesText(session, report, metric, { ...result, ...range }),
  )
  return EXIT.done
}

/** The document of `query series --json`: the promised keys first. */
export function seriesDocument(session: Session, metric: string, result: Series) {
  return {
    metric,
    unit: result.unit,
    granularity: result.granularity,
    periods: result.periods,
    series: result.series.map(({ app, appId, values, total, source }) => ({
      app,
      values,
      total: totalDocument(session, total),
      appId,
      source,
    })),
    report: result.report,
    variant: result.variant,
    combined: { values: result.combined.values, total: totalDocument(session, result.combined.total) },
  }
}

function totalDocument(session: Session, { value, rule, note, unit }: SeriesTotal) {
  return { value, rule, note: noteText(session, note), noteCode: note, ...(unit === undefined ? {} : { unit }) }
}

export const noteText = (session: Session, note: Note | null): string | null =>
  note === null ? null : session.shared(`notes.${note}`)

function seriesText(
  session: Session,
  report: ReportInfo,
  metric: string,
  result: Series & { from: string; to: string },
): string {
  const { t, locale } = session
  const caption = t('query.caption', { name: metricName(session, report, metric), from: result.from, to: result.to })
  if (result.series.length === 0 || result.series.every(isEmpty)) return `${caption}\n${t('query.noRows')}`
  const several = result.series.length > 1
  const shown = several
    ? [...result.series, { app: t('query.all'), values: result.combined.values, total: result.combined.total }]
    : result.series
  const format = (value: number | null, unit = result.unit) => formatUnit(unit, value, locale) || '--'
  const titles = [{ title: t('query.period') }, ...shown.map(({ app }) => ({ title: oneLine(app), right: true }))]
  const rows = result.periods.map((period, i) => [
    period.key + (period.partial ? ` ${t('query.partialMark')}` : ''),
    ...shown.map(({ values }) => format(values[i] ?? null)),
  ])
  const totals = [t('query.total'), ...shown.map(({ total }) => format(total.value, total.unit))]
  const lines = [caption, renderTable(titles, [...rows, totals])]
  if (result.periods.some(({ partial }) => partial)) lines.push(t('query.partial'))
  lines.push(...noteLines(session, shown))
  return lines.join('\n')
}

const isEmpty = ({ values, total }: { values: readonly (number | null)[]; total: { value: number | null } }) =>
  total.value === null && values.every((value) => value === null)

/** What must be known to read the totals, once for all apps it is true of. */
function noteLines(session: Session, shown: readonly { app: string; total: SeriesTotal }[]): string[] {
  const byNote = new Map<Note, string[]>()
  for (const { app, total } of shown) {
    if (total.note !== null) byNote.set(total.note, [...(byNote.get(total.note) ?? []), oneLine(app)])
  }
  if (byNote.size === 0) return []
  const separator = session.shared('facts.listSeparator')
  const lines = [...byNote].map(([note, apps]) =>
    session.t('query.noteLine', { name: apps.join(separator), note: noteText(session, note) ?? '' }),
  )
  return [session.t('query.notes'), ...lines]
}

/** A metric as the catalogue names it; as it was asked for where the catalogue does not list it. */
export function metricName(session: Session, report: ReportInfo, metric: string): string {
  const key = metric.slice(metric.indexOf('/') + 1)
  return report.metrics.find((each) => each.key === key)?.name[session.locale] ?? metric
}
