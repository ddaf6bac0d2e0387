import { dayOf, formatDay, type DayRange } from '../../contract/calendar.ts'
import type { Restatements, RestatementsInput } from '../../contract/methods/history-changes.ts'
import type { Locale } from '../../contract/primitives.ts'
import { AppError } from '../../contract/errors.ts'
import { everyMetric } from '../catalogue/lookup.ts'
import type { Report } from '../catalogue/schema.ts'
import { FirstOf } from '../metrics/first-of.ts'
import { ChangeGroups } from '../metrics/history/groups.ts'
import type { Between } from '../store/changes.ts'
import type { Store } from '../store/open.ts'
import {
  cellsOfRow,
  changedSlots,
  describeCells,
  noChanges,
  type CellFilter,
  type ChangedSlot,
  type FoundCell,
} from './history-cells.ts'
import { appsOf, chosenReports } from './history-scope.ts'
import { asOfMs, dayRange } from './query-scope.ts'
import { eachInTurns } from './turns.ts'

/** Series looked through before others get their turn. */
const AT_ONCE = 5

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
  const counts = noChanges()
  const groups = new ChangeGroups()
  const newest = new FirstOf(input.offset + input.limit, byTime)
  let total = 0
  await eachInTurns(slots, AT_ONCE, (some) => {
    for (const slot of some)
      for (const cell of stepsOf(store, slot, range, between, input)) {
        total += 1
        counts[cell.kind] += 1
        const { slot: of, percent, at } = cell
        groups.add({ day: dayOf(at), report: of.report.id, app: of.slot.app, percent })
        newest.add(cell)
      }
  })
  return {
    counts,
    groups: groups.list().map(({ day, ...group }) => ({ day: formatDay(day), ...group })),
    total,
    cells: describeCells(store, newest.sorted().slice(input.offset), locale),
  }
}

/** A changed number, and when the reply came that changed it. */
interface TimedCell extends FoundCell {
  readonly at: number
}

/** The newest first; of one moment by report, series, period and metric. */
function byTime(a: TimedCell, b: TimedCell): number {
  return (
    b.at - a.at ||
    a.slot.report.order - b.slot.report.order ||
    a.slot.slot.id - b.slot.slot.id ||
    a.row.from - b.row.from ||
    a.column.column - b.column.column
  )
}

function stepsOf(store: Store, slot: ChangedSlot, range: DayRange, between: Between, filter: CellFilter): TimedCell[] {
  const rows = store.changes.steps(slot.slot.id, range, slot.report.metrics.length, between)
  const ids = [...new Set(rows.map(({ after }) => after.snapshot))]
  const times = new Map(store.snapshots.many(ids).map(({ id, fetchedAt }) => [id, fetchedAt]))
  return rows.flatMap((row) => {
    const at = times.get(row.after.snapshot) ?? 0
    return cellsOfRow(slot, row, filter).map((cell) => ({ ...cell, at }))
  })
}

/** Each metric must be one of some report's. Throws `metric.unknown`. */
function checkMetrics(reports: readonly Report[], metrics: readonly string[]): void {
  const known = new Set(reports.flatMap((report) => everyMetric(report).map(({ key }) => key)))
  const strange = metrics.find((key) => !known.has(key))
  if (strange !== undefined) throw new AppError('metric.unknown', { metric: strange })
}
