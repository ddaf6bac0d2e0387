import type { Reconciliation, ReconcileInput } from '../../contract/methods/query-reconcile.ts'
import type { DayRange } from '../../contract/calendar.ts'
import { Formulas } from '../metrics/formula.ts'
import { noted } from '../metrics/notes.ts'
import { overTime } from '../metrics/over-time.ts'
import { newestCompleteDay } from '../metrics/periods.ts'
import { MEASURES, reconcile } from '../metrics/reconcile.ts'
import { readSpans, type Reading } from './query-read.ts'
import { appsInScope, asOfMs, dayRange, type QueryApp, type QueryOptions } from './query-scope.ts'
import { inTurns } from './turns.ts'

/** Apps read before others get their turn. */
const AT_ONCE = 5

/**
 * `query.reconcile`: what each report says of the same measure over the range, app by app, and how far they are apart. Reports that are not
 * known are left out. Throws `app.unknown`.
 */
export async function queryReconciliation(options: QueryOptions, input: ReconcileInput): Promise<Reconciliation> {
  const apps = appsInScope(options.apps(), input.scope, { token: 'app' })
  const { asOf } = input
  return {
    apps: await inTurns(apps, AT_ONCE, (some) => reconciled(options, some, dayRange(input.range), asOfMs(asOf))),
  }
}

function reconciled(
  options: QueryOptions,
  apps: readonly QueryApp[],
  range: DayRange,
  asOf: number | undefined,
): Reconciliation['apps'] {
  const known = new Set(options.reports.map((report) => report.id))
  const measures = MEASURES.map((measure) => ({
    ...measure,
    metrics: measure.metrics.filter((metric) => known.has(metric.slice(0, metric.indexOf('/')))),
  }))
  const formulas = new Formulas(options.reports)
  const byName = new Map(measures.flatMap(({ metrics }) => metrics).map((name) => [name, formulas.named(name)]))
  const reading: Reading = {
    facts: options.facts,
    apps: apps.map((app) => app.id),
    asOf,
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
    }).map((measure) => ({ ...measure, totals: [...measure.totals] })),
  }))
}
