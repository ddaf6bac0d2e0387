import type { Locale } from '../../../electron/contract/primitives.ts'
import type { LegendItem } from '../../charts/legend.ts'
import type { ChartBand, ChartSeries, LineModel } from '../../charts/line-chart.ts'
import { categories } from '../../charts/places.ts'
import type { ChartTip, TipRow } from '../../charts/tip.ts'
import { formatValue } from '../../format/numbers.ts'
import { ageTitle } from './ages.ts'
import { GREY, type Curve, type Curves } from './curves.ts'
import { t } from './texts.ts'

export const MEDIAN = 'median'
const BAND = 'band'
const isGrey = ({ color }: Curve) => color === GREY

export const hasBand = ({ band }: Pick<Curves, 'band'>): boolean => band?.lower.some((value) => value !== null) === true
/** One app is no middle of any. */
export const hasMedian = ({ band }: Pick<Curves, 'band'>): boolean => band !== null && Math.max(0, ...band.apps) > 1

const middleOf = () => ({
  key: MEDIAN,
  label: t('median'),
  color: '--ink-2' as const,
  dash: [5, 4],
})

/** The curves over the band of quartiles, with the median dashed; the band goes where the median is hidden. */
export function curvesModel(given: Curves, hidden: ReadonlySet<string>, locale: Locale): LineModel {
  const { ages, kind, band } = given
  const held = band !== null && hasMedian(given) && !hidden.has(MEDIAN)
  const bands: ChartBand[] =
    held && hasBand(given) ? [{ key: BAND, color: '--ink-3', low: band.lower, high: band.upper }] : []
  const median: ChartSeries[] = held ? [{ ...middleOf(), values: band.median }] : []
  // what stands first is drawn above the rest
  const lines = given.curves
    .filter(({ key }) => !hidden.has(key))
    .toSorted((a, b) => Number(isGrey(a)) - Number(isGrey(b)))
    .map(({ key, label, color, dash, strong, rate }): ChartSeries => ({
      key,
      label,
      color,
      dash,
      strong,
      values: rate,
    }))
  return {
    places: categories(ages.map((age) => ageTitle(age, kind))),
    granularity: null,
    unit: 'percent',
    locale,
    series: [...lines, ...median],
    bands,
  }
}

/** The names a legend has: the mean, the last cohorts or the apps, the median; earlier cohorts are nameless. */
export function curvesLegend(given: Curves): LegendItem[] {
  const named = given.curves.filter((curve) => !isGrey(curve))
  const items = named.map(({ key, label, color, dash, rate }) => ({
    key,
    label,
    color,
    dash,
    blank: rate.every((value) => value === null),
  }))
  const strong = named.findIndex((curve) => curve.strong)
  const ordered = strong < 0 ? items : [...items.slice(strong), ...items.slice(0, strong).toReversed()]
  if (!hasMedian(given)) return ordered
  return [...ordered, { ...middleOf(), blank: false }]
}

/** An age's rates, the highest first, each with the people it stands on. */
export function curvesTip(given: Curves, at: number, hidden: ReadonlySet<string>): ChartTip | null {
  const age = given.ages[at]
  if (!age) return null
  const rows = given.curves.flatMap(
    ({ key, label, color, dash, rate, retained, base }): (TipRow & { order: number })[] => {
      const value = rate[at] ?? null
      if (hidden.has(key) || value === null) return []
      const people = [retained[at] ?? null, base[at] ?? null].map((n) => formatValue('count', n))
      return [
        { key, label, color, dash, value: formatValue('percent', value), before: people.join(' / '), order: value },
      ]
    },
  )
  const middle = given.band?.median[at] ?? null
  if (given.band && middle !== null && hasMedian(given) && !hidden.has(MEDIAN)) {
    const quartiles = [given.band.lower[at] ?? null, given.band.upper[at] ?? null]
    const before = quartiles.includes(null) ? '' : quartiles.map((value) => formatValue('percent', value)).join(' – ')
    rows.push({ ...middleOf(), value: formatValue('percent', middle), before, order: middle })
  }
  return { title: ageTitle(age, given.kind), rows: rows.toSorted((a, b) => b.order - a.order) }
}
