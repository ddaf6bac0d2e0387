import { formatDay } from '../../electron/contract/calendar.ts'
import type { Handlers, Input, Output } from '../../electron/contract/index.ts'
import type { App } from '../../electron/contract/methods/apps.ts'
import { chance, daysOf, makeApps, REPORTS } from './fake-data.ts'
import { inScope } from './fake-query.ts'

const AGES = Array.from({ length: 8 }, (_, i) => ({ age: i + 1, key: `第${i + 2}天` }))
type Report = Output<'reports.list'>[number]

/** The report of cohorts, as `reports.list` would tell it. */
export function retentionReport(): Report {
  const [like] = REPORTS
  const [metric] = like?.metrics ?? []
  if (!like || !metric) throw new Error('no report')
  const named = (key: string) => ({ ...metric, key, name: { 'zh-CN': key, en: key } })
  const metrics = [named('active_user_count'), ...AGES.map(({ key }) => named(key))]
  const keys = metrics.map(({ key }) => key)
  const name = { 'zh-CN': '活跃用户留存', en: 'Retention' }
  return { ...like, id: 'retention', order: 3, name, metrics, variants: [{ key: 'count', name, metrics: keys }] }
}

/** How many of an app's people of a day there are, and came back `age` days later; null until that day is over. */
export const cohortSize = (app: number, day: number): number => 1000 + Math.round(500 * chance(app, day))
export function cameBack(app: number, day: number, age: number, newest: number): number | null {
  if (day + age > newest) return null
  return Math.round(cohortSize(app, day) * ((0.1 + 0.02 * app) / age) * (0.9 + 0.2 * chance(app, day, age)))
}

/** Σ retained / Σ cohort over cohorts old enough. */
export function curveOf(apps: readonly number[], days: readonly number[], newest: number) {
  const parts = AGES.map(({ age }) => {
    const due = apps.flatMap((app) => days.filter((day) => day + age <= newest).map((day) => ({ app, day })))
    const base = due.reduce((sum, { app, day }) => sum + cohortSize(app, day), 0)
    const retained = due.reduce((sum, { app, day }) => sum + (cameBack(app, day, age, newest) ?? 0), 0)
    return { base, retained: due.length === 0 ? null : retained, rate: base === 0 ? null : (100 * retained) / base }
  })
  return {
    rate: parts.map(({ rate }) => rate),
    base: parts.map(({ base }) => base),
    retained: parts.map(({ retained }) => retained),
  }
}

const middle = (values: number[], q: number) => values.toSorted((a, b) => a - b)[Math.floor(q * (values.length - 1))]

/** A host that answers what Retention asks, of days up to `newest`; apps in `none` have nothing. */
export function retentionHandlers(count: number, newest: number, none: readonly number[] = []): Partial<Handlers> {
  const all = makeApps(count)
  const source = { snapshot: 77, fetchedAt: '2026-11-24T01:00:00.000Z' }
  const has = (app: App) => !none.includes(app.id)
  return {
    'reports.list': () => [...REPORTS, retentionReport()],
    'query.cohorts': (input: Input<'query.cohorts'>): Output<'query.cohorts'> => {
      const days = daysOf(input.range).filter((day) => day <= newest)
      const apps = inScope(all, input.scope)
      const band = inScope(all, input.band ?? input.scope).filter(has)
      const curves = band.map(({ id }) => curveOf([id], days, newest).rate)
      const at = (n: number) => curves.flatMap((rate) => rate[n] ?? [])
      return {
        report: 'retention',
        variant: 'count',
        granularity: input.granularity ?? 'day',
        ages: AGES,
        apps: apps.map((app) => ({
          appId: app.id,
          app: app.name,
          ...curveOf(has(app) ? [app.id] : [], days, newest),
          cohorts: has(app) ? days.length : 0,
          expected: days.length,
          note: has(app) ? null : 'not-fetched',
          source: has(app) ? source : null,
        })),
        pooled: curveOf(
          apps.filter(has).map(({ id }) => id),
          days,
          newest,
        ),
        band: {
          median: AGES.map((_, n) => middle(at(n), 0.5) ?? null),
          lower: AGES.map((_, n) => (at(n).length < 4 ? null : (middle(at(n), 0.25) ?? null))),
          upper: AGES.map((_, n) => (at(n).length < 4 ? null : (middle(at(n), 0.75) ?? null))),
          apps: AGES.map((_, n) => at(n).length),
        },
      }
    },
    'query.table': (input: Input<'query.table'>): Output<'query.table'> => {
      const [app] = inScope(all, input.scope)
      const days = app && has(app) ? daysOf(input.range).filter((day) => day <= newest) : []
      return {
        report: 'retention',
        variant: 'count',
        granularity: 'day',
        ...input.range,
        columns: [
          { key: 'active_user_count', unit: 'count' },
          ...AGES.map(({ key }) => ({ key, unit: 'count' as const })),
        ],
        rows: days.map((day) => ({
          appId: app?.id ?? 0,
          app: app?.name ?? '',
          key: formatDay(day),
          label: formatDay(day),
          parent: null,
          from: formatDay(day),
          to: formatDay(day),
          partial: false,
          values: {
            active_user_count: cohortSize(app?.id ?? 0, day),
            ...Object.fromEntries(AGES.map(({ age, key }) => [key, cameBack(app?.id ?? 0, day, age, newest)])),
          },
        })),
        sum: {},
        sources: [],
        missing: [],
      }
    },
  }
}
