import type { Output } from '../../../contract/index.ts'
import type { Snapshot } from '../../../contract/methods/history.ts'
import { formatUnit } from '../../../contract/units.ts'
import { formatMoment } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { present, readInteger } from '../numbers.ts'
import { readApp, readReport } from '../resolve.ts'
import type { Session } from '../session.ts'
import { formatBytes } from '../sizes.ts'
import { renderFacts, renderTable } from '../table.ts'
import { UsageError } from '../usage-error.ts'

export interface ListOptions {
  readonly app?: string
  readonly report?: string
  readonly limit?: string
  readonly before?: string
}
export interface PruneOptions {
  readonly keep: string
  readonly dryRun?: boolean
}

const LARGEST_ID = Number.MAX_SAFE_INTEGER

export async function list(session: Session, options: ListOptions): Promise<number> {
  const input = present({
    limit: readInteger(session, '--limit', options.limit, 1, 10_000),
    before: readInteger(session, '--before', options.before, 1, LARGEST_ID),
    report: options.report && (await readReport(session, options.report)).id,
    app: options.app === undefined ? undefined : (await readApp(session, options.app)).id,
  })
  const snapshots = await (await session.core()).call('history.list', input)
  session.print(snapshots, () => (snapshots.length === 0 ? session.t('history.none') : listText(session, snapshots)))
  return EXIT.done
}

function listText({ t }: Session, snapshots: readonly Snapshot[]): string {
  const titles = (['id', 'app', 'report', 'range', 'fetched', 'rows', 'changed'] as const).map((key) => ({
    title: t(`history.columns.${key}`),
    right: key === 'id' || key === 'rows',
  }))
  const rows = snapshots.map((one) => [
    String(one.id),
    one.app,
    reportOf(one),
    rangeOf(one),
    formatMoment(one.fetchedAt),
    String(one.rows),
    t(one.changed ? 'yes' : 'no'),
  ])
  return renderTable(titles, rows)
}

const reportOf = ({ report, variant }: Snapshot) => (variant === '' ? report : `${report}/${variant}`)
const rangeOf = ({ from, to }: Snapshot) => (from === to ? from : `${from} – ${to}`)

export async function show(session: Session, id: string): Promise<number> {
  const result = await (await session.core()).call('history.show', { id: readId(session, id) })
  session.print(result, () => `${snapshotText(session, result.snapshot)}\n${JSON.stringify(result.payload, null, 2)}`)
  return EXIT.done
}

function snapshotText({ t, shared }: Session, one: Snapshot): string {
  const facts = renderFacts([
    [t('history.columns.id'), String(one.id)],
    [t('history.columns.app'), one.app],
    [t('history.columns.report'), `${reportOf(one)} · ${shared(`granularities.${one.granularity}`)}`],
    [t('history.columns.range'), rangeOf(one)],
    [t('history.columns.fetched'), formatMoment(one.fetchedAt)],
    [t('history.columns.rows'), String(one.rows)],
    [t('history.columns.changed'), t(one.changed ? 'yes' : 'no')],
  ])
  return one.capped ? `${facts}\n${t('history.capped')}` : facts
}

export async function diff(session: Session, before: string, after: string): Promise<number> {
  const input = { before: readId(session, before), after: readId(session, after) }
  const result = await (await session.core()).call('history.diff', input)
  session.print(result, () => diffText(session, result))
  return EXIT.done
}

function diffText({ t, locale }: Session, { changes, same }: Output<'history.diff'>): string {
  const counts = t('history.same', { count: same, changed: changes.length })
  if (changes.length === 0) return counts
  const titles = (['item', 'range', 'metric', 'before', 'after'] as const).map((key) => ({
    title: t(`history.columns.${key}`),
    right: key === 'before' || key === 'after',
  }))
  const rows = changes.map((change) => [
    change.label,
    change.from === change.to ? change.from : `${change.from} – ${change.to}`,
    change.metric,
    formatUnit(change.unit, change.before, locale) || '--',
    formatUnit(change.unit, change.after, locale) || '--',
  ])
  return `${renderTable(titles, rows)}\n${counts}`
}

export async function prune(session: Session, options: PruneOptions): Promise<number> {
  const days = /^(\d{1,6})d?$/i.exec(options.keep.trim())?.[1]
  if (days === undefined)
    throw new UsageError(session.t('usage.badKeep', { value: options.keep }), { field: '--keep', value: options.keep })
  const dryRun = options.dryRun ?? false
  const result = await (await session.core()).call('history.prune', { keepDays: Number(days), dryRun })
  const named = { count: result.snapshots, size: formatBytes(result.bytes) }
  session.print({ ...result, dryRun }, () => session.t(dryRun ? 'history.wouldPrune' : 'history.pruned', named))
  return EXIT.done
}

const readId = (session: Session, text: string) => readInteger(session, 'ID', text, 0, LARGEST_ID) ?? 0
