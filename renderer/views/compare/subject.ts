import type { Locale } from '../../../electron/contract/primitives.ts'
import { periodTitle } from '../../charts/places.ts'
import type { GridRest } from '../../components/grid/grid.ts'
import type { SourceSubject } from '../../components/source/subject.ts'
import type { ValueRow } from '../../components/values/values.ts'
import { APP } from './app-table.ts'
import type { Panel, PanelLine, PanelSeries } from './panel.ts'
import { ALL, BEFORE, CHANGE, changeAt, PERIOD } from './period-table.ts'
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
function totalSubject(panel: Panel, series: PanelSeries | null): SourceSubject {
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
  who: series?.name ?? t('totalOf', { n: panel.series.length }),
  combined: series === null,
  ...(series ? { app: series.appId, source: series.source } : {}),
})

const seriesAt = (panel: Panel, key: string) => panel.series.find((series) => series.key === key) ?? null

/** What a cell of the table by period is about. */
export function periodSubject(panel: Panel, at: GridRest<ValueRow>, locale: Locale): SourceSubject | null {
  const { column, row } = at
  if (column === PERIOD) return null
  const whole = column === ALL || column === BEFORE || column === CHANGE
  const series = whole ? (panel.series.length === 1 ? (panel.series[0] ?? null) : null) : seriesAt(panel, column)
  if (!whole && !series) return null
  const subject = row ? pointSubject(panel, series, row.id, locale) : totalSubject(panel, series)
  return subject && { ...subject, isChange: column === CHANGE || (!row && at.line === 2) }
}

/** What a cell of the table by app is about. */
export function appSubject(panel: Panel, { row, column }: GridRest<ValueRow>): SourceSubject | null {
  if (column === APP) return null
  const series = row ? seriesAt(panel, String(row.id)) : null
  return row && !series ? null : { ...totalSubject(panel, series), isChange: column === 'change' }
}
