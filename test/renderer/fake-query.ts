import { firstOfMonth, formatDay, isoWeek, lastOfMonth, parseDay } from '../../electron/contract/calendar.ts'
import { AppError } from '../../electron/contract/errors.ts'
import type { Input, Output } from '../../electron/contract/index.ts'
import type { App } from '../../electron/contract/methods/apps.ts'
import type { Kpi, Total } from '../../electron/contract/methods/query.ts'
import { dayValue, daysOf, METRICS } from './fake-data.ts'

interface Range {
  from: string
  to: string
}
type Known = (number | null)[]

const sum = (values: Known) => values.reduce<number>((a, b) => a + (b ?? 0), 0)
const known = (values: Known) => values.filter((value) => value !== null)

/** One app's total: near enough to the rules to look right; a range of users that does not end yesterday's month is "not fetched". */
function totalOf(app: App, metric: string, range: Range): Total {
  const [, key = ''] = metric.split('/')
  const rule = METRICS.get(metric)?.overTime.rule ?? 'sum'
  const values = daysOf(range).map((day) => dayValue(app.id, day, key))
  const have = known(values)
  if (have.length === 0) return { value: null, rule, note: 'not-fetched' }
  const note = have.length < values.length ? ('incomplete' as const) : null
  if (rule === 'unique' && app.id % 11 === 8) return { value: null, rule, note: 'not-fetched-range' }
  if (rule === 'unique') return { value: Math.round(sum(values) * 0.62), rule, note }
  if (rule === 'last') return { value: have.at(-1) ?? null, rule, note: null }
  if (rule === 'ratio' || rule === 'weighted') return { value: sum(values) / have.length, rule, note }
  return { value: sum(values), rule, note }
}

const changeOf = (now: Total, before: Total | null) =>
  before?.value && now.value !== null && now.note !== 'incomplete'
    ? ((now.value - before.value) / before.value) * 100
    : null

function combinedTotal(metric: string, totals: Total[]): Total {
  const rule = METRICS.get(metric)?.overApps.rule ?? 'sum'
  const have = totals.flatMap(({ value }) => (value === null ? [] : [value]))
  if (have.length === 0) return { value: null, rule, note: 'not-fetched' }
  const all = have.reduce((a, b) => a + b, 0)
  if (rule === 'ratio' || rule === 'weighted') return { value: all / have.length, rule, note: null }
  return { value: all, rule, note: rule === 'unique' ? 'not-deduplicated' : null }
}

function comparedRange(range: Range, mode: Input<'query.overview'>['compare']): Range | null {
  if (typeof mode === 'object') return mode
  if (mode === 'none') return null
  const days = daysOf(range)
  const shift = mode === 'year' ? 364 : mode === 'weekday' ? Math.ceil(days.length / 7) * 7 : days.length
  const move = (day: string) => formatDay((parseDay(day) ?? 0) - shift)
  return { from: move(range.from), to: move(range.to) }
}

export const inScope = (apps: readonly App[], scope: Input<'query.overview'>['scope']) =>
  apps.filter((app) => {
    const { apps: ids = [], tags = [] } = scope
    if (ids.length + tags.length === 0) return true
    return ids.includes(app.id) || app.tags.some((tag) => tags.includes(tag))
  })

