import { formatDay, type DayRange } from '../../contract/calendar.ts'
import { AppError } from '../../contract/errors.ts'
import type { Parsed } from '../../contract/index.ts'
import { SEVERITIES, type AlertRule } from '../../contract/methods/alerts.ts'
import type { Alert, ContributionTable, Insights, InsightsInput, RankTable } from '../../contract/methods/insights.ts'
import type { Overview } from '../../contract/methods/query.ts'
import { Formulas, usualGranularity } from '../metrics/formula.ts'
import { newestCompleteDay } from '../metrics/periods.ts'
import { REFETCH_DAYS } from '../sync/final.ts'
import { alertsOf, isProvisional, judgeAll, type Watch } from './insights-findings.ts'
import { addsUp, contributionOf, movers, ranksOf } from './insights-parts.ts'
import { readWatched, type WatchedApp } from './insights-read.ts'
import { ruleAlerts } from './insights-rules.ts'
import { silentApps } from './insights-silent.ts'
import { OVERVIEW_METRICS, queryOverview } from './query-overview.ts'
import { appsInScope, asOfMs, dayRange, type QueryApp, type QueryOptions } from './query-scope.ts'
import { provenanceOf } from './query-source.ts'

/** Apps told of a contribution or of places; the rest stands as one. */
const TOLD = 10

/** `insights.overview`. Throws `metric.unknown`, `report.unknown`, `app.unknown`, `input.invalid`. */
export async function insightsOverview(
  options: QueryOptions,
  rules: readonly AlertRule[],
  input: InsightsInput,
): Promise<Insights> {
  const apps = appsInScope(options.apps(), input.scope, { token: 'app' })
  const { watch, formulas } = watchOf(options, input)
  const reading = {
    facts: options.facts,
    apps: [],
    asOf: asOfMs(input.asOf),
    newest: newestCompleteDay(options.clock()),
    sources: formulas.sources,
    formulas: watch.formulas,
  }
  const watched = watch.days.length > 0 ? await readWatched(reading, apps, watch.formulas, watch.range) : []
  const findings = await judgeAll(watch, watched)
  const end = watch.days.at(-1)
  const alerts = ranked([
    ...(end === undefined ? [] : await ruleAlerts(options, rules, apps, end, input)),
    ...silentApps(watch, watched),
    ...withSources(options, await alertsOf(watch, watched, findings), watched),
  ])
  const overview = queryOverview(options, { ...input, metrics: [...watch.metrics] })
  return {
    from: input.range.from,
    to: input.range.to,
    compare: overview.compare,
    days: watch.days.map(formatDay),
    metrics: overview.metrics.map(({ metric, unit }) => ({ metric, unit })),
    alerts: alerts.slice(0, input.limit),
    counts: countsOf(alerts),
    judged: findings.counts,
    contributions: overview.metrics.flatMap((metric, m) => (addsUp(metric) ? [contributionOf(overview, m, TOLD)] : [])),
    ranks: { ...headOf(overview, 0), apps: movers(ranksOf(overview, 0), TOLD) },
    launches: launchesOf(options, apps, formulas, watch, input),
  }
}

/** `insights.contribution`. Throws `input.invalid` for a metric that does not add up over apps. */
export function insightsContribution(options: QueryOptions, input: Parsed<'insights.contribution'>): ContributionTable {
  const overview = queryOverview(options, { ...input, metrics: [input.metric] })
  const [metric] = overview.metrics
  if (!metric || !addsUp(metric)) throw new AppError('input.invalid', { field: 'metric', value: input.metric })
  return contributionOf(overview, 0, input.limit)
}

/** `insights.ranks`. */
export function insightsRanks(options: QueryOptions, input: Parsed<'insights.ranks'>): RankTable {
  const overview = queryOverview(options, { ...input, metrics: [input.metric] })
  return { ...headOf(overview, 0), apps: ranksOf(overview, 0).slice(0, input.limit) }
}

const headOf = ({ metrics }: Overview, m: number) => ({
  metric: metrics[m]?.metric ?? '',
  unit: metrics[m]?.unit ?? ('count' as const),
})

/** What is watched over which days: the last complete ones of the range, and the same weekdays before. Trailing windows change too slowly. */
function watchOf(options: QueryOptions, input: InsightsInput): { watch: Watch; formulas: Formulas } {
  const range = dayRange(input.range)
  const formulas = new Formulas(options.reports)
  const watched = (input.metrics ?? OVERVIEW_METRICS)
    .map((metric) => ({ metric, formula: formulas.named(metric) }))
    .filter(({ formula }) => formula.metric.overTime.rule !== 'last')
  const end = Math.min(range.to, newestCompleteDay(options.clock()))
  const first = Math.max(range.from, end - input.days + 1)
  const days = Array.from({ length: Math.max(0, end - first + 1) }, (_, i) => first + i)
  const window: DayRange = { from: first - 7 * input.weeks, to: Math.max(first, end) }
  const metrics = watched.map(({ metric }) => metric)
  return { watch: { input, metrics, formulas: watched.map(({ formula }) => formula), range: window, days }, formulas }
}

/** Where the numbers came from, and whether they could still change then. */
function withSources(options: QueryOptions, alerts: readonly Alert[], watched: readonly WatchedApp[]): Alert[] {
  const snapshots = new Map(watched.map(({ app, snapshot }) => [app?.id ?? null, snapshot]))
  const sources = provenanceOf(options, snapshots.values())
  return alerts.map((alert) => {
    const source = sources.get(snapshots.get(alert.appId) ?? 0) ?? null
    const day = dayRange({ from: alert.from, to: alert.to }).to
    const provisional = source !== null && isProvisional(day, Date.parse(source.fetchedAt), REFETCH_DAYS)
    return { ...alert, source, provisional }
  })
}

const KINDS: readonly Alert['kind'][] = ['rule', 'no-data', 'weekday', 'peers']

/** The most urgent first; of those a person's own rules, then what weighs most in the whole, then what is furthest off. */
function ranked(alerts: readonly Alert[]): Alert[] {
  const scoreOf = ({ weekday, peers }: Alert) => Math.abs(weekday?.score ?? peers?.score ?? 0)
  return alerts.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      Math.abs(b.impact ?? 0) - Math.abs(a.impact ?? 0) ||
      scoreOf(b) - scoreOf(a),
  )
}

function countsOf(alerts: readonly Alert[]): Insights['counts'] {
  const count = (severity: Alert['severity']) => alerts.filter((alert) => alert.severity === severity).length
  return { critical: count('critical'), warning: count('warning'), info: count('info') }
}

/** Apps that began in the range, by the first metric watched; where the days before were fetched, so that it is known. */
function launchesOf(
  options: QueryOptions,
  apps: readonly QueryApp[],
  formulas: Formulas,
  watch: Watch,
  input: InsightsInput,
): Insights['launches'] {
  const [formula] = watch.formulas
  const source = formula && formulas.sources[formula.ref.source]
  if (!source || usualGranularity(source.report) !== 'day') return []
  const range = dayRange(input.range)
  const found = options.facts.firstDays({
    report: source.report.id,
    variant: source.variant,
    granularity: 'day',
    apps: apps.map(({ id }) => id),
    columns: [source.columns[formula.ref.column] ?? 0],
    asOf: asOfMs(input.asOf),
  })
  return apps.flatMap(({ id, name }, a) => {
    const { day = null, asked = null } = found[a] ?? {}
    if (day === null || asked === null || asked >= day || day < range.from || day > range.to) return []
    return [{ appId: id, app: name, firstDay: formatDay(day), days: range.to - day + 1 }]
  })
}
