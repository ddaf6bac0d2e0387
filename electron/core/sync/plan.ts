import { firstOfMonth, lastOfMonth, startOfWeek, type Day, type DayRange } from '../../contract/calendar.ts'
import type { Granularity, Report } from '../catalogue/schema.ts'
import { PLATFORM_APP, type SlotKey } from '../store/types.ts'
import { isFinal } from './final.ts'

/** One call (with its pages) to make. */
export interface PlannedRequest extends SlotKey {
  readonly from: Day
  readonly to: Day
}

/** An earlier answer of a slot: the range it was for and when it came (ms). */
export interface Fetched {
  readonly from: Day
  readonly to: Day
  readonly fetchedAt: number
}

export interface PlanInput {
  readonly apps: readonly number[]
  /** Whether a platform token is set: without one the platform's report is left out, not failed. */
  readonly platform: boolean
  readonly reports: readonly Report[]
  readonly range: DayRange
  /** Empty: each report's usual one. */
  readonly granularities: readonly Granularity[]
  readonly fetched: (slot: SlotKey) => readonly Fetched[]
  /** Fetch again what is final. */
  readonly force: boolean
}

export interface Plan {
  readonly requests: readonly PlannedRequest[]
  /** Requests left out because everything they would say is final. */
  readonly skipped: number
}

/** Which requests a range, a set of apps and reports need. Pure; app by app, reports in the specification's order. */
export function plan(input: PlanInput): Plan {
  const requests: PlannedRequest[] = []
  let skipped = 0
  for (const { slot, report } of slots(input)) {
    const open = input.force ? [input.range] : openRanges(report, slot, input.range, input.fetched(slot))
    if (open.length === 0) skipped += 1
    for (const range of open) requests.push({ ...slot, from: range.from, to: range.to })
  }
  return { requests, skipped }
}

/** Every series the chosen apps and reports have, in the order they are fetched. */
export function* slots(
  input: Pick<PlanInput, 'apps' | 'platform' | 'reports' | 'granularities'>,
): Generator<{ slot: SlotKey; report: Report }> {
  const platform = input.reports.filter((report) => report.token === 'platform')
  const own = input.reports.filter((report) => report.token === 'app')
  if (input.platform) yield* slotsOf(PLATFORM_APP, platform, input.granularities)
  for (const app of input.apps) yield* slotsOf(app, own, input.granularities)
}

function* slotsOf(app: number, reports: readonly Report[], granularities: readonly Granularity[]) {
  for (const report of reports)
    for (const granularity of granularitiesOf(report, granularities))
      for (const variant of report.variants)
        yield { slot: { app, report: report.id, variant: variant.key, granularity }, report }
}

/** The wanted granularities a report knows; its usual one (day, or the whole range) where it knows none of them. */
function granularitiesOf(report: Report, wanted: readonly Granularity[]): Granularity[] {
  const known = report.granularities.map((option) => option.key)
  const chosen = known.filter((key) => wanted.includes(key))
  if (chosen.length > 0) return chosen
  const usual = known.includes('day') ? 'day' : known[0]
  return usual === undefined ? [] : [usual]
}

/** The parts of `range` that a slot must still be asked for. */
export function openRanges(report: Report, slot: SlotKey, range: DayRange, fetched: readonly Fetched[]): DayRange[] {
  const settles = report.settlesAfter(slot.granularity)
  if (speaksOfWholeRange(report, slot.granularity)) {
    const done = fetched.some((f) => f.from === range.from && f.to === range.to && isFinal(f.to, f.fetchedAt, settles))
    return done ? [] : [range]
  }
  const open = periodsOf(range, slot.granularity).filter(
    (period) => !fetched.some((f) => says(f, period, slot.granularity) && isFinal(period.to, f.fetchedAt, settles)),
  )
  return joined(open)
}

/**
 * Replies that say something of exactly their range (members over the range, hours pooled over it, or a total in which users are
 * counted once) are needed for exactly the range asked; the others only speak of their periods, whatever range they came in.
 */
function speaksOfWholeRange(report: Report, granularity: Granularity): boolean {
  return granularity === 'range' || granularity === 'hour' || report.sum === 'range'
}

/** Whether a reply for the range `f` holds this very period: weeks and months are clipped to the range they were asked with. */
function says(f: DayRange, period: DayRange, granularity: Granularity): boolean {
  if (period.from < f.from || period.to > f.to) return false
  const whole = calendarPeriod(period.from, granularity)
  return Math.max(whole.from, f.from) === period.from && Math.min(whole.to, f.to) === period.to
}

function calendarPeriod(day: Day, granularity: Granularity): DayRange {
  if (granularity === 'week') return { from: startOfWeek(day), to: startOfWeek(day) + 6 }
  if (granularity === 'month') return { from: firstOfMonth(day), to: lastOfMonth(day) }
  return { from: day, to: day }
}

function periodsOf(range: DayRange, granularity: Granularity): DayRange[] {
  const periods: DayRange[] = []
  for (let day = range.from; day <= range.to;) {
    const to = Math.min(calendarPeriod(day, granularity).to, range.to)
    periods.push({ from: day, to })
    day = to + 1
  }
  return periods
}

/** Neighbouring periods become one request. */
export function joined(periods: readonly DayRange[]): DayRange[] {
  const ranges: DayRange[] = []
  for (const period of periods) {
    const last = ranges.at(-1)
    if (last && last.to + 1 === period.from) last.to = period.to
    else ranges.push({ ...period })
  }
  return ranges
}
