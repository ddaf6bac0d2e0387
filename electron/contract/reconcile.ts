import type { PlatformReconciliation } from './methods/query-reconcile.ts'

export type PlatformMeasure = PlatformReconciliation['measures'][number]
export type MeasureId = PlatformMeasure['id']
export type ReasonKey = PlatformMeasure['reasons'][number]

/** The two sides of a measure as one number each. */
export interface Held {
  readonly platform: number | null
  readonly apps: number | null
  /** Sum of apps less platform, and in percent of the platform. */
  readonly difference: number | null
  readonly percent: number | null
  /** The day they stand for; null for the range, or for those of its days that both sides know. */
  readonly day: string | null
  /** How many days both sides know, where those alone are added up; null where they are not. */
  readonly common: number | null
}

/**
 * What is held against each other of a measure. Counts that add up over days: the range, or where one side lacks days those that both
 * know. Windows that end each day, and people, who have no total over days: the last day that both know. Else the totals of the range.
 */
export function heldOf(measure: PlatformMeasure, days: readonly string[]): Held {
  const { platform, apps, difference } = measure
  const both = days.flatMap((_, d) => ((difference.values[d] ?? null) === null ? [] : [d]))
  const last = both.at(-1)
  if (last !== undefined && (platform.total.rule === 'last' || platform.total.value === null))
    return { ...dayOf(measure, last), day: days[last] ?? null, common: null }
  if (last !== undefined && platform.total.rule === 'sum' && both.length < days.length) {
    const sum = (values: readonly (number | null)[]) => both.reduce((all, d) => all + (values[d] ?? 0), 0)
    return { ...apart(sum(platform.values), sum(apps.values)), day: null, common: both.length }
  }
  return { ...apart(platform.total.value, apps.total.value), day: null, common: null }
}

/** One day of a measure. */
export const dayOf = ({ platform, apps }: PlatformMeasure, at: number): Sides =>
  apart(platform.values[at] ?? null, apps.values[at] ?? null)

type Sides = Omit<Held, 'day' | 'common'>
function apart(platform: number | null, apps: number | null): Sides {
  const difference = platform === null || apps === null ? null : apps - platform
  return {
    platform,
    apps,
    difference,
    percent: difference === null || !platform ? null : (100 * difference) / platform,
  }
}

/** What keeps the numbers held against each other apart: days that the platform lacks are not among them. */
export const reasonsLeft = ({ reasons }: PlatformMeasure, { day, common }: Held): readonly ReasonKey[] =>
  day === null && common === null ? reasons : reasons.filter((reason) => reason !== 'platform-missing')
