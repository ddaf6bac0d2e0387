import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useAppsShown } from '../../components/report/apps-shown.ts'
import { useSeriesView } from '../../components/series/use-series-view.ts'
import { useScope } from '../../stores/scope.ts'
import { useTrendState, VIEW } from './state.ts'

const USUAL = ['session_count'] as const
/** Who comes for the first time and who comes back; beside them all users, and the part that is new. */
const SPLIT = ['new_user_count', 'old_user_count'] as const
const BESIDES = [`${VIEW}/user_count`, `${VIEW}/new_user_ratio`] as const

/** What the chart shows: the periods, the hours of the day, or new beside returning users. */
export type Tab = 'trend' | 'hours' | 'split'

/** User trend: the metrics chosen, of the apps shown, over the range and the one it is compared with. */
export const useUserTrend = defineStore(VIEW, () => {
  const scope = useScope()
  const shown = useAppsShown({ view: VIEW })
  const { values: state, change } = useTrendState()
  const split = computed(() => state.tab.value === 'split' && shown.mode !== 'all')
  const series = useSeriesView({
    view: VIEW,
    report: VIEW,
    shown,
    state,
    usual: USUAL,
    instead: () => (split.value ? SPLIT : null),
    listed: () => (split.value ? BESIDES : []),
  })

  // hours of the day are a granularity, so that the top bar and the tab say the same
  const tab = computed<Tab>(() => (split.value ? 'split' : scope.granularity === 'hour' ? 'hours' : 'trend'))
  async function turn(next: Tab): Promise<void> {
    const usual = scope.granularity === 'hour' ? 'day' : scope.granularity
    const granularity = next === 'hours' ? 'hour' : usual
    await scope.change({ granularity }, { tab: next === 'split' ? 'split' : undefined })
  }
  return {
    shown,
    state,
    change,
    ...series,
    tab,
    turn,
    toggle: (metric: string) => change({ tab: 'trend', m: series.toggledBy(metric) }),
  }
})
