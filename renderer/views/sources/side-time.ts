import type { Locale } from '../../../electron/contract/primitives.ts'
import type { Unit } from '../../../electron/contract/units.ts'
import { dashesFor } from '../../charts/dashes.ts'
import type { LegendItem } from '../../charts/legend.ts'
import type { LineModel } from '../../charts/line-chart.ts'
import { periodTitle, placesOf } from '../../charts/places.ts'
import type { ChartTip } from '../../charts/tip.ts'
import type { Member, Side } from '../../components/members/sides.ts'
import { formatMoment, formatRange } from '../../format/dates.ts'
import { formatValue } from '../../format/numbers.ts'
import type { Moment } from './over-time.ts'
import type { Step } from './state.ts'
import { t } from './texts.ts'

/** One source in several apps, period by period. */
export interface SideTime {
  readonly moments: readonly Moment[]
  readonly by: Step
  readonly member: Member
  readonly metric: string
  readonly unit: Unit
  readonly locale: Locale
}

const appsOf = ({ moments }: Pick<SideTime, 'moments'>): readonly Side[] => moments[0]?.sides.apps ?? []

export function sideLegend(time: Pick<SideTime, 'moments'>): LegendItem[] {
  const apps = appsOf(time)
  const dashes = dashesFor(apps.map(({ color }) => color))
  return apps.map(({ key, name, color }, i) => ({ key, label: name, color, dash: dashes[i] ?? [] }))
}

const sideAt = ({ sides }: Moment, key: string) => sides.apps.find((side) => side.key === key)

/** A line an app; a gap where the period was never fetched, or the app has nothing of the source. */
export function sideTimeModel(time: SideTime): LineModel {
  const { moments, by, member, metric, unit, locale } = time
  return {
    places: placesOf(
      moments.map(({ period }) => period),
      by,
      locale,
    ),
    granularity: by,
    unit,
    locale,
    series: sideLegend(time).map((item) => ({
      ...item,
      values: moments.map((moment) => sideAt(moment, item.key)?.read(member, metric).value ?? null),
    })),
    named: appsOf(time).length > 1,
  }
}

/** Every app's number of a period; where there is none, why. */
export function sideTimeTip(time: SideTime, place: number, key: string | null): ChartTip | null {
  const { by, member, metric, unit, locale } = time
  const moment = time.moments[place]
  if (!moment) return null
  const { period } = moment
  const source = (sideAt(moment, key ?? '') ?? moment.sides.apps[0])?.source
  return {
    title: periodTitle(period, by, locale),
    ...(period.partial ? { lines: [t('partial', { range: formatRange(period.from, period.to) })] } : {}),
    rows: sideLegend(time).map((item) => {
      const side = sideAt(moment, item.key)
      const value = side?.read(member, metric).value ?? null
      const why = side?.missing === null ? t('unknown') : t('notFetchedShort')
      return { ...item, value: value === null ? why : formatValue(unit, value) }
    }),
    ...(source ? { foot: t('tipSource', { snapshot: source.snapshot, time: formatMoment(source.fetchedAt) }) } : {}),
  }
}
