import type { Input } from '../../electron/contract/index.ts'
import type { Alert, ContributionTable, Insights } from '../../electron/contract/methods/insights.ts'
import { YESTERDAY } from './fake-data.ts'

/** A day unlike its weekday before, unless said otherwise. */
export const alertOf = (some: Partial<Alert> = {}): Alert => ({
  id: `weekday:1:user-trend/session_count:fall:${YESTERDAY}`,
  kind: 'weekday',
  severity: 'critical',
  appId: 1,
  app: 'App 1',
  metric: 'user-trend/session_count',
  unit: 'count',
  direction: 'fall',
  from: YESTERDAY,
  to: YESTERDAY,
  actual: 400,
  expected: 1000,
  change: -60,
  impact: -3,
  weekday: {
    weeks: [
      { day: '2026-11-10', value: 990 },
      { day: '2026-11-17', value: 1010 },
      { day: '2026-11-03', value: null },
    ],
    expected: 1000,
    spread: 50,
    score: -12,
  },
  peers: null,
  rule: null,
  lastDay: null,
  withPeers: false,
  provisional: false,
  also: [],
  source: null,
  ...some,
})

export const contributionOf = (changes: Readonly<Record<number, number>>): ContributionTable => {
  const apps = Object.entries(changes).map(([id, change]) => ({
    appId: Number(id),
    app: `App ${id}`,
    now: 1000 + change,
    before: 1000,
    change,
    points: (100 * change) / (1000 * Object.keys(changes).length),
    share: null,
  }))
  const change = apps.reduce((sum, app) => sum + app.change, 0)
  const before = 1000 * apps.length
  return {
    metric: 'user-trend/session_count',
    unit: 'count',
    note: null,
    now: before + change,
    before,
    change,
    percent: (100 * change) / before,
    apps,
    rest: { apps: 0, change: 0, points: 0, share: 0 },
    leftOut: [],
  }
}

/** Nothing out of the ordinary, until said otherwise. */
export const fakeInsights = ({ range }: Input<'insights.overview'>, some: Partial<Insights> = {}): Insights => {
  const alerts = some.alerts ?? []
  const of = (severity: Alert['severity']) => alerts.filter((alert) => alert.severity === severity).length
  return {
    ...range,
    compare: null,
    days: [range.to],
    metrics: [{ metric: 'user-trend/session_count', unit: 'count' }],
    alerts,
    counts: { critical: of('critical'), warning: of('warning'), info: of('info') },
    judged: { series: 12, small: 0, unknown: 0 },
    contributions: [contributionOf({ 1: 300, 2: -100 })],
    ranks: { metric: 'user-trend/session_count', unit: 'count', apps: [] },
    launches: [],
    ...some,
  }
}
