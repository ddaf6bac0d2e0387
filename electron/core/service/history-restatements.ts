import { dayOf, formatDay } from '../../contract/calendar.ts'
import type { Restatements, RestatementsInput } from '../../contract/methods/history-changes.ts'
import type { Locale } from '../../contract/primitives.ts'
import { AppError } from '../../contract/errors.ts'
import { everyMetric } from '../catalogue/lookup.ts'
import type { Report } from '../catalogue/schema.ts'
import { groupChanges } from '../metrics/history/groups.ts'
import type { Store } from '../store/open.ts'
import { cellsOfRow, changedSlots, countKinds, describeCells, type FoundCell } from './history-cells.ts'
import { appsOf, chosenReports } from './history-scope.ts'
import { asOfMs, dayRange } from './query-scope.ts'
import { inTurns } from './turns.ts'

/** Series looked through before others get their turn. */
const AT_ONCE = 50

/** `history.restatements`: every number that a later reply changed. Throws `report.unknown`, `app.unknown`, `metric.unknown`. */
export async function historyRestatements(
  store: Store,
  input: RestatementsInput,
  locale: Locale,
): Promise<Restatements> {
  const reports = chosenReports(input.reports)
  checkMetrics(reports, input.metrics)
  const range = dayRange(input.range)
  const between = { since: asOfMs(input.since), until: asOfMs(input.until) }
  const slots = changedSlots(store, appsOf(store, input.scope, true), reports, input)
  const found = await inTurns(slots, AT_ONCE, (some) =>
    some.flatMap((slot) =>
      store.changes
        .steps(slot.slot.id, range, slot.report.metrics.length, between)
        .flatMap((row) => cellsOfRow(slot, row, input)),
    ),
  )
  const times = timesOf(store, found)
  const at = ({ row }: FoundCell) => times.get(row.after.snapshot) ?? 0
  const groups = groupChanges(
    found.map((cell) => ({
      day: dayOf(at(cell)),
      report: cell.slot.report.id,
      app: cell.slot.slot.app,
      percent: cell.percent,
    })),
  )
  const ordered = found.sort(
    (a, b) =>
      at(b) - at(a) ||
      a.slot.report.order - b.slot.report.order ||
      a.slot.slot.id - b.slot.slot.id ||
      a.row.from - b.row.from ||
      a.column.column - b.column.column,
  )
  return {
    counts: countKinds(found),
    groups: groups.map(({ day, ...group }) => ({ day: formatDay(day), ...group })),
    total: found.length,
    cells: describeCells(store, ordered.slice(input.offset, input.offset + input.limit), locale),
  }
}

/** When each of the replies came that changed something. */
function timesOf(store: Store, cells: readonly FoundCell[]): Map<number, number> {
  const ids = [...new Set(cells.map(({ row }) => row.after.snapshot))]
  return new Map(store.snapshots.many(ids).map(({ id, fetchedAt }) => [id, fetchedAt]))
}

/** Each metric must be one of some report's. Throws `metric.unknown`. */
function checkMetrics(reports: readonly Report[], metrics: readonly string[]): void {
  const known = new Set(reports.flatMap((report) => everyMetric(report).map(({ key }) => key)))
  const strange = metrics.find((key) => !known.has(key))
  if (strange !== undefined) throw new AppError('metric.unknown', { metric: strange })
}
