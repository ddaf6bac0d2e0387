import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { formatDay } from '../../../electron/contract/calendar.ts'
import type { Overview } from '../../../electron/contract/methods/query.ts'
import { api, LinkLost } from '../../api/index.ts'
import type { GridSort } from '../../components/grid/grid.ts'
import { dayNumber } from '../../format/dates.ts'
import { useApps } from '../../stores/apps.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { useScope } from '../../stores/scope.ts'
import { useSettings } from '../../stores/settings.ts'
import { useStatus } from '../../stores/status.ts'
import { CARD_METRICS, SPARK_METRIC, wantedMetrics } from './columns.ts'
import { useFailures } from './failures.ts'
import { useLayout } from './layout.ts'
import { buildRows, searchRows, sortRows } from './rows.ts'

type Spark = readonly (number | null)[]
const SPARK_DAYS = 30

/** The Overview's numbers: one question for the table, one for the sparklines, one for each card's line. */
export const useOverview = defineStore('overview', () => {
  const scope = useScope()
  const apps = useApps()
  const status = useStatus()
  const settings = useSettings()
  const catalogue = useCatalogue()
  const layout = useLayout()
  const failures = useFailures()

  const overview = shallowRef<Overview | null>(null)
  const error = shallowRef<unknown>(null)
  const loading = ref(false)
  const sparks = shallowRef<ReadonlyMap<number, Spark>>(new Map())
  const cards = shallowRef<ReadonlyMap<string, Spark>>(new Map())
  const query = ref('')
  const sort = ref<GridSort | null>({ key: SPARK_METRIC, descending: true })
  const selected = shallowRef<ReadonlySet<number>>(new Set())

  const until = computed(() => (scope.range.to < status.yesterday ? scope.range.to : status.yesterday))
  const question = computed(() => ({
    range: scope.range,
    compare: scope.scope.compare,
    scope: scope.apps,
    metrics: wantedMetrics(layout.layout),
    ...scope.asOf,
  }))
  /** The 30 days that end with the range. */
  const sparkRange = computed(() => ({
    from: formatDay(dayNumber(scope.range.to) - SPARK_DAYS + 1),
    to: scope.range.to,
  }))

  let asked = 0
  async function load(): Promise<void> {
    asked += 1
    const own = asked
    loading.value = true
    try {
      const answer = await api.call('query.overview', question.value)
      if (own !== asked) return
      overview.value = answer
      error.value = null
      await loadLines(own)
    } catch (thrown) {
      if (own === asked && !(thrown instanceof LinkLost)) error.value = thrown
    } finally {
      if (own === asked) loading.value = false
    }
  }
  /** The lines follow when the numbers already stand. */
  async function loadLines(own: number): Promise<void> {
    const common = { scope: scope.apps, range: sparkRange.value, ...scope.asOf }
    loading.value = false
    const lines = await api.call('query.overview', { ...common, compare: 'none', metrics: [SPARK_METRIC] })
    if (own !== asked) return
    sparks.value = new Map(lines.apps.map((app) => [app.appId, app.spark]))
    const found = new Map<string, Spark>()
    for (const metric of CARD_METRICS) {
      const series = await api.call('query.series', { ...common, metric })
      if (own !== asked) return
      found.set(metric, series.combined.values)
      cards.value = new Map(found)
    }
  }

  const rows = computed(() =>
    overview.value === null
      ? []
      : buildRows({
          overview: overview.value,
          apps: apps.byId,
          sparks: sparks.value,
          failures: failures.byApp.value,
          until: until.value,
        }),
  )
  const shown = computed(() => sortRows(searchRows(rows.value, query.value), sort.value, settings.locale))
  const metricIndex = computed(() => new Map(overview.value?.metrics.map(({ metric }, m) => [metric, m])))

  /** Asks whenever the question changes or its answer may have. */
  function start(): void {
    watch([() => JSON.stringify(question.value), () => status.dataVersion, () => apps.list.length], () => void load(), {
      immediate: true,
    })
    watch(rows, (now) => {
      const known = new Set(now.map((row) => row.id))
      if ([...selected.value].some((id) => !known.has(id)))
        selected.value = new Set([...selected.value].filter((id) => known.has(id)))
    })
  }
  return {
    overview,
    error,
    loading,
    cards,
    query,
    sort,
    selected,
    rows,
    shown,
    layout,
    catalogue,
    load,
    start,
    /** All apps in scope as one, by the core's rules; null for a metric that was not asked for. */
    combined: (metric: string) => overview.value?.combined[metricIndex.value.get(metric) ?? -1] ?? null,
  }
})
