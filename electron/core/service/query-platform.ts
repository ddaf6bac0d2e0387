import { formatDay } from '../../contract/calendar.ts'
import type { SeriesTable } from '../../contract/methods/query.ts'
import type { PlatformReconciliation } from '../../contract/methods/query-reconcile.ts'
import { newestCompleteDay } from '../metrics/periods.ts'
import { PLATFORM_APPS, PLATFORM_MEASURES, reasonsOf, type PlatformMeasure } from '../metrics/reconcile.ts'
import { dayRange, type QueryOptions } from './query-scope.ts'
import { querySeries } from './query-series.ts'
import { inTurns } from './turns.ts'

interface Input {
  readonly range: { readonly from: string; readonly to: string }
  readonly asOf?: string | undefined
}

/** What all measures are judged by. */
interface Here {
  readonly appsOfPlatform: number | null
  readonly appsHere: number
  /** Days of the range that are over. */
  readonly due: number
}

/** `query.platform`: the platform's report against the sum of the apps kept here, by day and over the range, and why they differ. */
export async function queryPlatform(options: QueryOptions, input: Input): Promise<PlatformReconciliation> {
  const range = dayRange(input.range)
  const series = (metric: string) =>
    querySeries(options, { ...input, metric, granularity: 'day', scope: { apps: [], tags: [] } })
  const here: Here = {
    appsOfPlatform: series(PLATFORM_APPS).combined.total.value,
    appsHere: options.apps().length,
    due: Math.max(0, Math.min(range.to, newestCompleteDay(options.clock())) - range.from + 1),
  }
  const measures = await inTurns(PLATFORM_MEASURES, 1, (some) =>
    some.map((measure) => measured(measure, series(measure.platform), series(measure.apps), here)),
  )
  const days = Array.from({ length: range.to - range.from + 1 }, (_, i) => formatDay(range.from + i))
  return { days, appsOfPlatform: here.appsOfPlatform, appsHere: here.appsHere, measures }
}

function measured(
  { id, people, ...metrics }: PlatformMeasure,
  platform: SeriesTable,
  apps: SeriesTable,
  here: Here,
): PlatformReconciliation['measures'][number] {
  // its own total says by which rule of time it was made; as one of many apps it has none
  const [own = platform.combined] = platform.series
  const whole = { values: platform.combined.values, total: own.total }
  const values = apps.combined.values.map((value, d) => less(value, whole.values[d] ?? null))
  const total = less(apps.combined.total.value, whole.total.value)
  const lacking = apps.series.flatMap(({ appId, app, values: own, total: whole }) => {
    const days = own.slice(0, here.due).filter((value) => value === null).length
    // a report that is told for the whole range has no days to lack
    const ranged = days === here.due && whole.value !== null && whole.note !== 'incomplete'
    return days > 0 && !ranged ? [{ appId, app, days }] : []
  })
  return {
    id,
    unit: platform.unit,
    metrics,
    platform: { values: whole.values, total: whole.total },
    apps: {
      values: apps.combined.values,
      total: apps.combined.total,
      known: whole.values.map((_, d) => apps.series.filter((app) => (app.values[d] ?? null) !== null).length),
      lacking,
    },
    difference: { values, total, percent: percentOf(total, whole.total.value) },
    reasons: reasonsOf({
      people,
      differences: [...values, total],
      platformLacks: whole.values.slice(0, here.due).includes(null),
      appsLack: lacking.length > 0,
      appsOfPlatform: here.appsOfPlatform,
      appsHere: here.appsHere,
    }),
  }
}

const less = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b)
const percentOf = (part: number | null, base: number | null) => (part === null || !base ? null : (100 * part) / base)
