import type { Day } from '../../../contract/calendar.ts'
import type { Unit } from '../../../contract/units.ts'
import { baselineOf, noiseOf, scoreOf, type Baseline } from './score.ts'

/** One series by day: a number, and the cases it stands on (the number itself for a count). */
export interface DaySeries {
  readonly unit: Unit
  readonly valueOn: (day: Day) => number | null
  readonly baseOn: (day: Day) => number | null
}

export interface Limits {
  /** So many same weekdays before are looked at. */
  readonly weeks: number
  /** From this score on a number is out of the ordinary. */
  readonly threshold: number
  /** What stands on fewer cases is too small to be judged. */
  readonly minBase: number
}

/** A day held against the same weekdays of the weeks before. */
export interface Judged {
  readonly day: Day
  readonly value: number
  readonly baseline: Baseline
  readonly score: number
}

/** A run of days out of the ordinary in one direction; `worst` is the one furthest off. */
export interface Anomaly {
  readonly from: Day
  readonly to: Day
  readonly worst: Judged
}

/** `small`: too few cases. `unknown`: no number that day, or too little before. */
export type Verdict = Judged | 'small' | 'unknown'

export function judge(series: DaySeries, day: Day, { weeks, minBase }: Limits): Verdict {
  const value = series.valueOn(day)
  if (value === null) return 'unknown'
  const days = Array.from({ length: weeks }, (_, week) => day - 7 * (week + 1))
  const values = days.flatMap((before) => series.valueOn(before) ?? [])
  const base = series.baseOn(day)
  const baseline = baselineOf(values, noiseOf(series.unit, base))
  if (!baseline) return 'unknown'
  const cases = series.unit === 'count' ? Math.max(value, baseline.expected) : (base ?? 0)
  if (cases < minBase) return 'small'
  return { day, value, baseline, score: scoreOf(value, baseline) }
}

/** The latest run of days out of the ordinary among these (ascending, next to each other); null where there is none. */
export function latestAnomaly(verdicts: readonly Verdict[], threshold: number): Anomaly | null {
  const judged = verdicts.map((verdict) => (typeof verdict === 'string' ? null : verdict))
  const end = judged.findLastIndex((one) => one !== null && Math.abs(one.score) >= threshold)
  let worst = judged[end]
  if (!worst) return null
  const direction = Math.sign(worst.score)
  let from = end
  for (let i = end - 1; i >= 0; i -= 1) {
    const one = judged[i]
    if (!one || Math.abs(one.score) < threshold || Math.sign(one.score) !== direction) break
    from = i
    if (Math.abs(one.score) > Math.abs(worst.score)) worst = one
  }
  return { from: judged[from]?.day ?? worst.day, to: judged[end]?.day ?? worst.day, worst }
}
