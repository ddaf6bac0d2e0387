import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { ErrorCode } from '../../../electron/contract/errors.ts'
import { api } from '../../api/index.ts'
import type { Failure } from '../../components/causes/ways-out.ts'
import { PLATFORM } from '../../components/series/names.ts'
import type { ShownApps } from '../../components/series/use-series-report.ts'
import { useSeriesView } from '../../components/series/use-series-view.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { useApps } from '../../stores/apps.ts'
import { useJobs } from '../../stores/jobs.ts'
import { usePlatform } from '../../stores/platform.ts'
import { useQuestion } from '../../stores/question.ts'
import { useScope } from '../../stores/scope.ts'
import { useStatus } from '../../stores/status.ts'
import { isEmpty } from './against.ts'
import { lateOf } from './late.ts'
import { reportsChart } from './reports-chart.ts'
import { metricsOf, nothingKnown } from './reports.ts'
import { usePlatformState, VIEW } from './state.ts'
import { themeOf, THEMES, type Theme } from './themes.ts'

/** The platform is one: whatever apps the top bar names. */
const SHOWN: ShownApps = { mode: 'one', scope: { apps: [], tags: [] }, app: null }

const BY_TOKEN: Readonly<Record<string, ErrorCode>> = {
  none: 'token.missing',
  expired: 'token.expired',
  unreadable: 'token.sealed-elsewhere',
}

/** Platform: what its report says, that against the sum of the apps, and the apps' reports against each other. */
export const usePlatformView = defineStore('platform-view', () => {
  const scope = useScope()
  const apps = useApps()
  const catalogue = useCatalogue()
  const jobs = useJobs()
  const status = useStatus()
  const platform = usePlatform()
  const { values: state, change } = usePlatformState()
  const series = useSeriesView({ view: VIEW, report: VIEW, shown: SHOWN, state, usual: THEMES.users })
  const again = () => apps.list.length
  const askedAgainst = () => ({ range: scope.range, ...scope.asOf })
  const askedReports = () => ({ range: scope.range, scope: scope.apps, ...scope.asOf })
  const against = useQuestion(
    () => (state.tab.value === 'apps' ? askedAgainst() : null),
    (asked) => api.call('query.platform', asked),
    { view: VIEW, again },
  )
  const reports = useQuestion(
    () => (state.tab.value === 'reports' ? askedReports() : null),
    (asked) => api.call('query.reconcile', asked),
    { view: VIEW, again },
  )
  void platform.load()

  const measure = computed(() => against.answer.value?.measures.find(({ id }) => id === state.of.value) ?? null)
  /** What keeps the platform's report away: its token, or what the last sync met. */
  const causes = computed<readonly Failure[]>(() => {
    const met = jobs.lastSync?.sync?.failed.find((failed) => failed.appId === PLATFORM)
    if (met) return [{ appId: PLATFORM, app: '', error: met.error }]
    const { token = 'ok', broker = null } = platform.status ?? {}
    const code = BY_TOKEN[token]
    return code === undefined || broker !== null
      ? []
      : [{ appId: PLATFORM, app: '', error: { code, message: code, details: { app: '' } } }]
  })
  const asked = computed(() => (state.tab.value === 'apps' ? against : reports))
  const metrics = computed(() =>
    state.tab.value === 'apps'
      ? (against.answer.value?.measures ?? []).flatMap(({ metrics: own }) => [own.platform, own.apps])
      : metricsOf(reports.answer.value, state.counted.value),
  )
  const metricsTab = computed(() => state.tab.value === 'metrics')
  const missing = computed(() => {
    if (metricsTab.value) return series.blank.value
    if (state.tab.value === 'apps') return against.answer.value !== null && isEmpty(against.answer.value)
    return reports.answer.value !== null && nothingKnown(reports.answer.value)
  })
  return {
    state,
    change,
    ...series,
    theme: computed(() => (state.m.value.length === 0 ? 'users' : themeOf(state.m.value))),
    turn: (theme: Theme) => change({ m: theme === 'users' ? [] : THEMES[theme] }),
    toggle: (metric: string) => change({ m: series.toggledBy(metric) }),
    askedAgainst,
    askedReports,
    against: against.answer,
    measure,
    late: computed(() => series.overview.value && lateOf(series.overview.value, status.yesterday)),
    reports: reports.answer,
    reportsChart: computed(
      () => reports.answer.value && reportsChart(reports.answer.value, state.counted.value, catalogue.metrics),
    ),
    causes,
    /** What the numbers of the tab come from. */
    metrics: computed(() => (metricsTab.value ? [] : metrics.value)),
    reportIds: computed(() =>
      metricsTab.value || metrics.value.length === 0
        ? [VIEW]
        : [...new Set(metrics.value.map((metric) => metric.slice(0, metric.indexOf('/'))))],
    ),
    answered: computed(() => (metricsTab.value ? series.answered.value : asked.value.answer.value !== null)),
    loading: computed(() => (metricsTab.value ? series.loading.value : asked.value.loading.value)),
    error: computed(() => (metricsTab.value ? series.error.value : asked.value.error.value)),
    blank: missing,
    lacking: [] as readonly number[],
    load: async () => {
      await Promise.all([series.load(), against.load(), reports.load()])
    },
  }
})
