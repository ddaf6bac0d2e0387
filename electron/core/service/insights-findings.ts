import { formatDay, startOfDayMs, type Day, type DayRange } from '../../contract/calendar.ts'
import type { Alert, InsightsInput } from '../../contract/methods/insights.ts'
import type { Formula } from '../metrics/formula.ts'
import { judge, latestAnomaly, type Anomaly, type Judged, type Verdict } from '../metrics/insights/anomalies.ts'
import { againstPeers, type Mover, type PeerVerdict } from '../metrics/insights/peers.ts'
import { seriesOf, type WatchedApp } from './insights-read.ts'
import { inTurns } from './turns.ts'

/** Apps judged before others get their turn. */
const AT_ONCE = 50

/** What is watched: metrics by name and formula, over days of which the last are judged. */
export interface Watch {
  readonly input: InsightsInput
  readonly metrics: readonly string[]
  readonly formulas: readonly Formula[]
  readonly range: DayRange
  readonly days: readonly Day[]
}

/** Everything judged: by app, metric and day, and how each app stands against its peers. */
export interface Findings {
  readonly verdicts: readonly (readonly (readonly Verdict[])[])[]
  readonly counts: { series: number; small: number; unknown: number }
  /** By metric and day. */
  readonly peers: (m: number, day: Day) => ReadonlyMap<number, PeerVerdict>
}

export async function judgeAll(watch: Watch, apps: readonly WatchedApp[]): Promise<Findings> {
  const counts = { series: 0, small: 0, unknown: 0 }
  const verdictsOf = (app: WatchedApp) =>
    watch.formulas.map((formula, m) => {
      const series = seriesOf(app, m, formula, watch.range)
      const found = watch.days.map((day) => judge(series, day, watch.input))
      const last = found.at(-1)
      if (last === 'small') counts.small += 1
      else if (last === 'unknown' || last === undefined) counts.unknown += 1
      else counts.series += 1
      return found
    })
  const verdicts = await inTurns(apps, AT_ONCE, (some) => some.map(verdictsOf))
  const known = new Map<string, ReadonlyMap<number, PeerVerdict>>()
  const peers = (m: number, day: Day) => {
    const key = `${m} ${day}`
    const there = known.get(key) ?? againstPeers(moversOn(watch, apps, verdicts, m, day))
    known.set(key, there)
    return there
  }
  return { verdicts, counts, peers }
}

function moversOn(
  watch: Watch,
  apps: readonly WatchedApp[],
  verdicts: Findings['verdicts'],
  m: number,
  day: Day,
): Mover[] {
  return apps.flatMap(({ app }, a) => {
    const verdict = verdicts[a]?.[m]?.[watch.days.indexOf(day)]
    if (!app || verdict === undefined || typeof verdict === 'string') return []
    const factor = verdict.value / verdict.baseline.expected
    return factor > 0 && Number.isFinite(factor) ? [{ app: app.id, tags: app.tags, factor }] : []
  })
}

/** One thing out of the ordinary about an app's metric. */
interface Unusual {
  readonly m: number
  readonly anomaly: Anomaly
  readonly peers: PeerVerdict | null
  readonly kind: 'weekday' | 'peers'
  readonly score: number
}

/** One alert an app at most: its most unusual metric, with the others beside it. */
export function alertsOf(watch: Watch, apps: readonly WatchedApp[], findings: Findings): Promise<Alert[]> {
  return inTurns([...apps.entries()], AT_ONCE, (some) =>
    some.flatMap(([a, app]) => {
      const unusual = watch.formulas.flatMap((_, m) => unusualOf(watch, app, findings, a, m) ?? [])
      const [first, ...others] = unusual.sort((x, y) => Math.abs(y.score) - Math.abs(x.score))
      return first ? [toAlert(watch, apps, findings, app, first, others)] : []
    }),
  )
}

function unusualOf(watch: Watch, { app }: WatchedApp, findings: Findings, a: number, m: number): Unusual | null {
  const verdicts = findings.verdicts[a]?.[m] ?? []
  const { threshold } = watch.input
  const anomaly = latestAnomaly(verdicts, threshold)
  const peersOn = (day: Day) => (app ? (findings.peers(m, day).get(app.id) ?? null) : null)
  if (anomaly) {
    return { m, anomaly, peers: peersOn(anomaly.worst.day), kind: 'weekday', score: anomaly.worst.score }
  }
  const last = verdicts.at(-1)
  if (last === undefined || typeof last === 'string') return null
  const peers = peersOn(last.day)
  if (!peers || Math.abs(peers.score) < threshold) return null
  return { m, anomaly: { from: last.day, to: last.day, worst: last }, peers, kind: 'peers', score: peers.score }
}

