import type { ChartTip, TipRow } from '../../charts/tip.ts'
import { periodTitle } from '../../charts/places.ts'
import { changePercent } from '../../../electron/contract/compare.ts'
import { formatMoment } from '../../format/dates.ts'
import { formatValue } from '../../format/numbers.ts'
import { seriesOf } from '../../theme/series.ts'
import type { Looking } from './charts.ts'
import type { Shown } from './forms.ts'
import { notedOn } from '../../components/series/marks.ts'
import type { Panel } from '../../components/series/panel.ts'
import { t } from './texts.ts'

/** What a panel says about one of its periods: every app that is shown, the greatest first. */
export function tipOf(
  panel: Panel,
  shown: Shown,
  at: number,
  key: string | null,
  { form, hidden, dashes, locale, notes }: Pick<Looking, 'form' | 'hidden' | 'dashes' | 'locale' | 'notes'>,
): ChartTip | null {
  const period = panel.periods[at]
  if (!period) return null
  const other = panel.beforePeriods?.[at]
  const lines = [
    ...(period.partial ? [t('tipPartial')] : []),
    ...(other && panel.granularity !== 'hour'
      ? [t('tipBefore', { title: periodTitle(other, panel.granularity, locale) })]
      : []),
  ]
  if (panel.granularity !== 'hour') lines.push(...notedOn(period, notes))
  // of shares and of indexes a change in percent would mislead
  const comparable = form !== 'share' && form !== 'index' && !period.partial && other?.partial !== true
  const rows = panel.series.flatMap(({ key: own, name, appId }, s) => {
    if (hidden.has(own)) return []
    const { values, before } = shown.lines[s] ?? { values: [], before: null }
    const value = values[at] ?? null
    const base = before ? (before[at] ?? null) : null
    const row: TipRow = {
      key: own,
      label: name,
      color: seriesOf(appId),
      dash: dashes.get(own) ?? [],
      value: value === null ? t('unknown') : formatValue(shown.unit, value),
      ...(before
        ? { before: formatValue(shown.unit, base), change: comparable ? changePercent(value, base) : null }
        : {}),
    }
    return [{ row, value }]
  })
  rows.sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || 0)
  const source = panel.series.find((each) => each.key === key)?.source
  return {
    title: periodTitle(period, panel.granularity, locale),
    lines,
    rows: rows.map(({ row }) => row),
    ...(source ? { foot: t('tipSource', { snapshot: source.snapshot, time: formatMoment(source.fetchedAt) }) } : {}),
  }
}
