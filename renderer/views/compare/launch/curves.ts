import type { Launch } from '../../../../electron/contract/methods/insights.ts'
import type { Locale } from '../../../../electron/contract/primitives.ts'
import { formatDay } from '../../../../electron/contract/calendar.ts'
import { dashesFor } from '../../../charts/dashes.ts'
import type { LegendItem } from '../../../charts/legend.ts'
import type { ChartSeries, LineModel } from '../../../charts/line-chart.ts'
import { categories } from '../../../charts/places.ts'
import type { ChartTip } from '../../../charts/tip.ts'
import type { ValueCell, ValueColumn, ValueRow } from '../../../components/values/values.ts'
import { dayNumber } from '../../../format/dates.ts'
import { formatValue } from '../../../format/numbers.ts'
import { seriesOf } from '../../../theme/series.ts'
import { t } from './texts.ts'

export const MEDIAN = 'median'
export const DAY = 'day'

/** An app from its first day on. A star: it may have begun earlier. */
export interface LaunchCurve {
  readonly key: string
  readonly appId: number
  readonly label: string
  readonly firstDay: string
  readonly color: ChartSeries['color']
  readonly dash: ChartSeries['dash']
  readonly values: readonly (number | null)[]
}

export function curvesOf({ apps }: Launch): LaunchCurve[] {
  const begun = apps.flatMap(({ firstDay, ...app }) => (firstDay === null ? [] : [{ ...app, firstDay }]))
  const colors = begun.map(({ appId }) => seriesOf(appId))
  const dashes = dashesFor(colors)
  return begun.map(({ appId, app, known, firstDay, values }, i) => ({
    key: String(appId),
    appId,
    label: known ? app : `${app} *`,
    firstDay,
    color: colors[i] ?? 1,
    dash: dashes[i] ?? [],
    values,
  }))
}

/** As many days as anybody has. */
export const daysOf = (curves: readonly LaunchCurve[]): number =>
  Math.max(0, ...curves.map(({ values }) => values.findLastIndex((value) => value !== null) + 1))

const most = ({ band }: Launch) => Math.max(0, ...band.apps)
/** One app is no middle of any. */
const hasMedian = (launch: Launch) => most(launch) > 1
const hasBand = ({ band }: Launch) => band.lower.some((value) => value !== null)
const middle = () => ({ key: MEDIAN, label: t('median'), color: '--ink-2' as const, dash: [5, 4] })

export function launchModel(launch: Launch, hidden: ReadonlySet<string>, locale: Locale): LineModel {
  const curves = curvesOf(launch)
  const length = daysOf(curves)
  const held = hasMedian(launch) && !hidden.has(MEDIAN)
  const { median, lower, upper } = launch.band
  const lines = curves
    .filter(({ key }) => !hidden.has(key))
    .map(({ key, label, color, dash, values }): ChartSeries => ({
      key,
      label,
      color,
      dash,
      values: values.slice(0, length),
    }))
  return {
    places: categories(Array.from({ length }, (_, day) => t('day', { n: day + 1 }))),
    granularity: null,
    unit: launch.unit,
    locale,
    series: [...lines, ...(held ? [{ ...middle(), values: median.slice(0, length) }] : [])],
    bands:
      held && hasBand(launch)
        ? [{ key: 'band', color: '--ink-3', low: lower.slice(0, length), high: upper.slice(0, length) }]
        : [],
  }
}

export function launchLegend(launch: Launch): LegendItem[] {
  const items = curvesOf(launch).map(({ key, label, color, dash, values }) => ({
    key,
    label,
    color,
    dash,
    blank: values.every((value) => value === null),
  }))
  return hasMedian(launch) ? [...items, { ...middle(), blank: false }] : items
}

/** Everybody's number on that day of theirs, and which day that was. */
export function launchTip(launch: Launch, at: number, hidden: ReadonlySet<string>): ChartTip | null {
  const rows = curvesOf(launch).flatMap(({ key, label, color, dash, values, firstDay }) => {
    const value = values[at] ?? null
    if (hidden.has(key) || value === null) return []
    const day = formatDay(dayNumber(firstDay) + at)
    return [{ key, label, color, dash, value: formatValue(launch.unit, value), before: day, order: value }]
  })
  const median = launch.band.median[at] ?? null
  if (median !== null && hasMedian(launch) && !hidden.has(MEDIAN))
    rows.push({ ...middle(), value: formatValue(launch.unit, median), before: '', order: median })
  return rows.length === 0 ? null : { title: t('day', { n: at + 1 }), rows: rows.toSorted((a, b) => b.order - a.order) }
}

/** Days since launch down, apps across. */
export function launchTable(launch: Launch): { columns: ValueColumn[]; rows: ValueRow[] } {
  const curves = curvesOf(launch)
  const { unit, band } = launch
  const held = hasMedian(launch)
  return {
    columns: [
      { key: DAY, title: t('dayHead'), kind: 'text', width: 116, pinned: true },
      ...(held ? [{ key: MEDIAN, title: t('median'), kind: 'number' as const, unit }] : []),
      ...curves.map(({ key, label, color, dash, firstDay }): ValueColumn => ({
        key,
        title: label,
        full: t('first', { app: label, day: firstDay }),
        kind: 'number',
        unit,
        mark: [{ color, dash }],
      })),
    ],
    rows: Array.from({ length: daysOf(curves) }, (_, day) => ({
      id: day,
      cells: new Map<string, ValueCell>([
        [DAY, { text: t('day', { n: day + 1 }), order: day }],
        [MEDIAN, { value: band.median[day] ?? null }],
        ...curves.map(({ key, values }): [string, ValueCell] => [key, { value: values[day] ?? null }]),
      ]),
    })),
  }
}

/** What must be known to read it. */
export function launchNotes(launch: Launch): string[] {
  const none = launch.apps.filter(({ firstDay }) => firstDay === null).length
  const n = most(launch)
  return [
    t('rule'),
    ...(hasMedian(launch) ? [t(hasBand(launch) ? 'bandRule' : 'medianRule', { n })] : []),
    ...(launch.apps.some(({ known, firstDay }) => firstDay !== null && !known) ? [t('unknown')] : []),
    ...(none > 0 ? [t('none', { n: none })] : []),
  ]
}
