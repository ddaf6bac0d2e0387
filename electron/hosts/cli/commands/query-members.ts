import type { Output } from '../../../contract/index.ts'
import type { Comparison } from '../../../contract/methods/query.ts'
import { formatUnit } from '../../../contract/units.ts'
import { readAsOf, readRange, toContract, type RangeOptions } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { present, readInteger } from '../numbers.ts'
import { checkVariant, readReport, readScope, type ReportInfo, type ScopeOptions } from '../resolve.ts'
import type { Session } from '../session.ts'
import { renderTable } from '../table.ts'
import { metricName, noteText } from './query-series.ts'

export interface MembersOptions extends RangeOptions, ScopeOptions {
  readonly report: string
  readonly variant?: string
  readonly compare?: Comparison
  readonly search?: string
  readonly limit?: string
  readonly asOf?: string
}

type Members = Output<'query.members'>
/** More apps side by side than this do not fit a terminal. */
const APPS_SHOWN = 6

/** `--json` is the contract's own answer: for every member the numbers of all apps as one, and of each. */
export async function members(session: Session, options: MembersOptions): Promise<number> {
  const range = toContract(readRange(session, options))
  const info = await readReport(session, options.report)
  checkVariant(session, info, options.variant)
  const input = present({
    report: info.id,
    variant: options.variant,
    range,
    compare: options.compare,
    search: options.search,
    limit: readInteger(session, '--limit', options.limit, 1, 5000),
    scope: await readScope(session, options),
    asOf: readAsOf(session, options.asOf),
  })
  const result = await (await session.core()).call('query.members', input)
  session.print(result, () => membersText(session, info, result))
  return EXIT.done
}

function membersText(session: Session, info: ReportInfo, result: Members): string {
  const { t } = session
  const lines = [t('query.caption', { name: info.name[session.locale], from: result.from, to: result.to })]
  lines.push(result.members.length === 0 ? t('query.noRows') : rowsText(session, info, result))
  if (result.leftOut.members > 0) lines.push(t('query.leftOut', { count: result.leftOut.members }))
  const missing = result.apps.filter((app) => app.missing !== null)
  if (missing.length > 0) {
    lines.push(t('query.missing'))
    for (const { app, missing: reason } of missing)
      lines.push(
        t('query.noteLine', { name: app, note: session.shared.lookup(`missing.${reason ?? ''}`, {}, '') ?? '' }),
      )
  }
  const notes = result.columns.flatMap(({ key }, c) => {
    const note = noteText(session, result.members.find(({ combined }) => combined.notes[c])?.combined.notes[c] ?? null)
    return note === null ? [] : [t('query.noteLine', { name: metricName(session, info, key), note })]
  })
  return [...lines, ...(notes.length > 0 ? [t('query.notes'), ...notes] : [])].join('\n')
}

/** All apps as one; and, of a few apps, the first metric of each. */
function rowsText(session: Session, info: ReportInfo, { columns, apps, members: list, combined }: Members): string {
  const { t, locale } = session
  const cell = (c: number, value: number | null | undefined) =>
    formatUnit(columns[c]?.unit ?? 'count', value ?? null, locale) || '--'
  const side = apps.length > 1 && apps.length <= APPS_SHOWN ? apps : []
  const titles = [
    { title: info.dimension?.[locale] ?? '' },
    ...columns.map(({ key }) => ({ title: metricName(session, info, key), right: true })),
    ...side.map(({ app }) => ({ title: app, right: true })),
  ]
  const rows = list.map((member) => [
    (member.parent === null ? '' : '  ') + member.label,
    ...columns.map((_, c) => cell(c, member.combined.values[c])),
    ...side.map((_, a) => cell(0, member.apps[a]?.values[0])),
  ])
  const total = [
    t('query.total'),
    ...columns.map((_, c) => cell(c, combined.total.values[c])),
    ...side.map((app) => cell(0, app.total.values[0])),
  ]
  return renderTable(titles, [...rows, total])
}
