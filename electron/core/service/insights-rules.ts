import { formatDay, parseDay, type Day } from '../../contract/calendar.ts'
import type { AlertRule } from '../../contract/methods/alerts.ts'
import type { Alert, InsightsInput } from '../../contract/methods/insights.ts'
import type { Kpi, Overview } from '../../contract/methods/query.ts'
import { Formulas, usualGranularity } from '../metrics/formula.ts'
import { check, type Found } from '../metrics/insights/condition.ts'
import { NO_EVIDENCE } from './insights-findings.ts'
import { queryOverview } from './query-overview.ts'
import { PLATFORM_APP } from '../store/types.ts'
import { asOfMs, PLATFORM, type QueryApp, type QueryOptions } from './query-scope.ts'
import { inTurns } from './turns.ts'

/** A silence is looked for so many days back; a longer one is one of so many days at least. */
const SILENCE_DAYS = 90

/** What a person's own rules find on the days up to `end`, for the apps looked at. */
export async function ruleAlerts(
  options: QueryOptions,
  rules: readonly AlertRule[],
  apps: readonly QueryApp[],
  end: Day,
  input: Pick<InsightsInput, 'asOf'>,
): Promise<Alert[]> {
  const watched = rules.flatMap((rule) => {
    const own = concerned(rule, apps)
    return rule.enabled && own.length > 0 ? [{ rule, apps: own }] : []
  })
  return inTurns(watched, 1, (some) =>
    some.flatMap((one) => alertsOfRule(options, one.rule, one.apps, end, input.asOf)),
  )
}

/** The apps of the view that a rule is about; the platform is in every view. */
function concerned({ appId, tag }: AlertRule, apps: readonly QueryApp[]): readonly QueryApp[] {
  if (appId === PLATFORM_APP) return [PLATFORM]
  if (appId !== null) return apps.filter(({ id }) => id === appId)
  return tag === null ? apps : apps.filter(({ tags }) => tags.includes(tag))
}

function alertsOfRule(
  options: QueryOptions,
  rule: AlertRule,
  apps: readonly QueryApp[],
  end: Day,
  asOf: string | undefined,
): Alert[] {
  const { condition } = rule
  const days = condition.kind === 'no-data' ? SILENCE_DAYS : rule.days
  const overview = queryOverview(options, {
    range: { from: formatDay(end - days + 1), to: formatDay(end) },
    compare: condition.kind === 'change' ? condition.against : 'none',
    metrics: [rule.metric],
    // what is watched as one is the rule's own whole, whatever part of it is looked at
    scope: rule.each ? { apps: apps.map(({ id }) => id), tags: [] } : scopeOf(rule),
    asOf,
  })
  if (!rule.each && condition.kind !== 'no-data') {
    const [kpi] = overview.combined
    return kpi ? found(rule, overview, null, kpi, end, null) : []
  }
  const ever = condition.kind === 'no-data' ? everKnown(options, rule, overview, asOf) : null
  return overview.apps.flatMap((app) => {
    const known = parseDay(app.freshness.day ?? '') ?? (ever?.has(app.appId) ? end - SILENCE_DAYS : null)
    return app.kpis[0] ? found(rule, overview, app, app.kpis[0], end, known) : []
  })
}

/** Apps that had numbers once, however long ago: silence is news of them alone. */
function everKnown(options: QueryOptions, rule: AlertRule, { apps }: Overview, asOf: string | undefined): Set<number> {
  const formulas = new Formulas(options.reports)
  const { ref } = formulas.named(rule.metric)
  const source = formulas.sources[ref.source]
  if (!source || usualGranularity(source.report) !== 'day') return new Set()
  const ids = apps.map(({ appId }) => appId)
  const column = source.columns[ref.column] ?? 0
  const about = { report: source.report.id, variant: source.variant, granularity: 'day' as const, apps: ids }
  const first = options.facts.firstDays({ ...about, columns: [column], asOf: asOfMs(asOf) })
  return new Set(ids.filter((_, i) => (first[i]?.day ?? null) !== null))
}

function scopeOf({ appId, tag }: AlertRule) {
  return { apps: appId === null ? [] : [appId], tags: tag === null ? [] : [tag] }
}

function found(
  rule: AlertRule,
  overview: Overview,
  app: Overview['apps'][number] | null,
  { total, previous }: Kpi,
  end: Day,
  lastDay: Day | null,
): Alert[] {
  const silentDays = lastDay === null ? null : end - lastDay
  const result = check(rule.condition, { actual: total, base: previous, silentDays })
  return result ? [toAlert(rule, overview, app, total, result, lastDay)] : []
}

function toAlert(
  rule: AlertRule,
  { from, to, metrics }: Overview,
  app: Overview['apps'][number] | null,
  total: Kpi['total'],
  { direction, expected, change }: Found,
  lastDay: Day | null,
): Alert {
  const silent = rule.condition.kind === 'no-data' && lastDay !== null
  // a silence longer than is looked back has no known beginning
  const since = silent && formatDay(lastDay) >= from ? formatDay(lastDay) : null
  return {
    ...NO_EVIDENCE,
    id: ['rule', rule.id, app?.appId ?? 'all', to].join(':'),
    kind: 'rule',
    severity: rule.severity,
    appId: app?.appId ?? null,
    app: app?.app ?? null,
    metric: rule.metric,
    unit: total.unit ?? metrics[0]?.unit ?? 'count',
    direction,
    from: since === null || lastDay === null ? from : formatDay(lastDay + 1),
    to,
    actual: silent ? null : total.value,
    expected,
    change,
    rule: { id: rule.id, name: rule.name, condition: rule.condition, note: silent ? null : total.note },
    lastDay: since,
  }
}
