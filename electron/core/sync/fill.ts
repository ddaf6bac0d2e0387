import type { DayRange } from '../../contract/calendar.ts'
import type { SlotKey } from '../store/types.ts'
import { joined, type Plan, type PlannedRequest } from './plan.ts'
import { AHEAD, FINAL, OPEN, refuses, WIDER, type Judge, type Refusal, type SlotDays } from './coverage.ts'

/** A series and what is stored of its days. */
export interface SlotToFill {
  readonly slot: SlotKey
  readonly days: SlotDays
  readonly judge: Judge
  /** What was asked for and not given. */
  readonly refused?: readonly Refusal[]
}

/** What is asked for beside the days that are missing, stale or were refused. */
export interface FillChoice {
  /** Days that only a longer range holds. */
  readonly wider: boolean
  /** Days that may still change. */
  readonly unsettled: boolean
}

/**
 * The requests that fill the coverage matrix: a reply of its own for every day that lacks one. Neighbouring days of a series by time are one
 * request; members of a dimension are asked day by day.
 */
export function planFill(slots: Iterable<SlotToFill>, range: DayRange, { wider, unsettled }: FillChoice): Plan {
  const requests: PlannedRequest[] = []
  let skipped = 0
  for (const { slot, days, judge, refused = [] } of slots) {
    const open: DayRange[] = []
    for (let d = 0; d <= range.to - range.from; d += 1) {
      const state = judge.stateOf(days, d)
      if (state === FINAL || state === AHEAD || (state === OPEN && !unsettled)) continue
      const day = range.from + d
      if (state === WIDER && !wider && !refused.some((asked) => refuses(asked, day, days.minutes[d] ?? 0))) continue
      open.push({ from: day, to: day })
    }
    if (open.length === 0) skipped += 1
    const ranges = slot.granularity === 'range' ? open : joined(open)
    for (const { from, to } of ranges) requests.push({ ...slot, from, to })
  }
  return { requests, skipped }
}
