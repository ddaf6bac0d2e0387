import { changeOf, changePercent, changesWithin } from '../../../electron/contract/compare.ts'
import type { PeriodInfo, Provenance, SeriesTable, Total } from '../../../electron/contract/methods/query.ts'
import type { Unit } from '../../../electron/contract/units.ts'
import type { Granularity } from '../../charts/places.ts'
import type { DateRange } from '../../format/presets.ts'
import type { MetricChoice } from './metrics.ts'
import { nameOf } from './names.ts'

export type Values = readonly (number | null)[]

/** One line: an app, or all of them as one. */
export interface PanelLine {
  readonly values: Values
  readonly total: Total
  /** The range compared with, place by place from its first; null where nothing is compared. */
  readonly before: Values | null
  readonly previous: Total | null
  /** Between the two totals, by the rules; null where they do not allow it. */
  readonly change: number | null
}
export interface PanelSeries extends PanelLine {
  readonly key: string
  readonly appId: number
  readonly name: string
  readonly source: Provenance | null
}
/** One metric of all apps compared. */
export interface Panel {
  readonly choice: MetricChoice
  readonly unit: Unit
  readonly granularity: Granularity
  readonly periods: readonly PeriodInfo[]
  readonly range: DateRange
  readonly beforePeriods: readonly PeriodInfo[] | null
  readonly beforeRange: DateRange | null
  readonly series: readonly PanelSeries[]
  readonly combined: PanelLine
}

/** The core's two answers, for the range and for the one compared with, as one. */
export function buildPanel(
  choice: MetricChoice,
  now: SeriesTable,
  before: SeriesTable | null,
  ranges: { range: DateRange; beforeRange: DateRange | null },
): Panel {
  const earlier = new Map(before?.series.map((each) => [each.appId, each]))
  const line = (own: Own, other: Own | undefined): PanelLine => ({
    values: own.values,
    total: own.total,
    before: other?.values ?? null,
    previous: other?.total ?? null,
    change: changeOf(own.total, other?.total ?? null),
  })
  return {
    choice,
    unit: now.unit,
    granularity: now.granularity,
    periods: now.periods,
    beforePeriods: before?.periods ?? null,
    ...ranges,
    series: now.series.map((each) => ({
      ...line(each, earlier.get(each.appId)),
      key: String(each.appId),
      appId: each.appId,
      name: nameOf(each),
      source: each.source,
    })),
    combined: line(now.combined, before?.combined),
  }
}
type Own = SeriesTable['combined']

/** When the newest reply that speaks in these panels was fetched; null where nothing is stored. */
export function newestFetch(panels: readonly Panel[]): string | null {
  const all = panels.flatMap(({ series }) => series.flatMap(({ source }) => source?.fetchedAt ?? []))
  return all.reduce<string | null>((a, b) => (a !== null && a > b ? a : b), null)
}

/** Nothing is known of it in the range. */
export const isBlank = ({ values }: Pick<PanelLine, 'values'>): boolean => values.every((value) => value === null)

/** The largest first; those whose total is unknown by the mean of what is known, after them. Equals keep their order. */
export function bySize<T extends { readonly values: Values; readonly total: Total }>(series: readonly T[]): T[] {
  const size = ({ total, values }: T) => total.value ?? meanOf(values)
  const known = ({ total }: T) => Number(total.value !== null)
  return series.toSorted((a, b) => known(b) - known(a) || (size(b) ?? -Infinity) - (size(a) ?? -Infinity) || 0)
}

export function meanOf(values: Values): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length
}

/** Against the same period of the range compared with; without one, against the period before. None where either is not whole. */
export function changeAt(
  panel: Panel,
  { values, before }: Pick<PanelLine, 'values' | 'before'>,
  at: number,
): number | null {
  if (!before) return changesWithin(panel.periods, [...values])[at] ?? null
  if (panel.periods[at]?.partial !== false || panel.beforePeriods?.[at]?.partial !== false) return null
  return changePercent(values[at] ?? null, before[at] ?? null)
}
