import { computed, type ComputedRef } from 'vue'
import type { SeriesColor } from '../../charts/colors.ts'
import { useSettings } from '../../stores/settings.ts'
import { kpiCards } from './kpi.ts'
import { fitTogether, metricColors, type LinesLook } from './metric-lines.ts'
import { toggled } from './state.ts'
import { useAnnotations } from './use-annotations.ts'
import { useSeriesReport, type SeriesReportOptions } from './use-series-report.ts'

export interface SeriesViewOptions extends Omit<SeriesReportOptions, 'drawn'> {
  /** Of the address: the metrics chosen, and whether they are on one chart. */
  readonly state: {
    readonly m: ComputedRef<readonly string[]>
    readonly form: ComputedRef<'together' | 'apart'>
  }
  /** Keys of the metrics drawn until somebody chooses. */
  readonly usual: readonly string[]
  /** Keys of those drawn in place of the ones chosen; null for none. */
  readonly instead?: () => readonly string[] | null
}

/** A view of a report by time, for its store: its numbers, which of them are drawn, and how. */
export function useSeriesView({ state, usual, instead = () => null, ...options }: SeriesViewOptions) {
  const settings = useSettings()
  const { shown, report: id } = options
  const full = (key: string) => `${id}/${key}`
  const chosen = computed(() => (state.m.value.length > 0 ? state.m.value : usual))
  const report = useSeriesReport({ ...options, drawn: () => (instead() ?? chosen.value).map(full) })
  const notes = useAnnotations(options.view, () => shown.scope)

  const colors = computed<ReadonlyMap<string, SeriesColor>>(() => {
    const all = report.choices.value.map(({ metric }) => metric)
    const drawn = report.chosen.value.map(({ metric }) => metric)
    // side by side the lines are the apps'
    if (shown.mode !== 'one' && instead() === null) return new Map(drawn.map((metric) => [metric, '--accent'] as const))
    return metricColors(all, drawn, shown.mode === 'one' ? (shown.app?.id ?? null) : null)
  })
  const look = computed<LinesLook>(() => ({
    locale: settings.locale,
    window: report.zoom.value,
    notes: notes.value,
    colors: colors.value,
  }))
  return {
    ...report,
    colors,
    look,
    cards: computed(() => (report.overview.value ? kpiCards(report.choices.value, report.overview.value) : [])),
    together: computed(() => state.form.value === 'together' && fitTogether(report.panels.value)),
    /** The keys chosen once this metric (`report/metric`) is one more or one less. */
    toggledBy: (metric: string): readonly string[] =>
      toggled(instead() === null ? chosen.value : [], metric.slice(id.length + 1)),
  }
}
