import { formatDay } from '../../../electron/contract/calendar.ts'
import { comparedRange } from '../../../electron/contract/compare.ts'
import type { Input } from '../../../electron/contract/index.ts'
import type { SeriesTable } from '../../../electron/contract/methods/query.ts'
import { api, LinkLost } from '../../api/index.ts'
import { dayNumber } from '../../format/dates.ts'
import type { DateRange } from '../../format/presets.ts'
import type { Scope } from '../../router/scope-query.ts'

type Series = Input<'query.series'>
/** Some metrics of some apps, over a range and over the one compared with. */
export interface SeriesQuestion extends Omit<Series, 'metric' | 'variant'> {
  readonly metrics: readonly { readonly key: string; readonly metric: string; readonly variant: string | null }[]
  readonly beforeRange: DateRange | null
}
/** The series of these apps, in the order they are named here; those that are not, after them. */
export function inOrder(table: SeriesTable, apps: readonly number[]): SeriesTable {
  const place = new Map(apps.map((id, i) => [id, i]))
  const at = ({ appId }: SeriesTable['series'][number]) => place.get(appId) ?? apps.length
  return { ...table, series: table.series.toSorted((a, b) => at(a) - at(b)) }
}

/** What came of one metric. One that cannot be answered does not take the others with it. */
export interface MetricAnswer {
  readonly key: string
  readonly now: SeriesTable | null
  readonly before: SeriesTable | null
  readonly error: unknown
}
export interface SeriesAnswer {
  readonly asked: SeriesQuestion
  readonly metrics: readonly MetricAnswer[]
}

/** The range a range is compared with, as the top bar says it; null for none. */
export function beforeRangeOf(range: DateRange, compare: Scope['compare']): DateRange | null {
  const days = ({ from, to }: DateRange) => ({ from: dayNumber(from), to: dayNumber(to) })
  const found = comparedRange(days(range), typeof compare === 'string' ? compare : days(compare))
  return found && { from: formatDay(found.from), to: formatDay(found.to) }
}

/** Asks for every metric and both ranges at once; a lost link is thrown, so that it is asked again. */
export async function askSeries(asked: SeriesQuestion): Promise<SeriesAnswer> {
  const { metrics, beforeRange, ...common } = asked
  const one = async ({ key, metric, variant }: SeriesQuestion['metrics'][number]): Promise<MetricAnswer> => {
    const own = { ...common, metric, ...(variant === null ? {} : { variant }) }
    try {
      const [now, before] = await Promise.all([
        api.call('query.series', own),
        beforeRange && api.call('query.series', { ...own, range: beforeRange }),
      ])
      return { key, now, before, error: null }
    } catch (error) {
      if (error instanceof LinkLost) throw error
      return { key, now: null, before: null, error }
    }
  }
  return { asked, metrics: await Promise.all(metrics.map(one)) }
}
