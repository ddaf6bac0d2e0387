import type { Pair } from './contribution.ts'

export interface Ranked extends Pair {
  /** 1 is the largest; equals share a rank and the next is skipped. Null where the number is unknown. */
  readonly rank: number | null
  readonly previous: number | null
  /** Places won (or, below zero, lost); null where either rank is unknown. */
  readonly moved: number | null
}

/** Each app's place by its number, in both ranges. In the order given. */
export function ranked(pairs: readonly Pair[]): Ranked[] {
  const now = places(pairs.map((pair) => pair.now))
  const before = places(pairs.map((pair) => pair.before))
  return pairs.map((pair, i) => {
    const [rank, previous] = [now[i] ?? null, before[i] ?? null]
    return { ...pair, rank, previous, moved: rank === null || previous === null ? null : previous - rank }
  })
}

function places(values: readonly (number | null)[]): (number | null)[] {
  const descending = values.filter((value) => value !== null).sort((a, b) => b - a)
  const first = new Map<number, number>()
  descending.forEach((value, i) => {
    if (!first.has(value)) first.set(value, i + 1)
  })
  return values.map((value) => (value === null ? null : (first.get(value) ?? null)))
}
