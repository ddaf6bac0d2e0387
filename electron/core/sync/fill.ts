import type { DayRange } from '../../contract/calendar.ts'
import type { SlotKey } from '../store/types.ts'
import { joined, type Plan, type PlannedRequest } from './plan.ts'
import { FINAL, OPEN, AHEAD, type Judge, type SlotDays } from './coverage.ts'

/** A series and what is stored of its days. */
export interface SlotToFill {
  readonly slot: SlotKey
  readonly days: SlotDays
  readonly judge: Judge
}

/**
 * The requests that fill the coverage matrix: a reply of its own for every day that has none or a stale one, with `unsettled` also for those
 * that may still change. Neighbouring days of a series by time are one request; members of a dimension are asked day by day.
 */
export function planFill(slots: Iterable<SlotToFill>, range: DayRange, unsettled: boolean): Plan {
  const requests: PlannedRequest[] = []
  let skipped = 0
  for (const { slot, days, judge } of slots) {
    const open: DayRange[] = []
    for (let d = 0; d <= range.to - range.from; d += 1) {
      const state = judge.stateOf(days, d)
      if (state === FINAL || state === AHEAD || (state === OPEN && !unsettled)) continue
      open.push({ from: range.from + d, to: range.from + d })
    }
    if (open.length === 0) skipped += 1
    const ranges = slot.granularity === 'range' ? open : joined(open)
    for (const { from, to } of ranges) requests.push({ ...slot, from, to })
  }
  return { requests, skipped }
}
