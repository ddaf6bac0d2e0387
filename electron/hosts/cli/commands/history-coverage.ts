import type { Output } from '../../../contract/index.ts'
import { readAsOf, readRange, toContract, type RangeOptions } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { errorText } from '../../../core/i18n/texts.ts'
import { present } from '../numbers.ts'
import { readReports, readScope, type ScopeOptions } from '../resolve.ts'
import type { Session } from '../session.ts'
import { renderTable } from '../table.ts'

export interface CoverageOptions extends RangeOptions, ScopeOptions {
  readonly report?: string[]
  readonly asOf?: string
}

type Coverage = Output<'history.coverage'>
const STATES = ['final', 'open', 'stale', 'wider', 'missing', 'refused', 'ahead'] as const

/** `--json` is the contract's own answer: by app a letter for each report and day. */
export async function coverage(session: Session, options: CoverageOptions): Promise<number> {
  const range = toContract(readRange(session, options))
  const asOf = readAsOf(session, options.asOf)
  const reports = await readReports(session, options.report)
  const scope = await readScope(session, options)
  const core = await session.core()
  const result = await core.call('history.coverage', present({ range, scope, reports, asOf }))
  session.print(result, () => coverageText(session, result))
  return EXIT.done
}

function coverageText(session: Session, result: Coverage): string {
  const { t, locale } = session
  const shown = STATES.filter((state) => result.counts.some((counts) => counts[state] > 0))
  const titles = [
    { title: t('history.columns.report') },
    ...shown.map((state) => ({ title: t(`history.states.${state}`), right: true })),
  ]
  const rows = result.reports.map((report, r) => [
    report,
    ...shown.map((state) => String(result.counts[r]?.[state] ?? 0)),
  ])
  const { from, to } = result
  const lines = [t('history.covered', { from, to, apps: result.apps.length })]
  lines.push(renderTable(titles, rows))
  const names = new Map(result.apps.map(({ appId, app }) => [appId, app]))
  for (const { appId, report, error } of result.refusals)
    lines.push(t('history.refusal', { app: names.get(appId) ?? '', report, text: errorText(error, locale) }))
  const own = daysIn(result, ['final', 'open'])
  const wider = daysIn(result, ['wider'])
  const gaps = daysIn(result, ['stale', 'missing', 'refused'])
  if (own + wider + gaps > 0) lines.push(t('history.sums', { own, wider, gaps }))
  if (gaps > 0) lines.push(t('history.gaps', { from, to }))
  if (wider > 0) lines.push(t('history.byDay', { from, to }))
  return lines.join('\n')
}

function daysIn({ counts }: Coverage, states: readonly (typeof STATES)[number][]): number {
  return counts.reduce((sum, own) => states.reduce((more, state) => more + own[state], sum), 0)
}
