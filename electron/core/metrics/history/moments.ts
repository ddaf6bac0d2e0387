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

/** Fetches that came together as one, oldest first. A sync that began between two (`starts`, in milliseconds) parts them. */
export function joinMoments(fetches: readonly Fetches[], starts: readonly number[] = [], gap = GAP_MS): Fetches[] {
  const joined: Fetches[] = []
  const ordered = starts.toSorted((a, b) => a - b)
  let next = 0
  for (const one of fetches.toSorted((a, b) => a.first - b.first)) {
    const before = joined.at(-1)
    while ((ordered[next] ?? Infinity) <= (before?.last ?? -Infinity)) next += 1
    const parted = (ordered[next] ?? Infinity) <= one.first
    if (!before || parted || one.first - before.last > gap) {
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
