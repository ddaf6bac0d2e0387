import { comparedRange } from '../../contract/compare.ts'
import { AppError } from '../../contract/errors.ts'
import type { ChangedSince, ChangedSinceInput } from '../../contract/methods/history-changes.ts'
import { exportInput } from '../../contract/methods/jobs.ts'
import type { Locale } from '../../contract/primitives.ts'
import type { Store } from '../store/open.ts'
import { cellsOfRow, changedSlots, countKinds, describeCells, type FoundCell } from './history-cells.ts'
import { appsOf, chosenReports } from './history-scope.ts'
import { splitMetric } from '../metrics/formula.ts'
import { asOfMs, dayRange } from './query-scope.ts'
import { inTurns } from './turns.ts'

/** Series looked through before others get their turn. */
const AT_ONCE = 50

type Question = Pick<ChangedSinceInput, 'scope' | 'range' | 'compare' | 'reports'> & {
  readonly since: string
  /** `report/metric`; all where empty. */
  readonly metrics: readonly string[]
}

/** `history.changedSince`: what would read differently now. Throws `job.unknown`, `input.invalid`, `app.unknown`, `report.unknown`. */
export async function historyChangedSince(
  store: Store,
  input: ChangedSinceInput,
  locale: Locale,
): Promise<ChangedSince> {
  const question = input.job === undefined ? asked(input) : ofWorkbook(store, input.job)
  const between = { since: asOfMs(question.since) ?? 0, until: asOfMs(input.asOf) }
  const filter = { kinds: input.kinds, metrics: question.metrics, minPercent: 0 }
  const slots = changedSlots(store, appsOf(store, question.scope, true), chosenReports(question.reports), {})
  const ranges = rangesOf(question)
  const found = await inTurns(slots, AT_ONCE, (some) =>
    some.flatMap((slot) => {
      const rows = ranges.flatMap((range) =>
        store.changes.net(slot.slot.id, range, slot.report.metrics.length, between),
      )
      return rows.flatMap((row) => cellsOfRow(slot, row, filter))
    }),
  )
  const names = new Map(slots.map(({ slot, app }) => [slot.app, app]))
  const ordered = found.sort(
    (a, b) =>
      a.slot.report.order - b.slot.report.order ||
      a.slot.slot.app - b.slot.slot.app ||
      a.slot.slot.id - b.slot.slot.id ||
      a.row.from - b.row.from ||
      a.column.column - b.column.column,
  )
  return {
    since: question.since,
    counts: countKinds(found),
    reports: tally(found, ({ slot }) => slot.report.id).map(([report, cells]) => ({ report, cells })),
    apps: tally(found, ({ slot }) => slot.slot.app).map(([appId, cells]) => ({
      appId,
      app: names.get(appId) ?? '',
      cells,
    })),
    total: found.length,
    cells: describeCells(store, ordered.slice(input.offset, input.offset + input.limit), locale),
  }
}

function asked({ since, range, ...rest }: ChangedSinceInput): Question {
  if (since === undefined || range === undefined)
    throw new AppError('input.invalid', { field: since === undefined ? 'since' : 'range' })
  return { ...rest, since, range, metrics: [] }
}

/** What a workbook was asked for, and the moment it tells of. Throws `job.unknown`, `input.invalid`. */
function ofWorkbook(store: Store, job: number): Question {
  const row = store.jobs.get(job)
  const input = exportInput.safeParse(row.input)
  if (row.kind !== 'export' || !input.success) throw new AppError('input.invalid', { field: 'job', value: String(job) })
  const { scope, range, compare, metrics, asOf } = input.data
  const named = metrics.map((metric) => splitMetric(metric).report)
  const reports = input.data.reports.length > 0 ? input.data.reports : [...new Set(named)]
  return { scope, range, compare, reports, metrics, since: asOf ?? new Date(row.startedAt).toISOString() }
}

/** The range, and what it is compared with where that is another. */
function rangesOf({ range: given, compare }: Question) {
  const range = given && dayRange(given)
  if (!range) return []
  const compared = comparedRange(range, typeof compare === 'string' ? compare : dayRange(compare))
  if (!compared) return [range]
  const apart = compared.to < range.from || compared.from > range.to
  return apart
    ? [range, compared]
    : [{ from: Math.min(range.from, compared.from), to: Math.max(range.to, compared.to) }]
}

/** How many cells there are of each, the most first. */
function tally<K>(cells: readonly FoundCell[], keyOf: (cell: FoundCell) => K): [K, number][] {
  const counts = new Map<K, number>()
  for (const cell of cells) counts.set(keyOf(cell), (counts.get(keyOf(cell)) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)
}
