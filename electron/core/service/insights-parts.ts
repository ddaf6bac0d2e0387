import type { ContributionTable, RankTable } from '../../contract/methods/insights.ts'
import type { Kpi, Overview } from '../../contract/methods/query.ts'
import { contributions, type Pair } from '../metrics/insights/contribution.ts'
import { ranked } from '../metrics/insights/ranks.ts'

type App = Overview['apps'][number]

/** Whether a metric's numbers add up over apps. */
export const addsUp = ({ overApps, unit }: Overview['metrics'][number]) =>
  unit === 'count' && (overApps === 'sum' || overApps === 'unique')

/** Each app's part in the change of the `m`-th metric of an overview. */
export function contributionOf(overview: Overview, m: number, limit: number): ContributionTable {
  const { metric = '', unit = 'count', overApps = '' } = overview.metrics[m] ?? {}
  const names = new Map(overview.apps.map(({ appId, app }) => [appId, app]))
  const nameOf = (appId: number) => ({ appId, app: names.get(appId) ?? '' })
  const whole = overview.apps.filter((app) => lacking(app.kpis[m]) === null)
  const { apps, ...total } = contributions(whole.map((app) => pairOf(app, m)))
  const rest = apps.slice(limit)
  const added = (of: (one: (typeof apps)[number]) => number | null) =>
    rest.some((one) => of(one) === null) ? null : rest.reduce((sum, one) => sum + (of(one) ?? 0), 0)
  return {
    metric,
    unit,
    note: overApps === 'unique' && whole.length > 1 ? 'not-deduplicated' : null,
    ...total,
    apps: apps.slice(0, limit).map(({ app, ...one }) => ({ ...nameOf(app), ...one })),
    rest: {
      apps: rest.length,
      change: rest.reduce((sum, one) => sum + one.change, 0),
      points: added((one) => one.points),
      share: added((one) => one.share),
    },
    leftOut: overview.apps.flatMap((app) => {
      const note = lacking(app.kpis[m])
      const { now, before } = pairOf(app, m)
      return note === null ? [] : [{ ...nameOf(app.appId), now, before, note }]
    }),
  }
}

/** Why an app cannot be held against itself: a number is unknown, or covers only a part of its days. */
function lacking(kpi: Kpi | undefined): ContributionTable['note'] {
  for (const total of [kpi?.total, kpi?.previous]) {
    if (!total) return 'not-fetched'
    if (total.value === null || total.note === 'partial' || total.note === 'incomplete')
      return total.note ?? 'not-fetched'
  }
  return null
}

const pairOf = ({ appId, kpis }: App, m: number): Pair => ({
  app: appId,
  now: kpis[m]?.total.value ?? null,
  before: kpis[m]?.previous?.value ?? null,
})

/** Every app's place by the `m`-th metric of an overview. */
export function ranksOf(overview: Overview, m: number): RankTable['apps'] {
  const places = ranked(overview.apps.map((app) => pairOf(app, m)))
  return overview.apps
    .map(({ appId, app }, i) => {
      const { now = null, before = null, rank = null, previous = null, moved = null } = places[i] ?? {}
      return { appId, app, now, before, rank, previous, moved }
    })
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || a.appId - b.appId)
}

/** The apps that moved most. */
export function movers(ranks: RankTable['apps'], limit: number): RankTable['apps'] {
  return ranks
    .filter(({ moved }) => moved !== null && moved !== 0)
    .sort((a, b) => Math.abs(b.moved ?? 0) - Math.abs(a.moved ?? 0))
    .slice(0, limit)
}
