import { AppError } from '../../contract/errors.ts'
import type { Cohorts, CohortsInput } from '../../contract/methods/query-cohorts.ts'
import { columnsFor, variantOf, type Column } from '../catalogue/lookup.ts'
import type { Report } from '../catalogue/schema.ts'
import { reportById } from '../metrics/formula.ts'
import { newestCompleteDay, periodsOf, type Period } from '../metrics/periods.ts'
import { bandOf, laterPeriod, poolCohorts, USUAL_LAST_PERIOD, type Cohort, type Pooled } from '../metrics/retention.ts'
import type { Fact } from '../store/types.ts'
import { rowsOfPeriods } from './query-periods.ts'
import { newestOf } from './query-read.ts'
import { appsInScope, asOfMs, dayRange, type QueryApp, type QueryOptions } from './query-scope.ts'
import { provenanceOf } from './query-source.ts'
import { inTurns } from './turns.ts'

/** Apps read before others get their turn. */
const AT_ONCE = 50

/** One app's cohorts, pooled by age. */
interface AppCohorts extends Pooled {
  readonly cohorts: readonly Cohort[]
  readonly snapshot: number
}

interface Question {
  readonly report: Report
  readonly variant: string
  readonly size: Column
  readonly later: readonly Column[]
  readonly kind: 'count' | 'ratio'
}

/** `query.cohorts`: retention by age, app by app, of all as one, and the middle of the apps. Throws `report.unknown`, `app.unknown`, `input.invalid`. */
export async function queryCohorts(options: QueryOptions, input: CohortsInput): Promise<Cohorts> {
  const question = questionOf(options, input)
  const all = options.apps()
  const scoped = appsInScope(all, input.scope, question.report)
  const banded = input.band ? appsInScope(all, input.band, question.report) : scoped
  const newest = newestCompleteDay(options.clock())
  const periods = periodsOf(dayRange(input.range), input.granularity, newest)
  const known = await readCohorts(options, input, question, periods, [...new Set([...scoped, ...banded])])
  const of = (some: readonly QueryApp[]) => some.flatMap(({ id }) => known.get(id) ?? [])
  const ages = shownAges(question.later, [...known.values()])
  const pooled = poolCohorts(
    of(scoped).flatMap(({ cohorts }) => cohorts),
    question.kind,
  )
  const { curves, ...band } = bandOf(of(banded), ages.length, input.minBase)
  const expected = periods.filter((period) => period.to <= newest).length
  return {
    report: question.report.id,
    variant: question.variant,
    granularity: input.granularity,
    ages,
    apps: appsOut(options, scoped, known, ages.length, expected),
    pooled: curveOut(pooled, ages.length),
    band: { median: [...band.median], lower: [...band.lower], upper: [...band.upper], apps: [...curves] },
  }
}

function questionOf(options: QueryOptions, input: CohortsInput): Question {
  const report = reportById(options.reports, input.report)
  const variant = variantOf(report, input.variant).key
  const columns = columnsFor(report, variant, input.granularity)
  const later = columns.filter(({ metric }) => laterPeriod(metric.key) !== null)
  const size = columns.find(({ metric }) => laterPeriod(metric.key) === null)
  if (later.length === 0 || !size || !report.granularities.some(({ key }) => key === input.granularity))
    throw new AppError('input.invalid', { field: 'report', value: report.id })
  return { report, variant, size, later, kind: later[0]?.metric.unit === 'percent' ? 'ratio' : 'count' }
}

/** Every app's cohorts by its id. */
async function readCohorts(
  options: QueryOptions,
  input: CohortsInput,
  { report, variant, size, later, kind }: Question,
  periods: readonly Period[],
  apps: readonly QueryApp[],
): Promise<Map<number, AppCohorts>> {
  const asked = {
    report: report.id,
    variant,
    granularity: input.granularity,
    columns: [size, ...later].map(({ column }) => column),
    asOf: asOfMs(input.asOf),
  }
  const range = dayRange(input.range)
  const ids = apps.map((app) => app.id)
  const found = await inTurns(ids, AT_ONCE, (some) =>
    options.facts.rows({ ...asked, apps: some }, range).map((facts) => cohortsOf(facts, periods, kind)),
  )
  return new Map(ids.flatMap((id, a) => (found[a] ? [[id, found[a]] as const] : [])))
}

/** The stored rows of just these periods: a week's cohort is never made of daily ones. */
function cohortsOf(facts: readonly Fact[], periods: readonly Period[], kind: 'count' | 'ratio'): AppCohorts {
  const rows = rowsOfPeriods(periods, facts).filter((row) => row !== null)
  const cohorts = rows.map(({ values: [size = null, ...later] }) => ({ size, later }))
  return { cohorts, snapshot: newestOf(rows), ...poolCohorts(cohorts, kind) }
}

/** As far as replies usually follow a cohort, or as some cohort here is followed. */
function shownAges(later: readonly Column[], apps: readonly AppCohorts[]): Cohorts['ages'] {
  const known = Math.max(...apps.map(({ retained }) => retained.findLastIndex((value) => value !== null)), -1)
  const ages = later.map(({ metric }) => ({ age: (laterPeriod(metric.key) ?? 1) - 1, key: metric.key }))
  return ages.filter(({ age }, n) => age < USUAL_LAST_PERIOD || n <= known)
}

function appsOut(
  options: QueryOptions,
  apps: readonly QueryApp[],
  known: ReadonlyMap<number, AppCohorts>,
  length: number,
  expected: number,
): Cohorts['apps'] {
  const sources = provenanceOf(
    options,
    apps.map(({ id }) => known.get(id)?.snapshot ?? 0),
  )
  return apps.map(({ id, name }) => {
    const own = known.get(id)
    const cohorts = own?.cohorts.filter((cohort) => cohort.size !== null).length ?? 0
    return {
      appId: id,
      app: name,
      ...curveOut(own, length),
      cohorts,
      expected,
      note: cohorts === 0 ? 'not-fetched' : cohorts < expected ? 'incomplete' : null,
      source: sources.get(own?.snapshot ?? 0) ?? null,
    }
  })
}

function curveOut(pooled: Pooled | undefined, length: number) {
  const upTo = <T>(values: readonly T[], blank: T) => Array.from({ length }, (_, n) => values[n] ?? blank)
  return {
    rate: upTo(pooled?.rate ?? [], null),
    base: upTo(pooled?.base ?? [], 0),
    retained: upTo(pooled?.retained ?? [], null),
  }
}
