/** One app's number in two ranges. */
export interface Pair {
  readonly app: number
  readonly now: number | null
  readonly before: number | null
}

export interface Contribution {
  readonly app: number
  readonly now: number
  readonly before: number
  /** Now less before; all apps' changes add up to the total's, exactly. */
  readonly change: number
  /** Percentage points of the total's change; null where the total was zero. They add up to its percentage. */
  readonly points: number | null
  /** Percent of the total's change: above 100 or below 0 where apps moved against each other. Null where the total did not change. */
  readonly share: number | null
}

export interface Contributions {
  readonly now: number
  readonly before: number
  readonly change: number
  readonly percent: number | null
  /** The largest change first, up or down. */
  readonly apps: readonly Contribution[]
}

/** What each app added to the change of all of them, over the apps known in both ranges. For numbers that add up over apps. */
export function contributions(pairs: readonly Pair[]): Contributions {
  const known = pairs.flatMap(({ app, now, before }) => (now === null || before === null ? [] : [{ app, now, before }]))
  const now = known.reduce((sum, one) => sum + one.now, 0)
  const before = known.reduce((sum, one) => sum + one.before, 0)
  const change = now - before
  const apps = known.map((one): Contribution => {
    const own = one.now - one.before
    return {
      ...one,
      change: own,
      points: before === 0 ? null : (100 * own) / before,
      share: change === 0 ? null : (100 * own) / change,
    }
  })
  return {
    now,
    before,
    change,
    percent: before === 0 ? null : (100 * change) / before,
    apps: apps.sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || a.app - b.app),
  }
}
