import { formatDay, type Day } from '../../contract/calendar.ts'
import { AppError } from '../../contract/errors.ts'
import type { Launch, LaunchInput } from '../../contract/methods/insights.ts'
import { variantOf } from '../catalogue/lookup.ts'
import { Formulas, reportById, splitMetric, usualGranularity } from '../metrics/formula.ts'
import { newestCompleteDay } from '../metrics/periods.ts'
import { bandOf } from '../metrics/retention.ts'
import type { FactQuery } from '../store/types.ts'
import { appsInScope, asOfMs, type QueryApp, type QueryOptions } from './query-scope.ts'
import { provenanceOf } from './query-source.ts'
import { inTurns } from './turns.ts'

/** Apps read before others get their turn. */
const AT_ONCE = 25

/** One app's days since its first one with numbers. */
interface Started {
  readonly app: QueryApp
  readonly firstDay: Day | null
  readonly known: boolean
  readonly values: readonly (number | null)[]
  readonly snapshot: number
}

/** `query.launch`: apps side by side by the days since each began. Throws `metric.unknown`, `report.unknown`, `app.unknown`, `input.invalid`. */
export async function queryLaunch(options: QueryOptions, input: LaunchInput): Promise<Launch> {
  const { report: id, key } = splitMetric(input.metric)
  const report = reportById(options.reports, id)
  const variant = variantOf(report, input.variant).key
  if (usualGranularity(report) !== 'day') throw new AppError('input.invalid', { field: 'metric', value: input.metric })
  const formulas = new Formulas(options.reports)
  const { ref, metric } = formulas.of(report, variant, key, 'day')
  const columns = [formulas.sources[ref.source]?.columns[ref.column] ?? 0]
  const all = options.apps()
  const scoped = appsInScope(all, input.scope, report)
  const banded = input.band ? appsInScope(all, input.band, report) : scoped
  const apps = [...new Set([...scoped, ...banded])]
  const about = { report: id, variant, granularity: 'day' as const, columns, asOf: asOfMs(input.asOf) }
  const started = await inTurns(apps, AT_ONCE, (some) => startedApps(options, about, some, input.days))
  const byApp = new Map(started.map((one) => [one.app.id, one]))
  const curves = banded.flatMap(({ id: app }) => byApp.get(app) ?? []).filter(({ known }) => known)
  const { curves: counted, ...band } = bandOf(
    curves.map(({ values }) => ({ rate: values, base: values.map(() => 1) })),
    input.days,
    0,
  )
  const sources = provenanceOf(
    options,
    started.map(({ snapshot }) => snapshot),
  )
  return {
    report: id,
    metric: metric.key,
    variant,
    unit: metric.unit,
    days: input.days,
    apps: scoped.flatMap(({ id: app, name }) => {
      const one = byApp.get(app)
      if (!one) return []
      const firstDay = one.firstDay === null ? null : formatDay(one.firstDay)
      const source = sources.get(one.snapshot) ?? null
      return [{ appId: app, app: name, firstDay, known: one.known, values: [...one.values], source }]
    }),
    band: { median: [...band.median], lower: [...band.lower], upper: [...band.upper], apps: [...counted] },
  }
}

function startedApps(
  { facts, clock }: QueryOptions,
  about: Omit<FactQuery, 'apps'>,
  apps: readonly QueryApp[],
  days: number,
): Started[] {
  const first = facts.firstDays({ ...about, apps: apps.map(({ id }) => id) })
  const newest = newestCompleteDay(clock())
  return apps.map((app, a): Started => {
    const { day = null, asked = null } = first[a] ?? {}
    const values = new Array<number | null>(days).fill(null)
    if (day === null) return { app, firstDay: null, known: false, values, snapshot: 0 }
    const range = { from: day, to: Math.max(day, Math.min(day + days - 1, newest)) }
    const [rows] = facts.daily({ ...about, apps: [app.id] }, range)
    rows?.from.forEach((at, i) => (values[at - day] = rows.values[0]?.[i] ?? null))
    return { app, firstDay: day, known: asked !== null && asked < day, values, snapshot: rows?.snapshot ?? 0 }
  })
}
