import type { Annotation } from '../../../electron/contract/methods/annotations.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import type { ChartWindow } from '../../charts/axes.ts'
import { areaChart, tooManyBars } from '../../charts/area-chart.ts'
import { barChart, type BarModel } from '../../charts/bar-chart.ts'
import type { Dash } from '../../charts/dashes.ts'
import { lineChart, type ChartSeries, type LineModel } from '../../charts/line-chart.ts'
import { placesOf, type Place } from '../../charts/places.ts'
import type { ChartTheme, PageChart } from '../../charts/theme.ts'
import { seriesOf } from '../../theme/series.ts'
import { shownAs, type Form, type Shown } from './forms.ts'
import { marksFor } from '../../components/series/marks.ts'
import type { Panel } from '../../components/series/panel.ts'

/** How a panel is looked at just now. */
export interface Looking {
  readonly form: Form
  readonly locale: Locale
  readonly hidden: ReadonlySet<string>
  readonly dashes: ReadonlyMap<string, Dash>
  readonly zoom: ChartWindow | null
  /** What was noted on the days: marks on the axis. */
  readonly notes: readonly Annotation[]
  /** The line of the range compared with; else it is in tooltip and table alone. */
  readonly compared: boolean
}

/** So few lines carry their names at their ends, and are drawn together with those they are compared with. */
export const FEW = 8

export const placesIn = (panel: Panel, locale: Locale): readonly Place[] =>
  placesOf(panel.periods, panel.granularity, locale)

/** The lines of a panel, the compared ones below their own. */
export function linesOf(panel: Panel, shown: Shown, { hidden, dashes, compared }: Looking): ChartSeries[] {
  const quiet = panel.series.filter(({ key }) => !hidden.has(key)).length > FEW
  return panel.series.flatMap(({ key, name, appId }, s) => {
    const { values = [], before = null } = shown.lines[s] ?? {}
    if (hidden.has(key)) return []
    const line = { key, label: name, color: seriesOf(appId), dash: dashes.get(key) ?? [] }
    const now = { ...line, values }
    return before && compared ? [now, { ...line, values: before, before: true, quiet }] : [now]
  })
}

export function lineModelOf(panel: Panel, shown: Shown, looking: Looking): LineModel {
  const series = linesOf(panel, shown, looking)
  return {
    places: placesIn(panel, looking.locale),
    granularity: panel.granularity,
    unit: shown.unit,
    locale: looking.locale,
    series,
    marks: marksFor(panel.periods, panel.granularity, looking.notes, panel.series.length > 1),
    levels: looking.form === 'index' ? [{ value: 100 }] : [],
    window: looking.zoom,
    named: series.filter(({ before }) => before !== true).length <= FEW && panel.series.length > 1,
  }
}

/** Bars of shares. Those of hidden apps keep their part of the whole: what is left is not stretched. */
export function shareModelOf(panel: Panel, shown: Shown, looking: Looking): BarModel {
  return {
    places: placesIn(panel, looking.locale),
    granularity: panel.granularity,
    unit: 'percent',
    locale: looking.locale,
    series: linesOf(panel, shown, { ...looking, compared: false }),
    form: 'stacked',
    scale: { min: 0, max: 100, step: 25 },
    window: looking.zoom,
  }
}

/** What a panel is drawn by in the form chosen. */
export function chartOf(panel: Panel, looking: Looking): (theme: ChartTheme) => PageChart {
  const shown = shownAs(panel, looking.form)
  if (looking.form !== 'share') {
    const lines = lineModelOf(panel, shown, looking)
    return (theme) => lineChart(lines, theme)
  }
  const shares = shareModelOf(panel, shown, looking)
  return tooManyBars(shares) ? (theme) => areaChart(shares, theme) : (theme) => barChart(shares, theme)
}
