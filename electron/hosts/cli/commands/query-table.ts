import type { Output } from '../../../contract/index.ts'
import { formatUnit, type Unit } from '../../../contract/units.ts'
import { readAsOf, readRange, toContract, type RangeOptions } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { present } from '../numbers.ts'
import { badChoice, checkVariant, readReport, readScope, type ReportInfo, type ScopeOptions } from '../resolve.ts'
import type { Session } from '../session.ts'
import { renderTable } from '../table.ts'
import { metricName, noteText } from './query-series.ts'

export interface TableOptions extends RangeOptions, ScopeOptions {
  readonly report: string
  readonly variant?: string
  readonly granularity?: 'day' | 'hour' | 'week' | 'month'
  readonly asOf?: string
}

type Table = Output<'query.table'>

export async function table(session: Session, options: TableOptions): Promise<number> {
  const range = toContract(readRange(session, options))
  const asOf = readAsOf(session, options.asOf)
  const info = await readReport(session, options.report)
  const { variant, granularity } = options
  checkVariant(session, info, variant)
  if (granularity !== undefined && !info.granularities.includes(granularity))
    throw badChoice(session, '--granularity', granularity, info.granularities)
  const scope = await readScope(session, options)
  const core = await session.core()
  const result = await core.call('query.table', present({ report: info.id, variant, granularity, range, scope, asOf }))
  session.print(tableDocument(session, result), () => tableText(session, info, result))
  return EXIT.done
}

/** The document of `query table --json`: the promised keys first. */
export function tableDocument(session: Session, result: Table) {
  const { report, variant, from, to, columns, rows, sum, missing, sources, granularity, pooled } = result
  return {
    report,
    variant,
    from,
    to,
    columns,
    rows: rows.map(({ app, key, label, parent, values, ...more }) => ({ app, key, label, parent, values, ...more })),
    sum,
    missing: missing.map(({ app, appId, reason, details }) => ({
      app,
      reason: reasonText(session, reason),
      code: reason,
      appId,
      ...(details === undefined ? {} : { details }),
    })),
    granularity,
    sources: sources.map(({ note, ...source }) => ({ ...source, note: noteText(session, note), noteCode: note })),
    ...(pooled === undefined ? {} : { pooled }),
  }
}

/** A reason is a key of `missing`, or of `notes` where the rules said so. */
function reasonText({ shared }: Session, reason: string): string {
  return shared.lookup(`missing.${reason}`, {}, '') ?? shared.lookup(`notes.${reason}`, {}, '') ?? reason
}

function tableText(session: Session, info: ReportInfo, result: Table): string {
  const { t } = session
  const variant = info.variants.find(({ key }) => key === result.variant && key !== '')
  const name = info.name[session.locale] + (variant ? ` · ${variant.name[session.locale]}` : '')
  const lines = [t('query.caption', { name, from: result.from, to: result.to })]
  lines.push(result.rows.length === 0 ? t('query.noRows') : rowsText(session, info, result))
  if (result.rows.some(({ partial }) => partial)) lines.push(t('query.partial'))
  const noted = result.sources.filter(({ note }) => note !== null)
  if (noted.length > 0) {
    lines.push(t('query.notes'))
    for (const { app, note } of noted)
      lines.push(t('query.noteLine', { name: app, note: noteText(session, note) ?? '' }))
  }
  if (result.missing.length > 0) {
    lines.push(t('query.missing'))
    for (const { app, reason } of result.missing)
      lines.push(t('query.noteLine', { name: app, note: reasonText(session, reason) }))
  }
  return lines.join('\n')
}

function rowsText(session: Session, info: ReportInfo, { columns, rows, sum }: Table): string {
  const { t, locale } = session
  const several = new Set(rows.map(({ app }) => app)).size > 1
  const titles = [
    ...(several ? [{ title: t('query.app') }] : []),
    { title: info.dimension?.[locale] ?? t('query.period') },
    ...columns.map(({ key }) => ({ title: metricName(session, info, key), right: true })),
  ]
  const cells = (values: Readonly<Record<string, number | null>>) =>
    columns.map(({ key, unit }) => cell(unit, values[key] ?? null, locale))
  const lines = rows.map((row) => [
    ...(several ? [row.app] : []),
    (row.parent === null ? '' : '  ') + row.label + (row.partial ? ` ${t('query.partialMark')}` : ''),
    ...cells(row.values),
  ])
  const totals = Object.entries(sum)
    .filter(([, values]) => Object.values(values).some((value) => value !== null))
    .map(([app, values]) => [...(several ? [app] : []), t('query.total'), ...cells(values)])
  return renderTable(titles, [...lines, ...totals])
}

const cell = (unit: Unit, value: number | null, locale: string) => formatUnit(unit, value, locale) || '--'
