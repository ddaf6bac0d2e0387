import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useAppsShown } from '../../components/report/apps-shown.ts'
import { metricChoices } from '../../components/series/metrics.ts'
import { useSeriesView } from '../../components/series/use-series-view.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { dayOverWeek } from './day-week.ts'
import { useActiveState, VIEW } from './state.ts'
import { themeOf, THEMES, type Theme } from './themes.ts'

/** Active users: windows that end with each day, of the apps shown, over the range and the one it is compared with. */
export const useActiveUsers = defineStore(VIEW, () => {
  const catalogue = useCatalogue()
  const shown = useAppsShown({ view: VIEW, lead: `${VIEW}/monthly_user_count` })
  const { values: state, change } = useActiveState()
  const own = computed(() => metricChoices(catalogue.reports).filter(({ report }) => report.id === VIEW))
  const derived = computed(() => dayOverWeek(own.value))
  const series = useSeriesView({
    view: VIEW,
    report: VIEW,
    shown,
    state,
    usual: THEMES.active,
    derived: () => derived.value,
  })
  return {
    shown,
    state,
    change,
    ...series,
    theme: computed(() => (state.m.value.length === 0 ? 'active' : themeOf(state.m.value))),
    turn: (theme: Theme) => change({ m: theme === 'active' ? [] : THEMES[theme] }),
    toggle: (metric: string) => change({ m: series.toggledBy(metric) }),
    /** Something of ours is drawn. */
    ours: computed(() =>
      series.chosen.value.some(({ metric }) => derived.value.some((each) => each.choice.metric === metric)),
    ),
  }
})
