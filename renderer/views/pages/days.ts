import { changePercent } from '../../../electron/contract/compare.ts'
import type { MemberSeries } from '../../../electron/contract/methods/query-member.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import type { Unit } from '../../../electron/contract/units.ts'
import { dashesFor } from '../../charts/dashes.ts'
import type { LegendItem } from '../../charts/legend.ts'
import type { LineModel } from '../../charts/line-chart.ts'
import { periodTitle, placesOf } from '../../charts/places.ts'
import type { ChartTip, TipRow } from '../../charts/tip.ts'
import { t as series } from '../../components/series/texts.ts'
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
  /** The days compared with, place by place. */
  readonly before?: MemberSeries | null
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

/** An app's numbers of the days compared with; null where there are none. */
function beforeOf({ of, before, metric }: DayLines, appId: number): (number | null)[] | null {
  if (!before) return null
  const own = before.apps.find((app) => app.appId === appId)?.values[at(before, metric)]
  return own?.some((value) => value !== null) ? of.periods.map((_, place) => own[place] ?? null) : null
}

export function dayModel(lines: DayLines): LineModel {
  const { of, metric, unit, locale } = lines
  const column = at(of, metric)
  // of several apps those before are seen while one stands out
  const quiet = of.apps.length > 1
  return {
    places: placesOf(of.periods, 'day', locale),
    granularity: 'day',
    unit,
    locale,
    series: dayLegend(of).flatMap((item, a) => {
      const before = beforeOf(lines, Number(item.key))
      return [
        { ...item, values: of.apps[a]?.values[column] ?? [] },
        ...(before ? [{ ...item, values: before, before: true, quiet }] : []),
      ]
    }),
    named: of.apps.length > 1,
  }
}

/** Every app's number of a day; where there is none, why. */
export function dayTip(lines: DayLines, place: number, key: string | null): ChartTip | null {
  const { of, metric, unit, locale } = lines
  const period = of.periods[place]
  if (!period) return null
  const column = at(of, metric)
  const own = of.apps.find(({ appId }) => String(appId) === key) ?? of.apps[0]
  const source = own?.sources[place]
  const other = lines.before?.periods[place]
  const compared = other !== undefined && of.apps.some(({ appId }) => beforeOf(lines, appId) !== null)
  return {
    title: periodTitle(period, 'day', locale),
    ...(compared ? { lines: [series('tipBefore', { title: periodTitle(other, 'day', locale) })] } : {}),
    rows: dayLegend(of).map((item, a) => {
      const app = of.apps[a]
      const value = app?.values[column]?.[place] ?? null
      return {
        ...item,
        value: value === null ? t(`states.${app?.days[place] ?? 'listed'}`) : formatValue(unit, value),
        ...(compared
          ? seenAgainst(unit, value, beforeOf(lines, Number(item.key))?.[place] ?? null, period.partial)
          : {}),
      }
    }),
    ...(source
      ? { foot: members('tipSource', { snapshot: source.snapshot, time: formatMoment(source.fetchedAt) }) }
      : {}),
  }
}

/** The number compared with, and how far it is from there: of a share in points. */
function seenAgainst(unit: Unit, value: number | null, base: number | null, partial: boolean): Partial<TipRow> {
  const before = formatValue(unit, base)
  if (unit !== 'percent') return { before, change: partial ? null : changePercent(value, base) }
  return { before, points: partial || value === null || base === null ? null : value - base }
}

/** What one point is about. */
export function daySubject(
  lines: DayLines,
  path: string,
  app: MemberSeries['apps'][number],
  place: number,
): SourceSubject | null {
  const { of, metric, unit } = lines
  const period = of.periods[place]
  if (!period) return null
  const value = app.values[at(of, metric)]?.[place] ?? null
  const note = app.days[place] === 'not-fetched' ? 'not-fetched' : value === null ? 'unknown-part' : null
  return {
    metric: `${VIEW}/${metric}`,
    who: members('who', { who: app.app, member: path }),
    now: { value, note: period.partial && note === null ? 'partial' : note, unit },
    range: { from: period.from, to: period.to },
    ...subjectBefore(lines, app.appId, place, value),
    app: app.appId,
    source: app.sources[place] ?? null,
  }
}

/** The same day of the days compared with; nothing where it has no number. */
function subjectBefore(
  lines: DayLines,
  app: number,
  place: number,
  value: number | null,
): Pick<SourceSubject, 'before' | 'change' | 'points'> {
  const other = lines.before?.periods[place]
  const base = beforeOf(lines, app)?.[place] ?? null
  if (!other || base === null) return {}
  const { change, points } = seenAgainst(lines.unit, value, base, lines.of.periods[place]?.partial === true)
  return {
    before: { total: { value: base, note: null, unit: lines.unit }, range: { from: other.from, to: other.to } },
    ...(points === undefined ? { change: change ?? null } : { points }),
  }
}
