import type { BarModel } from '../../charts/bar-chart.ts'
import type { ChartTip, TipRow } from '../../charts/tip.ts'
import { categories, periodTitle, placesOf } from '../../charts/places.ts'
import { sharesOf } from '../../charts/shares.ts'
import { lineOf, type LinesLook } from '../../components/series/metric-lines.ts'
import { choiceName } from '../../components/series/metrics.ts'
import type { Panel } from '../../components/series/panel.ts'
import { formatValue } from '../../format/numbers.ts'
import { t } from './texts.ts'

/** The panels of new and of returning users, which make up a day's users. */
export interface Split {
  readonly fresh: Panel
  readonly back: Panel
}

export function splitOf(panels: readonly Panel[]): Split | null {
  const [fresh, back] = panels
  return fresh && back ? { fresh, back } : null
}

/** New and returning users of one app by period, on each other: as numbers, or as parts of all. */
export function splitModel({ fresh, back }: Split, look: LinesLook, share: boolean): BarModel {
  return {
    places: placesOf(fresh.periods, fresh.granularity, look.locale),
    granularity: fresh.granularity,
    unit: 'count',
    locale: look.locale,
    form: share ? 'share' : 'stacked',
    series: [fresh, back].map((panel) => seriesOf(panel, look, lineOf(panel).values)),
    window: look.window,
  }
}

/** The part of new and of returning users in each app's users of the whole range, an app a bar. */
export function splitByApp({ fresh, back }: Split, look: LinesLook): BarModel {
  const totals = (panel: Panel) => panel.series.map(({ total }) => total.value)
  const known = fresh.series.map((_, s) => totals(fresh)[s] !== null && totals(back)[s] !== null)
  const shares = sharesOf([fresh, back].map((panel) => totals(panel).map((value, s) => (known[s] ? value : null))))
  return {
    places: categories(fresh.series.map(({ name }) => name)),
    granularity: null,
    unit: 'percent',
    locale: look.locale,
    form: 'stacked',
    lying: true,
    scale: { min: 0, max: 100, step: 25 },
    series: [fresh, back].map((panel, p) => seriesOf(panel, look, shares[p] ?? [])),
  }
}

const seriesOf = (panel: Panel, look: LinesLook, values: readonly (number | null)[]) => ({
  key: panel.choice.metric,
  label: choiceName(panel.choice),
  color: look.colors.get(panel.choice.metric) ?? 1,
  dash: [],
  values,
})

const row = (panel: Panel, look: LinesLook, value: number | null, share: number | null): TipRow => ({
  key: panel.choice.metric,
  label: choiceName(panel.choice),
  color: look.colors.get(panel.choice.metric) ?? 1,
  value: value === null ? t('unknown') : formatValue('count', value),
  before: share === null ? '' : formatValue('percent', share),
})

/** A period's new and returning users and their parts. */
export function splitTip({ fresh, back }: Split, at: number, look: LinesLook): ChartTip | null {
  const period = fresh.periods[at]
  if (!period) return null
  const values = [fresh, back].map((panel) => lineOf(panel).values[at] ?? null)
  return {
    title: periodTitle(period, fresh.granularity, look.locale),
    lines: period.partial ? [t('partial')] : [],
    rows: rowsOf({ fresh, back }, look, values),
  }
}

/** An app's new and returning users over the range and their parts. */
export function splitAppTip({ fresh, back }: Split, at: number, look: LinesLook): ChartTip | null {
  const series = fresh.series[at]
  if (!series) return null
  const values = [fresh, back].map((panel) => panel.series[at]?.total.value ?? null)
  return { title: series.name, rows: rowsOf({ fresh, back }, look, values) }
}

function rowsOf({ fresh, back }: Split, look: LinesLook, values: readonly (number | null)[]): TipRow[] {
  const [shareNew, shareBack] = values.includes(null) ? [] : sharesOf(values.map((value) => [value]))
  return [
    row(fresh, look, values[0] ?? null, shareNew?.[0] ?? null),
    row(back, look, values[1] ?? null, shareBack?.[0] ?? null),
  ]
}
