import { Formulas } from '../metrics/formula.ts'
import { noted } from '../metrics/notes.ts'
import { overTime } from '../metrics/over-time.ts'
import { newestCompleteDay } from '../metrics/periods.ts'
import { MEASURES, reconcile, type Reconciled } from '../metrics/reconcile.ts'
import { readSpans, type Reading } from './query-read.ts'
import { appsInScope, asOfMs, dayRange, type QueryOptions, type Scope } from './query-scope.ts'

export interface ReconcileInput {
  readonly range: { readonly from: string; readonly to: string }
  readonly scope: Scope
  readonly asOf?: string | undefined
}

/** For each app: what each report says of the same measure over the range, and how far they are apart. Reports that are not known are left out. */
export function queryReconciliation(
  options: QueryOptions,
  input: ReconcileInput,
): { appId: number; app: string; measures: Reconciled[] }[] {
  const range = dayRange(input.range)
  const known = new Set(options.reports.map((report) => report.id))
  const measures = MEASURES.map((measure) => ({
    ...measure,
    metrics: measure.metrics.filter((metric) => known.has(metric.slice(0, metric.indexOf('/')))),
  }))
  const formulas = new Formulas(options.reports)
  const byName = new Map(measures.flatMap(({ metrics }) => metrics).map((name) => [name, formulas.named(name)]))
  const apps = appsInScope(options.apps(), input.scope, { token: 'app' })
  const reading: Reading = {
    facts: options.facts,
    apps: apps.map((app) => app.id),
    asOf: asOfMs(input.asOf),
    newest: newestCompleteDay(options.clock()),
    sources: formulas.sources,
    formulas: [...byName.values()],
  }
  const spans = readSpans(reading, [range])[0] ?? []
  return apps.map((app, a) => ({
    appId: app.id,
    app: app.name,
    measures: reconcile(measures, (name) => {
      const formula = byName.get(name)
      const own = spans[a]?.spans ?? []
      const total = formula ? overTime(formula, own) : ({ value: null, note: 'not-fetched' } as const)
      return noted(total, range.to > reading.newest ? 'partial' : null)
    }),
  }))
}
