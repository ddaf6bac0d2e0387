import type { ChartConfiguration, ChartDataset, Point, ScriptableLineSegmentContext } from 'chart.js'
import type { Locale } from '../../electron/contract/primitives.ts'
import type { Unit } from '../../electron/contract/units.ts'
import { marksOf, type ChartLevel, type ChartMark } from './annotations.ts'
import { placeAxis, valueAxis, type ChartWindow } from './axes.ts'
import { faded, type SeriesColor } from './colors.ts'
import type { Dash } from './dashes.ts'
import type { Keyed } from './emphasis.ts'
import type { EndLabel } from './end-labels.ts'
import type { Granularity, Place } from './places.ts'
import type { QuietLine } from './quiet-lines.ts'
import { textWidth } from './text-width.ts'
import type { ChartTheme } from './theme.ts'
import { thin, type LinePoint } from './thin.ts'
import { extentOf, valueScale, withEqualSteps, type ValueScale } from './value-scale.ts'
import { zoomOptions } from './zoom.ts'

/** A line: one value a place, null for unknown, which is a gap. */
export interface ChartSeries {
  /** The same in every chart of a view: what the legend hides, what stands out together. */
  readonly key: string
  readonly label: string
  readonly color: SeriesColor
  readonly dash: Dash
  readonly values: readonly (number | null)[]
  /** The range compared with, place by place: drawn thin and faded, with the key of the line it belongs to. */
  readonly before?: boolean
  /** The one that the others are read against: wider, and above them. */
  readonly strong?: boolean
  /** Measured by the axis at the right. */
  readonly right?: boolean
  /** Drawn only while its series stands out: where there are many. */
  readonly quiet?: boolean
}
/** An area between two values a place (least and greatest, quartiles). */
export interface ChartBand {
  readonly key: string
  readonly color: SeriesColor
  readonly low: readonly (number | null)[]
  readonly high: readonly (number | null)[]
}

export interface LineModel {
  readonly places: readonly Place[]
  /** Null where the places are no periods. */
  readonly granularity: Granularity | null
  readonly unit: Unit
  /** What the axis at the right measures, where there is one. */
  readonly rightUnit?: Unit | null
  readonly locale: Locale
  readonly series: readonly ChartSeries[]
  readonly bands?: readonly ChartBand[]
  readonly marks?: readonly ChartMark[]
  readonly levels?: readonly ChartLevel[]
  /** The part of the places looked at; null for all. */
  readonly window?: ChartWindow | null
  /** A scale shared with other charts; else one of its own around what is in sight. */
  readonly scale?: ValueScale
  /** Write the names at the lines' ends. */
  readonly named?: boolean
}

const STRONG = 2.8
const PARTIAL_DASH = [4, 4]
const BEFORE_DASH = [3, 4]
const BEFORE_WIDTH = 1.2
const BEFORE_ALPHA = 0.6
/** Pixels a name at a line's end may take. */
const NAME_ROOM = 132
/** Pixels that may reach over the edge of the drawing. */
export const OVERHANG = 5
/** Stretches a line is thinned to: about one for two pixels of a wide screen. */
const BUCKETS = 1200

/** Lines over periods: a gap for what is unknown, dashes for what is not whole, thin lines for what is compared with. */
export function lineChart(model: LineModel, theme: ChartTheme): ChartConfiguration<'line'> {
  const { places, granularity, unit, locale, window = null, rightUnit: right = null } = model
  const own = model.scale ?? scaleOf(model)
  const [scale, rightScale] = right ? withEqualSteps(own, scaleOf(model, true)) : [own, own]
  const bands = (model.bands ?? []).flatMap((band) => bandDatasets(band, theme))
  const width = widthFor(model.series)
  const drawn = model.series.filter(({ quiet }) => quiet !== true)
  const lines = drawn.map((series) => lineDataset(series, places, width, theme))
  const names = model.named ? namesOf(drawn, bands.length, theme) : []
  const room = names.length === 0 ? 0 : Math.min(NAME_ROOM, Math.max(...names.map(({ text }) => textWidth(text))) + 12)
  return {
    type: 'line',
    data: { datasets: [...bands, ...lines] },
    options: {
      parsing: false,
      normalized: true,
      spanGaps: false,
      layout: { padding: { top: 8, right: right ? 4 : Math.max(14, room), left: 0, bottom: 0 } },
      scales: {
        x: placeAxis(places, granularity, window, theme),
        y: valueAxis(scale, unit, locale, theme),
        ...(right ? { right: valueAxis(rightScale, right, locale, theme, { right: true }) } : {}),
      },
      plugins: {
        annotation: { annotations: marksOf(model.marks ?? [], model.levels ?? [], theme) },
        endLabels: { labels: names, room, font: theme.font },
        quietLines: { lines: () => quietOnes(model, theme) },
        zoom: zoomOptions(places.length, theme),
      },
    },
  }
}

