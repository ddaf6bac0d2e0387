import type { Day, DayRange } from '../../contract/calendar.ts'
import type { Report } from '../catalogue/schema.ts'
import { isFinal, REFETCH_DAYS } from './final.ts'
import { openRanges, slots, type Fetched, type Plan, type PlanInput, type PlannedRequest } from './plan.ts'
import type { SlotKey } from '../store/types.ts'

/**
 * The totals that count users once exist only for ranges that were asked for: these, ending yesterday, are kept at hand every day, and
 * the same before them, so that there is a change to tell.
 */
const TOTAL_RANGES = [7, 30]
/** How far back a scheduler that did not run for a while catches up: the days of the longest total come with it. */
const CATCH_UP_DAYS = Math.max(...TOTAL_RANGES)

/**
 * What a daily run needs: yesterday and every day still open (not yet final), back to the first day a series was ever fetched, at
 * most CATCH_UP_DAYS. Time series are asked in ranges; dimension reports day by day, so that a history of days grows.
 */
export function planDaily(input: Omit<PlanInput, 'range' | 'granularities' | 'force'>, yesterday: Day): Plan {
  const requests: PlannedRequest[] = []
  let skipped = 0
  for (const { slot, report } of slots({ ...input, granularities: [] })) {
    const ranges = dailyRanges(report, slot, yesterday, input.fetched(slot))
    if (ranges.length === 0) skipped += 1
    for (const range of ranges) requests.push({ ...slot, ...range })
  }
  return { requests, skipped }
}

function dailyRanges(report: Report, slot: SlotKey, yesterday: Day, fetched: readonly Fetched[]): DayRange[] {
  if (slot.granularity === 'range') {
    const days = fetched.filter((f) => f.from === f.to)
    return singleDays(firstOpenDay(yesterday, days), yesterday).filter((day) => !isDone(report, slot, day, days))
  }
  if (report.sum === 'range') return totalRanges(yesterday).filter((range) => !isDone(report, slot, range, fetched))
  const from = firstOpenDay(yesterday, fetched)
  return openRanges(report, slot, { from, to: yesterday }, fetched)
}

/** The first day ever fetched, but no further back than the catch-up; always at least the days inside the re-fetch window. */
function firstOpenDay(yesterday: Day, fetched: readonly Fetched[]): Day {
  const window = yesterday - REFETCH_DAYS
  const first = fetched.reduce((day, f) => Math.min(day, f.from), window)
  return Math.max(first, yesterday - CATCH_UP_DAYS + 1)
}

function singleDays(from: Day, to: Day): DayRange[] {
  return Array.from({ length: to - from + 1 }, (_, i) => ({ from: from + i, to: from + i }))
}

function isDone(report: Report, slot: SlotKey, range: DayRange, fetched: readonly Fetched[]): boolean {
  const settles = report.settlesAfter(slot.granularity)
  return fetched.some((f) => f.from === range.from && f.to === range.to && isFinal(range.to, f.fetchedAt, settles))
}

function totalRanges(yesterday: Day): DayRange[] {
  return TOTAL_RANGES.flatMap((days) => [
    { from: yesterday - days + 1, to: yesterday },
    { from: yesterday - 2 * days + 1, to: yesterday - days },
  ])
}
