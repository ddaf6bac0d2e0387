import type { Output } from '../../../contract/index.ts'
import { formatUnit } from '../../../contract/units.ts'
import { formatMoment } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { followToEnd } from '../follow.ts'
import { listReports, type ReportInfo } from '../resolve.ts'
import type { Session } from '../session.ts'
import { renderTable } from '../table.ts'
import { UsageError } from '../usage-error.ts'
import { exportDone, readOut, type ExportOptions } from './export-job.ts'

type Inspected = Output<'export.inspect'>

/** Changes a person reads on a screen; with --json there are more. */
const SHOWN = 40
const LISTED = 10_000

/** What has changed since a workbook was written; with --out the workbook once more, as it was. */
export async function exportAgain(session: Session, options: ExportOptions): Promise<number> {
  const path = session.path(options.reproduce ?? '')
  refuseOthers(session, options)
  const core = await session.core()
  const found = await core.call('export.inspect', { path, limit: LISTED })
  const said = await sayInspected(session, found)
  if (options.out === undefined) {
    session.print(found, said)
    return EXIT.done
  }
  const { force = false, edited = false } = options
  const out = readOut(session, options.out)
  const input = { path, out, force, edited }
  const workbook = await followToEnd(session, core, () => core.call('export.reproduce', input), 'export')
  session.print({ ...found, workbook }, () => {
    const differing = workbook.differing ?? []
    const list = differing.join(session.shared('facts.listSeparator'))
    const same = differing.length === 0 ? session.t('again.same') : session.t('again.differing', { list })
    return [said(), exportDone(session, workbook), same].join('\n')
  })
  return EXIT.done
}

/** The record says it all: what else was asked for would be ignored. */
function refuseOthers(session: Session, options: ExportOptions): void {
  const others = ['from', 'to', 'app', 'tag', 'report', 'metric', 'granularity', 'asOf', 'compare', 'template'] as const
  if (others.some((name) => options[name] !== undefined))
    throw new UsageError(session.t('usage.syncAlone', { option: '--reproduce' }), { field: '--reproduce' })
}

async function sayInspected(session: Session, found: Inspected): Promise<() => string> {
  const reports = new Map((await listReports(session)).map((report) => [report.id, report]))
  return () => {
    const { t, shared, locale } = session
    const list = (names: readonly string[]) => names.join(shared('facts.listSeparator'))
    const numbers = {
      changed: found.changed.toLocaleString(locale),
      compared: found.compared.toLocaleString(locale),
    }
    const { from, to } = found.query.range
    const head = { from, to, apps: found.apps.length, at: formatMoment(found.madeAt), version: found.version }
    return [
      t('again.made', head),
      ...(found.edited.length > 0 ? [t('again.edited', { list: list(found.edited) })] : []),
      ...(found.removed.length > 0 ? [t('again.removed', { list: list(found.removed) })] : []),
      t(found.changed === 0 ? 'again.unchanged' : 'again.changed', numbers),
      ...(found.changed > 0 ? [changesText(session, found, reports)] : []),
    ].join('\n')
  }
}

function changesText(session: Session, { changes, changed }: Inspected, reports: ReadonlyMap<string, ReportInfo>) {
  const { t, locale } = session
  const titles = (['app', 'report', 'item', 'metric', 'before', 'now'] as const).map((key) => ({
    title: t(`again.columns.${key}`),
    right: key === 'before' || key === 'now',
  }))
  const rows = changes.slice(0, SHOWN).map((change) => {
    const report = reports.get(change.report)
    const metric = report?.metrics.find(({ key }) => key === change.metric)
    return [
      change.app,
      report?.name[locale] ?? change.report,
      change.label === '' ? t('again.whole') : change.label,
      metric?.name[locale] ?? change.metric,
      formatUnit(change.unit, change.before, locale) || '--',
      formatUnit(change.unit, change.now, locale) || '--',
    ]
  })
  const rest = changed - rows.length
  return [
    renderTable(titles, rows),
    ...(rest > 0 ? [t('again.more', { count: rest.toLocaleString(locale) })] : []),
  ].join('\n')
}
