import { startOfDayMs, type Day, type DayRange } from '../../contract/calendar.ts'
import type { Lag, LagInput } from '../../contract/methods/history-changes.ts'
import { columnsFor, variantOf, type Column } from '../catalogue/lookup.ts'
import { getReport } from '../catalogue/index.ts'
import { usualGranularity } from '../metrics/formula.ts'
import { LagCurve, type Seen } from '../metrics/history/lag.ts'
import type { Store } from '../store/open.ts'
import { VERSION_VALUES, type ReplyRow, type VersionRow } from '../store/versions.ts'
import { REFETCH_DAYS } from '../sync/final.ts'
import { appsOf } from './history-scope.ts'
import { asOfMs, dayRange } from './query-scope.ts'
import { eachInTurns } from './turns.ts'

const DAY_MS = 86_400_000

/** A reply that spoke of a day: how long after its end, and when (ms). */
interface Look {
  readonly lag: number
  readonly at: number
}

/** `history.lag`: how long after its end a period's numbers still change. Throws `report.unknown`, `app.unknown`, `input.invalid`. */
export async function historyLag(store: Store, input: LagInput): Promise<Lag> {
  const report = getReport(input.report)
  const variant = variantOf(report, input.variant).key
  const granularity = usualGranularity(report)
  const columns = columnsFor(report, variant, granularity)
  const curves = columns.map((column) => ({ column, curve: new LagCurve(input.horizon) }))
  const range = dayRange(input.range)
  const moment = asOfMs(input.asOf) ?? Infinity
  const apps = appsOf(store, input.scope, true).map(({ id }) => id)
  const slots = store.coverage
    .slots(apps)
    .filter((slot) => slot.report === report.id && slot.variant === variant && slot.granularity === granularity)
  await eachInTurns(slots, 1, ([slot]) => {
    if (!slot) return
    const replies = store.versions.replies(slot.id, range).filter(([, , , at]) => at <= moment)
    const looks = looksOf(replies, range, granularity === 'range')
    const rows = store.versions.versions(slot.id, range, report.metrics.length)
    addCells(curves, rows, looks, new Map(replies.map(([id, , , at]) => [id, at])))
  })
  return {
    report: report.id,
    variant,
    refetchDays: REFETCH_DAYS + report.settlesAfter(granularity),
    metrics: curves.map(({ column: { metric }, curve }) => ({
      metric: metric.key,
      unit: metric.unit,
      points: curve.points(metric.unit === 'count'),
      advised: curve.advice(),
      seenUpTo: curve.seenUpTo,
    })),
  }
}

/** By day the replies that spoke of it, oldest first. */
function looksOf(replies: readonly ReplyRow[], range: DayRange, ofWholeRange: boolean): Map<Day, Look[]> {
  const looks = new Map<Day, Look[]>()
  for (const [, from, to, at] of replies) {
    if (ofWholeRange && from !== to) continue
    for (let day = Math.max(from, range.from); day <= Math.min(to, range.to); day += 1) {
      const lag = Math.floor((at - startOfDayMs(day + 1)) / DAY_MS)
      // a day that was not over then had no last word yet
      if (lag < 0) continue
      const own = looks.get(day) ?? []
      own.push({ lag, at })
      looks.set(day, own)
    }
  }
  return looks
}

/** Each row's numbers at every look at its day. */
function addCells(
  curves: readonly { column: Column; curve: LagCurve }[],
  rows: readonly VersionRow[],
  looks: ReadonlyMap<Day, readonly Look[]>,
  times: ReadonlyMap<number, number>,
): void {
  const byCell = Map.groupBy(rows, ([day, member]) => `${day} ${member}`)
  for (const versions of byCell.values()) {
    const own = looks.get(versions[0]?.[0] ?? NaN)
    if (!own || own.length < 2) continue
    const inForce = own.map(({ at }) => versions.find((version) => holdsAt(version, at, times)))
    for (const { column, curve } of curves) {
      const at = VERSION_VALUES + column.column
      curve.add(own.map(({ lag }, i): Seen => ({ lag, value: inForce[i]?.[at] ?? null })))
    }
  }
}

/** Whether a row read like this at a moment. A reply that came later than all that are looked at has no time here. */
function holdsAt([, , since, until]: VersionRow, at: number, times: ReadonlyMap<number, number>): boolean {
  if ((times.get(since) ?? Infinity) > at) return false
  return until === null || (times.get(until) ?? Infinity) > at
}
