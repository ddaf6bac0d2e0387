import { changePercent } from '../../../electron/contract/compare.ts'
import type { Annotation } from '../../../electron/contract/methods/annotations.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import type { Unit } from '../../../electron/contract/units.ts'
import type { ChartWindow } from '../../charts/axes.ts'
import type { BarModel } from '../../charts/bar-chart.ts'
import type { SeriesColor } from '../../charts/colors.ts'
import type { LegendItem } from '../../charts/legend.ts'
import type { ChartSeries, LineModel } from '../../charts/line-chart.ts'
import { periodTitle, placesOf } from '../../charts/places.ts'
import type { ChartTip, TipRow } from '../../charts/tip.ts'
import { formatMoment } from '../../format/dates.ts'
import { formatValue } from '../../format/numbers.ts'
import { seriesOf } from '../../theme/series.ts'
import { marksFor, notedOn } from './marks.ts'
import { choiceName } from './metrics.ts'
import { PLATFORM } from './names.ts'
import type { Panel, PanelLine, PanelSeries } from './panel.ts'
import { t } from './texts.ts'

/** How several metrics of one app (or of all as one) are looked at. */
export interface LinesLook {
  readonly locale: Locale
  readonly window: ChartWindow | null
  readonly notes: readonly Annotation[]
  /** By `report/metric`. */
  readonly colors: ReadonlyMap<string, SeriesColor>
}

/** The one app of a panel; null where it is of several. */
export const onlyOf = ({ series }: Panel): PanelSeries | null => (series.length === 1 ? (series[0] ?? null) : null)
/** Whether it is of a single app: neither of several nor of the platform. */
const isOneApp = (panel: Panel) => (onlyOf(panel)?.appId ?? PLATFORM) !== PLATFORM
/** What is drawn of a panel: its one app, else all as one. */
export const lineOf = (panel: Panel): PanelLine => onlyOf(panel) ?? panel.combined

/**
 * A colour a metric: alone it has its app's own, among others the one of its place in the report, so that it keeps it whatever is chosen
 * beside it.
 */
export function metricColors(
  all: readonly string[],
  drawn: readonly string[],
  app: number | null,
): ReadonlyMap<string, SeriesColor> {
  if (drawn.length === 1 && app !== null) return new Map(drawn.map((metric) => [metric, seriesOf(app)]))
  return new Map(drawn.map((metric) => [metric, seriesOf(all.indexOf(metric) + 1)]))
}

export const unitsOf = (panels: readonly Panel[]): Unit[] => [...new Set(panels.map(({ unit }) => unit))]
/** More units than two have no axes in one chart. */
export const fitTogether = (panels: readonly Panel[]): boolean => unitsOf(panels).length <= 2

function seriesOfPanel(panel: Panel, look: LinesLook, right: boolean): ChartSeries[] {
  const { values, before } = lineOf(panel)
  const key = panel.choice.metric
  const line = { key, label: choiceName(panel.choice), color: look.colors.get(key) ?? 1, dash: [], right }
  return [{ ...line, values }, ...(before ? [{ ...line, values: before, before: true }] : [])]
}

/** Metrics on one chart: the first's unit at the left, another at the right. */
export function linesModel(panels: readonly Panel[], look: LinesLook): LineModel | null {
  const [first] = panels
  if (!first) return null
  const [unit = first.unit, right = null] = unitsOf(panels)
  return {
    places: placesOf(first.periods, first.granularity, look.locale),
    granularity: first.granularity,
    unit,
    rightUnit: right,
    locale: look.locale,
    series: panels.flatMap((panel) => seriesOfPanel(panel, look, panel.unit !== unit)),
    marks: marksFor(first.periods, first.granularity, look.notes, !isOneApp(first)),
    window: look.window,
    named: panels.length > 1 && right === null,
  }
}

/** A metric by the hour of the day: bars, those compared with beside them. */
export function hoursModel(panel: Panel, look: LinesLook): BarModel {
  return {
    places: placesOf(panel.periods, panel.granularity, look.locale),
    granularity: panel.granularity,
    unit: panel.unit,
    locale: look.locale,
    series: seriesOfPanel(panel, look, false),
  }
}

/** What the charts say about one of their periods: every metric, with the number compared with. */
export function linesTip(panels: readonly Panel[], at: number, key: string | null, look: LinesLook): ChartTip | null {
  const [first] = panels
  const period = first?.periods[at]
  if (!first || !period) return null
  const other = first.beforePeriods?.[at]
  const hours = first.granularity === 'hour'
  const source = onlyOf(panels.find(({ choice }) => choice.metric === key) ?? first)?.source
  return {
    title: periodTitle(period, first.granularity, look.locale),
    lines: [
      ...(period.partial ? [t('tipPartial')] : []),
      ...(other && !hours ? [t('tipBefore', { title: periodTitle(other, first.granularity, look.locale) })] : []),
      ...(hours ? [] : notedOn(period, look.notes)),
    ],
    rows: panels.map((panel) => rowOf(panel, at, look)),
    ...(source ? { foot: t('tipSource', { snapshot: source.snapshot, time: formatMoment(source.fetchedAt) }) } : {}),
  }
}

function rowOf(panel: Panel, at: number, look: LinesLook): TipRow {
  const { values, before } = lineOf(panel)
  const value = values[at] ?? null
  const base = before?.[at] ?? null
  const whole = panel.periods[at]?.partial === false && panel.beforePeriods?.[at]?.partial !== true
  return {
    key: panel.choice.metric,
    label: choiceName(panel.choice),
    color: look.colors.get(panel.choice.metric) ?? 1,
    value: value === null ? t('unknown') : formatValue(panel.unit, value),
    ...(before ? { before: formatValue(panel.unit, base), change: whole ? changePercent(value, base) : null } : {}),
  }
}

/** The metrics' names with their lines, for a picture. */
export const linesLegend = (panels: readonly Panel[], look: LinesLook): LegendItem[] =>
  panels.map(({ choice }) => ({
    key: choice.metric,
    label: choiceName(choice),
    color: look.colors.get(choice.metric) ?? 1,
    dash: [],
  }))

/** One chart: some panels on it, as bars (by hour) or as lines. */
export type LinesChart = { readonly panels: readonly Panel[] } & (
  { readonly bars: BarModel; readonly lines: null } | { readonly bars: null; readonly lines: LineModel }
)

/** The charts of some metrics: one for all of them where they fit and are wanted so, else one each. */
export function chartsOf(panels: readonly Panel[], look: LinesLook, together: boolean): LinesChart[] {
  const hours = panels[0]?.granularity === 'hour'
  const groups = together && !hours && fitTogether(panels) ? [panels] : panels.map((panel) => [panel])
  return groups.flatMap((own): LinesChart[] => {
    const [first] = own
    if (hours && first) return [{ panels: own, bars: hoursModel(first, look), lines: null }]
    const lines = linesModel(own, look)
    return lines ? [{ panels: own, bars: null, lines }] : []
  })
}
