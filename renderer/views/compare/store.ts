import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { api } from '../../api/index.ts'
import type { ChartWindow } from '../../charts/axes.ts'
import { dashesFor } from '../../charts/dashes.ts'
import { standingOut, type LegendItem } from '../../charts/legend.ts'
import { seriesOf } from '../../theme/series.ts'
import { appsInScope, useApps } from '../../stores/apps.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { useQuestion } from '../../stores/question.ts'
import { useAnnotations } from '../../components/series/use-annotations.ts'
import { useScope } from '../../stores/scope.ts'
import { useSettings } from '../../stores/settings.ts'
import { askSeries, beforeRangeOf, type SeriesQuestion } from '../../components/series/ask.ts'
import type { Looking } from './charts.ts'
import { metricChoices, type MetricChoice } from '../../components/series/metrics.ts'
import { buildPanel, bySize, isBlank, type Panel } from '../../components/series/panel.ts'
import { chosenMetrics } from './choose.ts'
import { useCompareState } from './state.ts'

/** As many lines as can be told apart. */
export const MOST_SERIES = 50

/** One metric's place on the page: its panel, or why there is none. */
export interface PanelSlot {
  readonly key: string
  readonly choice: MetricChoice
  readonly panel: Panel | null
  readonly error: unknown
}

/** Compare: the metrics chosen, for the apps in scope, over the range and the one it is compared with. */
export const useCompare = defineStore('compare', () => {
  const scope = useScope()
  const apps = useApps()
  const settings = useSettings()
  const catalogue = useCatalogue()
  const { values: state, change, replace } = useCompareState()
  /** The part of the range looked at, in all charts alike. */
  const zoom = shallowRef<ChartWindow | null>(null)
  const pointed = ref<string | null>(null)

  const choices = computed(() => metricChoices(catalogue.reports))
  const chosen = computed(() => chosenMetrics(choices.value, state.m.value))
  const inScope = computed(() => appsInScope(apps.list, scope.scope))
  const tooMany = computed(() => inScope.value.length > MOST_SERIES)

  /** Where there are more apps than lines can be told apart, the largest by the first metric are found first. */
  const ranking = useQuestion(
    () => {
      const [first] = chosen.value
      if (!tooMany.value || !first) return null
      const variant = first.variant === null ? {} : { variant: first.variant }
      // totals are wanted, so few periods will do; cohorts by month are other metrics than those by day
      const granularity = first.variant === null ? ('month' as const) : ('day' as const)
      return { metric: first.metric, ...variant, range: scope.range, granularity, scope: scope.apps, ...scope.asOf }
    },
    async (asked) => {
      const { series } = await api.call('query.series', asked)
      return bySize(series)
        .slice(0, MOST_SERIES)
        .map(({ appId }) => appId)
    },
    { view: 'compare', again: () => apps.list.length },
  )
  const question = useQuestion(
    (): SeriesQuestion | null => {
      const largest = tooMany.value ? ranking.answer.value : []
      if (chosen.value.length === 0 || inScope.value.length === 0 || largest === null) return null
      return {
        metrics: chosen.value.map(({ key, metric, variant }) => ({ key, metric, variant })),
        range: scope.range,
        beforeRange: beforeRangeOf(scope.range, scope.scope.compare),
        granularity: scope.scope.granularity,
        scope: tooMany.value ? { apps: largest, tags: [] } : scope.apps,
        ...scope.asOf,
      }
    },
    askSeries,
    { view: 'compare', again: () => apps.list.length },
  )

  const notes = useAnnotations('compare', () => {
    const asked = question.answer.value?.asked.scope
    return asked ? { apps: asked.apps ?? [], tags: asked.tags ?? [] } : null
  })

  const slots = computed<PanelSlot[]>(() => {
    const { asked, metrics = [] } = question.answer.value ?? {}
    return metrics.flatMap(({ key, now, before, error }) => {
      const choice = choices.value.find((each) => each.key === key)
      if (!choice || !asked) return []
      const ranges = { range: asked.range, beforeRange: asked.beforeRange }
      return [{ key, choice, panel: now && buildPanel(choice, now, before, ranges), error }]
    })
  })
  const panels = computed(() => slots.value.flatMap(({ panel }) => panel ?? []))
  const dashes = computed(() => {
    const series = panels.value[0]?.series ?? []
    const found = dashesFor(series.map(({ appId }) => seriesOf(appId)))
    return new Map(series.map(({ key }, i) => [key, found[i] ?? []]))
  })
  const legend = computed<LegendItem[]>(() => {
    const [first] = panels.value
    const series = first ? (first.series.length > 8 ? bySize(first.series) : first.series) : []
    return series.map(({ key, appId, name }) => ({
      key,
      label: name,
      color: seriesOf(appId),
      dash: dashes.value.get(key) ?? [],
      blank: panels.value.every((panel) => panel.series.filter((each) => each.key === key).every(isBlank)),
    }))
  })
  const hidden = computed<ReadonlySet<string>>(() => new Set(state.hide.value))
  const pinned = computed<ReadonlySet<string>>(() => new Set(state.pin.value))
  const lit = computed(() => standingOut(pointed.value, pinned.value, hidden.value))

  const launched = computed(() => state.form.value === 'launch')
  const looking = computed<Looking>(() => ({
    form: state.form.value === 'launch' ? 'overlay' : state.form.value,
    locale: settings.locale,
    hidden: hidden.value,
    dashes: dashes.value,
    zoom: zoom.value,
    notes: notes.value,
    compared: true,
  }))

  watch([() => scope.range, () => scope.scope.granularity], () => (zoom.value = null))
  return {
    state,
    change,
    replace,
    zoom,
    pointed,
    choices,
    chosen,
    inScope,
    tooMany,
    /** Each app at its own first day, in place of a range. */
    launched,
    /** The apps whose numbers are shown, as they were asked for. */
    askedScope: computed(() => question.answer.value?.asked.scope ?? null),
    slots,
    panels,
    legend,
    hidden,
    pinned,
    dashes,
    looking,
    lit,
    answered: computed(() => question.answer.value !== null),
    loading: computed(() => question.loading.value || ranking.loading.value),
    error: computed(() => ranking.error.value ?? question.error.value),
    load: async () => {
      if (tooMany.value) await ranking.load()
      await question.load()
    },
  }
})