/** The scale a model has by itself: around all that is in sight of the axis's own lines. */
export function scaleOf(model: LineModel, right = false): ValueScale {
  const { window = null } = model
  const own = model.series.filter((series) => (series.right === true) === right).map(({ values }) => values)
  const bands = right ? [] : (model.bands ?? []).flatMap(({ low, high }) => [low, high])
  const levels = right ? [] : (model.levels ?? [])
  const unit = right ? (model.rightUnit ?? model.unit) : model.unit
  const lines = [...own, ...bands]
  const [from, to] = window ? [Math.ceil(window.from), Math.floor(window.to)] : [0, Infinity]
  const found = extentOf(lines, from, to)
  const low = Math.min(found?.low ?? Infinity, ...levels.map(({ value }) => value))
  const high = Math.max(found?.high ?? -Infinity, ...levels.map(({ value }) => value))
  return valueScale(low > high ? null : { low, high }, unit)
}

export function pointsOf(values: readonly (number | null)[], places: readonly Place[]): LinePoint[] {
  return values
    .slice(0, places.length)
    .map((value, x) => ({ x, y: value ?? NaN, partial: places[x]?.partial === true }))
}

/** Many lines are finer: they are told apart more easily so, and a hair's breadth is drawn several times faster than more. */
export function widthFor(series: readonly ChartSeries[]): number {
  const many = series.filter(({ before }) => before !== true).length
  return many <= 8 ? 2 : many <= 20 ? 1.5 : 1
}

function lineDataset(
  series: ChartSeries,
  places: readonly Place[],
  width: number,
  theme: ChartTheme,
): ChartDataset<'line'> {
  const color = theme.color(series.color)
  const before = series.before === true
  const points = thin(pointsOf(series.values, places), BUCKETS)
  const own = before ? faded(color, BEFORE_ALPHA) : color
  const partial = !before && points.some((point) => point.partial)
  return {
    label: series.label,
    data: points,
    // a ring at the very end is seen whole
    clip: OVERHANG,
    borderColor: own,
    borderWidth: before ? Math.min(width, BEFORE_WIDTH) : series.strong ? STRONG : width,
    borderDash: [...(before ? BEFORE_DASH : series.dash)],
    pointRadius: radii(points),
    pointBackgroundColor: partial ? points.map((point) => (point.partial ? theme.surface : own)) : own,
    pointBorderColor: own,
    pointBorderWidth: partial ? 1.5 : 0,
    order: before ? 1 : series.strong ? -1 : 0,
    ...(series.right ? { yAxisID: 'right' } : {}),
    ...(partial ? { segment: { borderDash: dashOfPartial } } : {}),
    ...keyed({ key: series.key, ...(before ? {} : { bold: 2 }) }),
  }
}

const quietOnes = ({ series, places }: LineModel, theme: ChartTheme): QuietLine[] =>
  series
    .filter(({ quiet }) => quiet === true)
    .map(({ key, values, color }) => ({
      key,
      values: values.slice(0, places.length),
      color: faded(theme.color(color), BEFORE_ALPHA),
      width: BEFORE_WIDTH,
      dash: BEFORE_DASH,
    }))

/** What chart.js does not know of and keeps for us. */
const keyed = (own: Keyed): Keyed => own

/** A known value between gaps, and an end that is not whole, would not be seen as a line. */
function radii(points: readonly LinePoint[]): number | number[] {
  const gap = (i: number) => Number.isNaN(points[i]?.y ?? NaN)
  const sizes = points.map((point, i) => (gap(i) ? 0 : point.partial ? 2.5 : gap(i - 1) && gap(i + 1) ? 2 : 0))
  return sizes.some((size) => size > 0) ? sizes : 0
}

/** The dash of a piece of a line: of one that begins or ends with a period that is not whole. */
export function dashOfPartial({ p0, p1 }: ScriptableLineSegmentContext): number[] | undefined {
  const partial = (point: unknown) => (point as { raw?: LinePoint } | undefined)?.raw?.partial === true
  return partial(contextOf(p0)) || partial(contextOf(p1)) ? PARTIAL_DASH : undefined
}
const contextOf = (element: unknown) => (element as { $context?: unknown }).$context

function bandDatasets(band: ChartBand, theme: ChartTheme): ChartDataset<'line'>[] {
  const color = theme.color(band.color)
  const edge = (values: readonly (number | null)[], fill: ChartDataset<'line'>['fill']): ChartDataset<'line'> => ({
    data: values.map((value, x): Point => ({ x, y: value ?? NaN })),
    borderWidth: 0,
    pointRadius: 0,
    fill: fill ?? false,
    backgroundColor: faded(color, 0.14),
    order: 2,
    ...keyed({ key: band.key }),
  })
  return [edge(band.low, false), edge(band.high, '-1')]
}

function namesOf(series: readonly ChartSeries[], offset: number, theme: ChartTheme): EndLabel[] {
  return series.flatMap(({ key, before, label, color, values }, i) =>
    before === true || values.every((value) => value === null)
      ? []
      : [{ dataset: offset + i, key, text: label, color: theme.color(color) }],
  )
}