/** From this score on it is grave. */
const GRAVE = 6
/** Within this score of its peers an app moved as they did … */
const ALIKE = 2
/** … and the group itself moved by so many percent. */
const MOVED = 10

function severityOf({ kind, score }: Unusual, withPeers: boolean): Alert['severity'] {
  if (withPeers) return 'info'
  const grave = Math.abs(score) >= GRAVE
  if (kind === 'peers') return grave ? 'warning' : 'info'
  return grave ? 'critical' : 'warning'
}

function toAlert(
  watch: Watch,
  apps: readonly WatchedApp[],
  findings: Findings,
  own: WatchedApp,
  first: Unusual,
  others: readonly Unusual[],
): Alert {
  const { m, anomaly, peers, kind, score } = first
  const { worst } = anomaly
  const { app } = own
  const metric = watch.metrics[m] ?? ''
  const direction = score > 0 ? 'rise' : 'fall'
  const withPeers =
    peers !== null &&
    Math.abs(peers.score) < ALIKE &&
    Math.abs(peers.middle) >= MOVED &&
    Math.sign(peers.middle) === Math.sign(score)
  return {
    ...NO_EVIDENCE,
    id: [kind, app?.id ?? 'all', metric, direction, formatDay(worst.day)].join(':'),
    kind,
    severity: severityOf(first, withPeers),
    appId: app?.id ?? null,
    app: app?.name ?? null,
    metric,
    unit: watch.formulas[m]?.metric.unit ?? 'count',
    direction,
    from: formatDay(anomaly.from),
    to: formatDay(anomaly.to),
    ...numbersOf(worst),
    impact: app ? impactOf(watch, apps, findings, m, worst) : null,
    weekday: {
      weeks: weeksOf(watch, own, m, worst.day),
      expected: worst.baseline.expected,
      spread: worst.baseline.spread,
      score: worst.score,
    },
    peers,
    withPeers,
    also: others.map((other) => ({
      metric: watch.metrics[other.m] ?? '',
      unit: watch.formulas[other.m]?.metric.unit ?? 'count',
      ...numbersOf(other.anomaly.worst),
      score: other.score,
    })),
  }
}

/** What an alert has none of, until it has. */
export const NO_EVIDENCE = {
  direction: null,
  actual: null,
  expected: null,
  change: null,
  impact: null,
  weekday: null,
  peers: null,
  rule: null,
  lastDay: null,
  withPeers: false,
  provisional: false,
  also: [],
  source: null,
} satisfies Partial<Alert>

function numbersOf({ value, baseline: { expected } }: Judged) {
  return { actual: value, expected, change: expected === 0 ? null : (100 * (value - expected)) / Math.abs(expected) }
}

function weeksOf(watch: Watch, own: WatchedApp, m: number, day: Day) {
  const formula = watch.formulas[m]
  const series = formula ? seriesOf(own, m, formula, watch.range) : null
  return Array.from({ length: watch.input.weeks }, (_, week) => day - 7 * (watch.input.weeks - week)).map((before) => ({
    day: formatDay(before),
    value: series?.valueOn(before) ?? null,
  }))
}

/** The difference against what was expected of all apps together, in percent; counts only. */
function impactOf(watch: Watch, apps: readonly WatchedApp[], { verdicts }: Findings, m: number, worst: Judged) {
  if (watch.formulas[m]?.metric.unit !== 'count') return null
  const d = watch.days.indexOf(worst.day)
  let expected = 0
  apps.forEach(({ app }, a) => {
    const verdict = verdicts[a]?.[m]?.[d]
    if (app && verdict !== undefined && typeof verdict !== 'string') expected += verdict.baseline.expected
  })
  return expected === 0 ? null : (100 * (worst.value - worst.baseline.expected)) / expected
}

/** Whether a day's numbers could still change when they were fetched (ms). */
export const isProvisional = (day: Day, fetchedAt: number, refetchDays: number) =>
  fetchedAt <= startOfDayMs(day + 1 + refetchDays)
