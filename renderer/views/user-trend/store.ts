import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { SeriesColor } from '../../charts/colors.ts'
import { useAppsShown } from '../../components/report/apps-shown.ts'
import { kpiCards } from '../../components/series/kpi.ts'
import { fitTogether, metricColors, type LinesLook } from '../../components/series/metric-lines.ts'
import { useAnnotations } from '../../components/series/use-annotations.ts'
import { useSeriesReport } from '../../components/series/use-series-report.ts'
import { useScope } from '../../stores/scope.ts'
import { useSettings } from '../../stores/settings.ts'
import { metricKey, SPLIT, toggled, USUAL } from './metrics.ts'
import { useTrendState, VIEW } from './state.ts'

/** What the chart shows: the periods, the hours of the day, or new beside returning users. */
export type Tab = 'trend' | 'hours' | 'split'

/** User trend: the metrics chosen, of the apps shown, over the range and the one it is compared with. */
export const useUserTrend = defineStore(VIEW, () => {
  const scope = useScope()
  const settings = useSettings()
  const shown = useAppsShown({ view: VIEW })
  const { values: state, change } = useTrendState()

  const chosen = computed(() => (state.m.value.length > 0 ? state.m.value.map(metricKey) : [metricKey(USUAL)]))
  const split = computed(() => state.tab.value === 'split' && shown.mode !== 'all')
  const report = useSeriesReport({
    view: VIEW,
    report: VIEW,
    shown,
    drawn: () => (split.value ? SPLIT.map(metricKey) : chosen.value),
  })
  const notes = useAnnotations(VIEW, () => shown.scope)

  // hours of the day are a granularity, so that the top bar and the tab say the same
  const tab = computed<Tab>(() => (split.value ? 'split' : scope.granularity === 'hour' ? 'hours' : 'trend'))
  async function turn(next: Tab): Promise<void> {
    const usual = scope.granularity === 'hour' ? 'day' : scope.granularity
    const granularity = next === 'hours' ? 'hour' : usual
    await scope.change({ granularity }, { tab: next === 'split' ? 'split' : undefined })
  }
  const toggle = (metric: string) =>
    change({ tab: 'trend', m: toggled(split.value ? [] : chosen.value, metric).map((key) => key.split('/')[1] ?? key) })

  const colors = computed<ReadonlyMap<string, SeriesColor>>(() => {
    const all = report.choices.value.map(({ metric }) => metric)
    const drawn = report.chosen.value.map(({ metric }) => metric).slice(0, split.value ? 2 : undefined)
    // side by side the lines are the apps'
    if (shown.mode !== 'one' && !split.value) return new Map(drawn.map((metric) => [metric, '--accent'] as const))
    return metricColors(all, drawn, shown.app?.id ?? null)
  })
  const look = computed<LinesLook>(() => ({
    locale: settings.locale,
    window: report.zoom.value,
    notes: notes.value,
    colors: colors.value,
  }))
  return {
    shown,
    state,
    change,
    ...report,
    tab,
    turn,
    toggle,
    look,
    colors,
    cards: computed(() => (report.overview.value ? kpiCards(report.choices.value, report.overview.value) : [])),
    together: computed(() => state.form.value === 'together' && fitTogether(report.panels.value)),
  }
})
