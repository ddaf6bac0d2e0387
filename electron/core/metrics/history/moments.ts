/** Fetches of one moment, in milliseconds. */
export interface Fetches {
  readonly first: number
  readonly last: number
  readonly replies: number
  readonly changed: number
  readonly replaced: number
}

/** Fetches no further apart than this belong to one sync. */
export const GAP_MS = 10 * 60_000

/** Fetches that came together as one, oldest first. */
export function joinMoments(fetches: readonly Fetches[], gap = GAP_MS): Fetches[] {
  const joined: Fetches[] = []
  for (const one of fetches.toSorted((a, b) => a.first - b.first)) {
    const before = joined.at(-1)
    if (!before || one.first - before.last > gap) {
      joined.push(one)
      continue
    }
    joined[joined.length - 1] = {
      first: before.first,
      last: Math.max(before.last, one.last),
      replies: before.replies + one.replies,
      changed: before.changed + one.changed,
      replaced: before.replaced + one.replaced,
    }
  }
  return joined
}
