import type { MembersTable } from '../../../electron/contract/methods/query-members.ts'
import type { PeriodInfo } from '../../../electron/contract/methods/query.ts'
import type { BarModel } from '../../charts/bar-chart.ts'
import { periodTitle, placesOf } from '../../charts/places.ts'
import type { ChartTip } from '../../charts/tip.ts'
import { restOf, type Folded } from '../../components/members/fold.ts'
import { ownColors, REST, shareLegend, type ShareBarsOptions } from '../../components/members/share-bars.ts'
import { buildSides, type Side, type Sides } from '../../components/members/sides.ts'
import { formatMoment, formatRange } from '../../format/dates.ts'
import { formatValue } from '../../format/numbers.ts'
import type { Step } from './state.ts'
import { t } from './texts.ts'

/** The answers about the periods of a range, one each. */
export interface TimeAnswer {
  readonly by: Step
  readonly periods: readonly PeriodInfo[]
  readonly tables: readonly MembersTable[]
}
/** One period as its chart needs it: whose numbers it has (of apps side by side the first's); nobody's where it was never fetched. */
export interface Moment {
  readonly period: PeriodInfo
  readonly sides: Sides
  readonly side: Side | null
  /** Apps that are not in it, of all that were asked for. */
  readonly missing: number
  readonly apps: number
}

export function momentsOf({ periods, tables }: TimeAnswer, allName: (apps: number) => string): Moment[] {
  return tables.flatMap((table, at) => {
    const period = periods[at]
    if (!period) return []
    const single = table.apps.length > 0
    const sides = buildSides(single ? table : null, single ? null : table, allName)
    const side = sides.apps[0] ?? sides.whole
    const { missing, apps } = single
      ? { missing: sides.apps.filter((each) => each.missing !== null).length, apps: sides.apps.length }
      : table.combined
    return [{ period, sides, side: side?.missing === null ? side : null, missing, apps }]
  })
}

/** The ranges nobody has numbers of, or not everybody. */
export const lackingOf = (moments: readonly Moment[]): readonly PeriodInfo[] =>
  moments.filter(({ missing }) => missing > 0).map(({ period }) => period)

/** Bars over time, each a whole, with the parts and colours of the mix. */
export function timeModel(
  moments: readonly Moment[],
  by: Step,
  { shown, folded }: Folded,
  { metric, locale, restName, colors = ownColors }: Omit<ShareBarsOptions, 'colors'> & { colors?: typeof ownColors },
): BarModel {
  const read = (value: (side: Side) => number | null) => moments.map(({ side }) => (side ? value(side) : null))
  const legend = shareLegend({ shown, folded }, { metric, locale, restName, colors })
  return {
    places: placesOf(
      moments.map(({ period }) => period),
      by,
      locale,
    ),
    granularity: by,
    unit: 'percent',
    locale,
    series: legend.map((item) => {
      const member = shown.find(({ id }) => id === item.key)
      return {
        ...item,
        values: read((side) => (member ? side.read(member, metric).value : restOf(folded, side, metric))),
      }
    }),
    form: 'stacked',
    scale: { min: 0, max: 100, step: 25 },
  }
}

/** The parts of one period. */
export function timeTip(
  moment: Moment,
  by: Step,
  { shown, folded }: Folded,
  { metric, locale, restName, colors }: ShareBarsOptions,
): ChartTip {
  const { period, side, missing, apps } = moment
  const value = (part: number | null) => formatValue('percent', part) || t('unknown')
  const source = side?.source
  return {
    title: periodTitle(period, by, locale),
    lines: [
      ...(period.partial ? [t('partial', { range: formatRange(period.from, period.to) })] : []),
      ...(side === null ? [t('notFetched')] : missing > 0 ? [t('someMissing', { n: missing, all: apps })] : []),
    ],
    rows:
      side === null
        ? []
        : shareLegend({ shown, folded }, { metric, locale, restName, colors }).map((item) => {
            const member = shown.find(({ id }) => id === item.key)
            const part =
              item.key === REST ? restOf(folded, side, metric) : member ? side.read(member, metric).value : null
            return { ...item, value: value(part) }
          }),
    ...(source ? { foot: t('tipSource', { snapshot: source.snapshot, time: formatMoment(source.fetchedAt) }) } : {}),
  }
}
