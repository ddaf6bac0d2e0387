import { startOfDayMs, type Day, type DayRange } from '../../contract/calendar.ts'
import type { CoverageState } from '../../contract/methods/history-coverage.ts'
import { REFETCH_DAYS } from './final.ts'

/** The worst last: of several series of one report that one counts. A state is kept as its place here. */
export const STATES: readonly CoverageState[] = ['final', 'open', 'stale', 'wider', 'missing', 'refused', 'ahead']
export const FINAL = 0
export const OPEN = 1
export const STALE = 2
export const WIDER = 3
export const MISSING = 4
export const REFUSED = 5
export const AHEAD = 6

const MINUTE_MS = 60_000
/** Moments are kept in whole minutes, rounded up: whether one is after the beginning of a day is the same then. */
export const toMinute = (ms: number) => Math.ceil(ms / MINUTE_MS)

/** What is stored of one series' days: the minute of the newest reply that speaks of each (0: none), and whether a longer range holds it. */
export interface SlotDays {
  readonly minutes: Uint32Array
  readonly wider: Uint8Array
}

export function noDays(range: DayRange): SlotDays {
  const length = range.to - range.from + 1
  return { minutes: new Uint32Array(length), wider: new Uint8Array(length) }
}

/** Enters a reply. One about members tells of its whole range alone: only one of a single day tells of that day. */
export function enter(days: SlotDays, range: DayRange, reply: DayRange, minute: number, ofWholeRange: boolean): void {
  const single = !ofWholeRange || reply.from === reply.to
  const to = Math.min(reply.to, range.to) - range.from
  for (let d = Math.max(reply.from, range.from) - range.from; d <= to; d += 1)
    if (!single) days.wider[d] = 1
    else if (minute > (days.minutes[d] ?? 0)) days.minutes[d] = minute
}

/** A range that was asked for and not given, and when (ms). */
export type Refusal = DayRange & { readonly at: number }

/** Whether a day's newest reply, of this minute (0: none), is older than the refusal that meets the day. */
export const refuses = ({ from, to, at }: Refusal, day: Day, minute: number): boolean =>
  from <= day && day <= to && minute * MINUTE_MS <= at

/** How a series' days stand at a moment, as places in STATES. */
export class Judge {
  readonly #finalFrom: readonly number[]
  readonly #now: number
  readonly #newest: number

  /** `settles`: days after which the report's numbers no longer mature. `newest`: the newest day that is over. */
  constructor(range: DayRange, settles: number, now: number, newest: Day) {
    const first = toMinute(startOfDayMs(range.from + 1 + settles + REFETCH_DAYS))
    this.#finalFrom = Array.from({ length: range.to - range.from + 1 }, (_, d) => first + d * 1440)
    this.#now = toMinute(now)
    this.#newest = newest - range.from
  }

  stateOf({ minutes, wider }: SlotDays, d: number): number {
    if (d > this.#newest) return AHEAD
    const minute = minutes[d] ?? 0
    if (minute === 0) return wider[d] === 1 ? WIDER : MISSING
    const finalFrom = this.#finalFrom[d] ?? Infinity
    if (minute > finalFrom) return FINAL
    return this.#now > finalFrom ? STALE : OPEN
  }

  /** Whether a fetch would tell more of some day than is known. */
  lacks(days: SlotDays): boolean {
    return days.minutes.some((_, d) => {
      const state = this.stateOf(days, d)
      return state !== FINAL && state !== OPEN && state !== AHEAD
    })
  }
}