export function fakeOverview(all: readonly App[], input: Input<'query.overview'>): Output<'query.overview'> {
  const metrics = input.metrics ?? [...METRICS.keys()]
  const compare = comparedRange(input.range, input.compare ?? 'previous')
  const apps = inScope(all, input.scope)
  const kpisOf = (app: App): Kpi[] =>
    metrics.map((metric) => {
      const total = totalOf(app, metric, input.range)
      const previous = compare && totalOf(app, metric, compare)
      return { total, previous, change: changeOf(total, previous) }
    })
  const rows = apps.map((app) => {
    const [, first = ''] = (metrics[0] ?? '').split('/')
    const spark = daysOf(input.range).map((day) => dayValue(app.id, day, first))
    const last = spark.findLastIndex((value) => value !== null)
    const day = last < 0 ? null : formatDay((parseDay(input.range.from) ?? 0) + last)
    return { appId: app.id, app: app.name, kpis: kpisOf(app), spark, freshness: { day, fetchedAt: app.lastFetchedAt } }
  })
  return {
    ...input.range,
    compare,
    metrics: metrics.map((metric) => {
      const own = METRICS.get(metric)
      return {
        metric,
        unit: own?.unit ?? 'count',
        overTime: own?.overTime.rule ?? '',
        overApps: own?.overApps.rule ?? '',
      }
    }),
    apps: rows,
    combined: metrics.map((metric, m) => {
      const total = combinedTotal(
        metric,
        rows.flatMap(({ kpis }) => kpis[m]?.total ?? []),
      )
      const previous =
        compare &&
        combinedTotal(
          metric,
          rows.flatMap(({ kpis }) => kpis[m]?.previous ?? []),
        )
      return { total, previous, change: changeOf({ ...total, note: null }, previous) }
    }),
  }
}

interface FakePeriod {
  readonly key: string
  readonly days: number[]
  readonly partial: boolean
}

/** The periods of a range; clipped weeks and months are marked. */
function periodsOf(range: Range, granularity: string): FakePeriod[] {
  const days = daysOf(range)
  if (granularity === 'hour')
    return Array.from({ length: 24 }, (_, h) => ({ key: String(h).padStart(2, '0'), days, partial: false }))
  const keyOf = (day: number) => {
    if (granularity === 'week') return isoWeek(day)
    return granularity === 'month' ? formatDay(day).slice(0, 7) : formatDay(day)
  }
  return [...Map.groupBy(days, keyOf)].map(([key, own]) => ({ key, days: own, partial: isClipped(own, granularity) }))
}

function isClipped(days: number[], granularity: string): boolean {
  const [first = 0] = days
  if (granularity === 'month') return first !== firstOfMonth(first) || days.at(-1) !== lastOfMonth(first)
  return granularity === 'week' && days.length < 7
}

/** A period's value: hours have a day's rhythm, longer periods sum or average their days. */
function periodValue(app: App, key: string, period: FakePeriod, granularity: string, mean: boolean): number | null {
  const values = period.days.map((day) => dayValue(app.id, day, key))
  const have = known(values)
  if (have.length === 0 || (have.length < values.length && granularity !== 'hour')) return null
  if (mean) return sum(values) / have.length
  if (granularity !== 'hour') return sum(values)
  const hour = Number(period.key)
  return Math.round((sum(values) / 24) * (1 + 0.8 * Math.sin(((hour - 7) * Math.PI) / 12)))
}

export function fakeSeries(all: readonly App[], input: Input<'query.series'>): Output<'query.series'> {
  const [report = '', key = ''] = input.metric.split('/')
  const { granularity = 'day' } = input
  if (granularity === 'hour' && report !== 'user-trend')
    throw new AppError('input.invalid', { field: 'granularity', value: 'hour', report })
  const periods = periodsOf(input.range, granularity)
  const { overApps, overTime, unit = 'count' } = METRICS.get(input.metric) ?? {}
  const mean = overApps?.rule === 'weighted' || overApps?.rule === 'ratio'
  const averaged = mean || overTime?.rule === 'last'
  const series = inScope(all, input.scope).map((app) => ({
    appId: app.id,
    app: app.name,
    values: periods.map((period) => periodValue(app, key, period, granularity, averaged)),
    total: totalOf(app, input.metric, input.range),
    source: { snapshot: 4000 + app.id, fetchedAt: app.lastFetchedAt ?? new Date().toISOString() },
  }))
  const columns = periods.map((_, i) => series.flatMap(({ values }) => values[i] ?? []))
  return {
    report,
    metric: key,
    variant: '',
    unit,
    granularity,
    periods: periods.map(({ key: name, days, partial }) => ({
      key: name,
      from: formatDay(days[0] ?? 0),
      to: formatDay(days.at(-1) ?? 0),
      partial,
    })),
    series,
    combined: {
      values: columns.map((values) => (values.length === 0 ? null : sum(values) / (mean ? values.length : 1))),
      total: combinedTotal(
        input.metric,
        series.map(({ total }) => total),
      ),
    },
  }
}
