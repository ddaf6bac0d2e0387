import type { Locale } from '../../../electron/contract/primitives.ts'
import type { BarModel } from '../../charts/bar-chart.ts'
import { SCALE_COLORS } from '../../charts/color-scale.ts'
import type { SeriesColor } from '../../charts/colors.ts'
import type { LegendItem } from '../../charts/legend.ts'
import { categories } from '../../charts/places.ts'
import { SERIES_COLORS } from '../../theme/series.ts'
import { restOf, type Folded } from './fold.ts'
import type { Side } from './sides.ts'

export const REST = 'rest'
const REST_COLOR: SeriesColor = '--line-strong'

/** The colour of a part by its place: told apart from its neighbours, or, of classes of a scale, from little to much. */
export type PartColors = (place: number) => SeriesColor
export const ownColors: PartColors = (place) => (place % SERIES_COLORS) + 1
/** For so many classes of a scale. */
export const stepColors =
  (count: number): PartColors =>
  (place) =>
    `--seq-${count < 2 ? 4 : 1 + Math.round((place * (SCALE_COLORS - 1)) / (count - 1))}`

export interface ShareBarsOptions {
  readonly metric: string
  readonly locale: Locale
  readonly restName: string
  readonly colors: PartColors
}

/** One bar a side, each a whole of 100 %: the members shown and the rest, in one order and colour in every bar. */
export function shareBars({ shown, folded }: Folded, sides: readonly Side[], options: ShareBarsOptions): BarModel {
  const { metric, locale, colors } = options
  const parts = shown.map((member, i) => ({
    key: member.id,
    label: member.label,
    color: colors(i),
    values: sides.map((side) => side.read(member, metric).value),
  }))
  const rest = {
    key: REST,
    label: options.restName,
    color: REST_COLOR,
    values: sides.map((side) => restOf(folded, side, metric)),
  }
  return {
    places: categories(sides.map(({ name }) => name)),
    granularity: null,
    unit: 'percent',
    locale,
    series: (folded.length > 0 ? [...parts, rest] : parts).map((each) => ({ ...each, dash: [] })),
    form: 'stacked',
    scale: { min: 0, max: 100, step: 25 },
    lying: true,
    valued: true,
  }
}

export function shareLegend({ shown, folded }: Folded, { restName, colors }: ShareBarsOptions): LegendItem[] {
  const parts = shown.map(({ id, label }, i) => ({ key: id, label, color: colors(i), dash: [] }))
  return folded.length > 0 ? [...parts, { key: REST, label: restName, color: REST_COLOR, dash: [] }] : parts
}
