import type { ContributionTable } from '../../../../electron/contract/methods/insights.ts'

/** A bar from the zero line, in percent of the room. */
export interface Bar {
  readonly left: number
  readonly width: number
}

/** Changes as bars on one scale: those below zero to the left of its line, those above to the right. */
export function barsOf(changes: readonly number[]): { bars: Bar[]; zero: number } {
  const low = Math.min(0, ...changes)
  const span = Math.max(0, ...changes) - low
  if (span === 0) return { bars: changes.map(() => ({ left: 0, width: 0 })), zero: 0 }
  const at = (value: number) => (100 * (value - low)) / span
  return {
    bars: changes.map((change) => ({ left: at(Math.min(0, change)), width: (100 * Math.abs(change)) / span })),
    zero: at(0),
  }
}

/** A line of the list: an app, or all beyond the first ones as one (`appId` null), which would dwarf the others and has no bar. */
export interface Part {
  readonly appId: number | null
  readonly app: string
  readonly change: number
  readonly points: number | null
  readonly bar: Bar | null
}

export function partsOf({ apps, rest }: ContributionTable, restName: (n: number) => string): Part[] {
  const { bars } = barsOf(apps.map(({ change }) => change))
  const own = apps.map(({ appId, app, change, points }, i) => ({ appId, app, change, points, bar: bars[i] ?? null }))
  const { change, points } = rest
  return rest.apps > 0 ? [...own, { appId: null, app: restName(rest.apps), change, points, bar: null }] : own
}
