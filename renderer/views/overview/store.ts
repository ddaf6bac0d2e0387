import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { formatDay } from '../../../electron/contract/calendar.ts'
import { api } from '../../api/index.ts'
import type { GridSort } from '../../components/grid/grid.ts'
import { dayNumber } from '../../format/dates.ts'
import { useApps } from '../../stores/apps.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { useQuestion } from '../../stores/question.ts'
import { useScope } from '../../stores/scope.ts'
import { useSettings } from '../../stores/settings.ts'
import { useStatus } from '../../stores/status.ts'
import { CARD_METRICS, SPARK_METRIC, wantedMetrics } from './columns.ts'
import { useFailures } from './failures.ts'
import { useLayout } from './layout.ts'
import { buildRows, searchRows, sortRows } from './rows.ts'

type Spark = readonly (number | null)[]
const SPARK_DAYS = 30

/** The Overview's numbers: one question for the table, one for the sparklines, one for the cards' lines. */
export const useOverview = defineStore('overview', () => {
  const scope = useScope()
  const apps = useApps()
  const status = useStatus()
  const settings = useSettings()
  const catalogue = useCatalogue()
  const layout = useLayout()
  const failures = useFailures()

  const query = ref('')
  const sort = ref<GridSort | null>({ key: SPARK_METRIC, descending: true })
  const selected = shallowRef<ReadonlySet<number>>(new Set())

  const until = computed(() => (scope.range.to < status.yesterday ? scope.range.to : status.yesterday))
  const table = useQuestion(
    () =>
      // before the apps are known it would have to be asked again when they are
      apps.loaded
        ? {
            range: scope.range,
            compare: scope.scope.compare,
            scope: scope.apps,
            metrics: wantedMetrics(layout.layout),
            ...scope.asOf,
          }
        : null,
    (asked) => api.call('query.overview', asked),
    { view: 'overview', again: () => apps.list.length },
  )
  const overview = table.answer
  /** The 30 days that end with the range; the lines follow when the numbers already stand, so as not to hold them up. */
  const lines = () => {
    const asked = table.answered.value
    if (!asked) return null
    const { to } = asked.range
    const range = { from: formatDay(dayNumber(to) - SPARK_DAYS + 1), to }
    return { scope: asked.scope, range, ...(asked.asOf && { asOf: asked.asOf }) }
  }
  const sparks = useQuestion(
    lines,
    async (asked) => {
      const answer = await api.call('query.overview', { ...asked, compare: 'none', metrics: [SPARK_METRIC] })
      return new Map<number, Spark>(answer.apps.map((app) => [app.appId, app.spark]))
    },
    { view: 'overview' },
  )
  const cards = useQuestion(
    lines,
    async (asked) => {
      const answers = CARD_METRICS.map(async (metric) => {
        const series = await api.call('query.series', { ...asked, metric })
        return [metric, series.combined.values] as const
      })
      return new Map<string, Spark>(await Promise.all(answers))
    },
    { view: 'overview' },
  )

  const rows = computed(() =>
    overview.value === null
      ? []
      : buildRows({
          overview: overview.value,
          apps: apps.byId,
          sparks: sparks.answer.value ?? new Map(),
          failures: failures.byApp.value,
          until: until.value,
        }),
  )
  const shown = computed(() => sortRows(searchRows(rows.value, query.value), sort.value, settings.locale))
  const metricIndex = computed(() => new Map(overview.value?.metrics.map(({ metric }, m) => [metric, m])))

  watch(rows, (now) => {
    const known = new Set(now.map((row) => row.id))
    if ([...selected.value].some((id) => !known.has(id)))
      selected.value = new Set([...selected.value].filter((id) => known.has(id)))
  })
  return {
    overview,
    answered: table.answered,
    error: computed(() => table.error.value ?? sparks.error.value ?? cards.error.value),
    loading: table.loading,
    cards: computed(() => cards.answer.value ?? new Map<string, Spark>()),
    query,
    sort,
    selected,
    rows,
    shown,
    layout,
    catalogue,
    load: async () => {
      await Promise.all([table.load(), sparks.load(), cards.load()])
    },
    /** All apps in scope as one, by the core's rules; null for a metric that was not asked for. */
    combined: (metric: string) => overview.value?.combined[metricIndex.value.get(metric) ?? -1] ?? null,
  }
})
