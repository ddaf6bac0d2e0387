import type { Locale } from '../../../electron/contract/primitives.ts'
import { periodTitle } from '../../charts/places.ts'
import type { SourceSubject } from '../source/subject.ts'
import { changeAt, type Panel, type PanelLine, type PanelSeries } from './panel.ts'
import { t } from './texts.ts'

/** What one point of one line is about. */
export function pointSubject(
  panel: Panel,
  series: PanelSeries | null,
  at: number,
  locale: Locale,
): SourceSubject | null {
  const period = panel.periods[at]
  if (!period) return null
  const line = series ?? panel.combined
  const value = line.values[at] ?? null
  const other = panel.beforePeriods?.[at]
  return {
    ...common(panel, series),
    now: { value, note: value === null ? 'not-fetched' : period.partial ? 'partial' : null, unit: panel.unit },
    range: { from: period.from, to: period.to },
    period: periodTitle(period, panel.granularity, locale),
    before:
      line.before && other
        ? { total: { value: line.before[at] ?? null, note: null, unit: panel.unit }, range: other }
        : null,
    change: changeAt(panel, line, at),
  }
}

/** What a total is about. */
export function totalSubject(panel: Panel, series: PanelSeries | null): SourceSubject {
  const line: PanelLine = series ?? panel.combined
  return {
    ...common(panel, series),
    now: line.total,
    range: panel.range,
    before: line.previous && panel.beforeRange ? { total: line.previous, range: panel.beforeRange } : null,
    change: line.change,
  }
}

const common = (panel: Panel, series: PanelSeries | null) => ({
  metric: panel.choice.metric,
  info: { report: panel.choice.report, metric: panel.choice.info },
  who: series?.name ?? t('totalOf', { n: panel.series.length }),
  combined: series === null,
  ...(series ? { app: series.appId, source: series.source } : {}),
})
