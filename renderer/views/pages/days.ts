import type { MemberSeries } from '../../../electron/contract/methods/query-member.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import type { Unit } from '../../../electron/contract/units.ts'
import { dashesFor } from '../../charts/dashes.ts'
import type { LegendItem } from '../../charts/legend.ts'
import type { LineModel } from '../../charts/line-chart.ts'
import { periodTitle, placesOf } from '../../charts/places.ts'
import type { ChartTip } from '../../charts/tip.ts'
import type { SourceSubject } from '../../components/source/subject.ts'
import { formatMoment } from '../../format/dates.ts'
import { formatValue } from '../../format/numbers.ts'
import { t as members } from '../../components/members/texts.ts'
import { seriesOf } from '../../theme/series.ts'
import { VIEW } from './state.ts'
import { t } from './texts.ts'

/** One metric of a page, day by day, app by app. */
export interface DayLines {
  readonly of: MemberSeries
  readonly metric: string
  readonly unit: Unit
  readonly locale: Locale
}

/** Days of apps that were never fetched by themselves, and the apps they are of. */
export function lackingDays({ apps }: MemberSeries): { days: number; apps: number[] } {
  const lacking = apps.map(({ appId, days }) => ({ appId, n: days.filter((day) => day === 'not-fetched').length }))
  return {
    days: lacking.reduce((sum, { n }) => sum + n, 0),
    apps: lacking.flatMap(({ appId, n }) => (n > 0 ? [appId] : [])),
  }
}

const at = ({ columns }: MemberSeries, metric: string) => columns.findIndex(({ key }) => key === metric)

export function dayLegend({ apps }: MemberSeries): LegendItem[] {
  const colors = apps.map(({ appId }) => seriesOf(appId))
  const dashes = dashesFor(colors)
  return apps.map(({ appId, app }, i) => ({
    key: String(appId),
    label: app,
    color: colors[i] ?? 1,
    dash: dashes[i] ?? [],
  }))
}

export function dayModel({ of, metric, unit, locale }: DayLines): LineModel {
  const column = at(of, metric)
  return {
    places: placesOf(of.periods, 'day', locale),
    granularity: 'day',
    unit,
    locale,
    series: dayLegend(of).map((item, a) => ({ ...item, values: of.apps[a]?.values[column] ?? [] })),
    named: of.apps.length > 1,
  }
}

/** Every app's number of a day; where there is none, why. */
export function dayTip({ of, metric, unit, locale }: DayLines, place: number, key: string | null): ChartTip | null {
  const period = of.periods[place]
  if (!period) return null
  const column = at(of, metric)
  const own = of.apps.find(({ appId }) => String(appId) === key) ?? of.apps[0]
  const source = own?.sources[place]
  return {
    title: periodTitle(period, 'day', locale),
    rows: dayLegend(of).map((item, a) => {
      const app = of.apps[a]
      const value = app?.values[column]?.[place] ?? null
      return { ...item, value: value === null ? t(`states.${app?.days[place] ?? 'listed'}`) : formatValue(unit, value) }
    }),
    ...(source
      ? { foot: members('tipSource', { snapshot: source.snapshot, time: formatMoment(source.fetchedAt) }) }
      : {}),
  }
}

/** What one point is about. */
export function daySubject(
  { of, metric, unit }: DayLines,
  path: string,
  app: MemberSeries['apps'][number],
  place: number,
): SourceSubject | null {
  const period = of.periods[place]
  if (!period) return null
  const value = app.values[at(of, metric)]?.[place] ?? null
  const note = app.days[place] === 'not-fetched' ? 'not-fetched' : value === null ? 'unknown-part' : null
  return {
    metric: `${VIEW}/${metric}`,
    who: members('who', { who: app.app, member: path }),
    now: { value, note: period.partial && note === null ? 'partial' : note, unit },
    range: { from: period.from, to: period.to },
    app: app.appId,
    source: app.sources[place] ?? null,
  }
}
