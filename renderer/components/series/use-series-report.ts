import { computed, shallowRef, watch } from 'vue'
import type { App } from '../../../electron/contract/methods/apps.ts'
import { api } from '../../api/index.ts'
import type { ChartWindow } from '../../charts/axes.ts'
import { useApps } from '../../stores/apps.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { useQuestion } from '../../stores/question.ts'
import { useScope } from '../../stores/scope.ts'
import type { AppsShown } from '../report/apps-shown.ts'
import { askSeries, beforeRangeOf, inOrder, type SeriesQuestion } from './ask.ts'
import { derivedPanel, withDerived, type Derived } from './derived.ts'
import { choicesOf, type MetricChoice } from './metrics.ts'
import { buildPanel, type Panel } from './panel.ts'

/** Which apps a report by time is about. A report of the platform itself has none, and is looked at as one. */
export type ShownApps = Pick<AppsShown, 'mode' | 'scope'> & { readonly app: Pick<App, 'id'> | null }

export interface SeriesReportOptions {
  readonly view: string
  readonly report: string
  readonly shown: ShownApps
  /** The metrics drawn, by `report/metric`: the first also as sparklines. */
  readonly drawn: () => readonly string[]
  /** Metrics that the table below has beside those that are drawn. */
  readonly listed?: () => readonly string[]
  /** Percentages of ours beside the report's own metrics. */
  readonly derived?: () => readonly Derived[]
}

/**
 * The numbers of a report by time: all its metrics over the range for cards and table, and those that are drawn period by period (of one
 * app or of some side by side; of all apps only the first, as sparklines), each with the range compared with.
 */
export function useSeriesReport({
  view,
  report,
  shown,
  drawn,
  listed = () => [],
  derived = () => [],
}: SeriesReportOptions) {
  const scope = useScope()
  const apps = useApps()
  const catalogue = useCatalogue()
  /** The part of the range looked at, in all charts alike. */
  const zoom = shallowRef<ChartWindow | null>(null)

  const own = computed(() => catalogue.reports.filter(({ id }) => id === report).flatMap(choicesOf))
  const choices = computed<readonly MetricChoice[]>(() =>
    own.value.flatMap((choice) => [
      choice,
      ...derived().flatMap((made) => (made.after === choice.metric ? [made.choice] : [])),
    ]),
  )
  const named = (keys: readonly string[]) =>
    keys.flatMap((key) => choices.value.find(({ metric }) => metric === key) ?? [])
  const chosen = computed(() => named(drawn()))
  const besides = computed(() => named(listed()))
  /** What must be asked for so that these can be drawn. */
  const parts = computed(() => [
    ...new Set(
      [...chosen.value, ...besides.value].flatMap(({ metric }) => {
        const made = derived().find(({ choice }) => choice.metric === metric)
        return made ? [made.num, made.den] : [metric]
      }),
    ),
  ])

  const table = useQuestion(
    () => {
      const metrics = own.value.map(({ metric }) => metric)
      const first = parts.value[0]
      if (!shown.scope || metrics.length === 0) return null
      return {
        range: scope.range,
        compare: scope.scope.compare,
        // the first is the one whose days come with it
        metrics: [...new Set(first === undefined ? metrics : [first, ...metrics])],
        scope: shown.scope,
        ...scope.asOf,
      }
    },
    (asked) => api.call('query.overview', asked),
    { view, again: () => apps.list.length },
  )
  const lines = useQuestion(
    (): SeriesQuestion | null =>
      shown.scope === null || shown.mode === 'all' || parts.value.length === 0
        ? null
        : {
            metrics: parts.value.map((metric) => ({ key: metric, metric, variant: null })),
            range: scope.range,
            beforeRange: beforeRangeOf(scope.range, scope.scope.compare),
            granularity: scope.granularity,
            scope: shown.scope,
            ...scope.asOf,
          },
    askSeries,
    { view, again: () => apps.list.length },
  )

  const overview = computed(
    () => table.answer.value && derived().reduce((all, each) => withDerived(all, each), table.answer.value),
  )
  const asked = computed<ReadonlyMap<string, Panel>>(() => {
    const { asked, metrics = [] } = lines.answer.value ?? {}
    return new Map(
      metrics.flatMap(({ key, now, before }) => {
        const choice = own.value.find(({ metric }) => metric === key)
        if (!choice || !now || !asked) return []
        const ordered = inOrder(now, asked.scope.apps ?? [])
        return [
          [key, buildPanel(choice, ordered, before, { range: asked.range, beforeRange: asked.beforeRange })] as const,
        ]
      }),
    )
  })
  const panelsOf = (some: readonly MetricChoice[]) =>
    some.flatMap(({ metric }) => {
      const made = derived().find(({ choice }) => choice.metric === metric)
      if (!made) return asked.value.get(metric) ?? []
      const [num, den] = [asked.value.get(made.num), asked.value.get(made.den)]
      return num && den ? [derivedPanel(made, num, den)] : []
    })
  const panels = computed(() => panelsOf(chosen.value))
  const lacking = computed(() =>
    (overview.value?.apps ?? [])
      .filter(({ kpis, spark }) => kpis.every(({ total }) => total.value === null) && spark.every((v) => v === null))
      .map(({ appId }) => appId),
  )
  watch([() => scope.range, () => scope.granularity, () => shown.mode], () => (zoom.value = null))

  return {
    zoom,
    choices,
    chosen,
    overview,
    /** What is drawn, in the order chosen; `tabled` has what the table lists beside it. */
    panels,
    tabled: computed(() => [...panels.value, ...panelsOf(besides.value)]),
    lacking,
    blank: computed(() => overview.value !== null && lacking.value.length === overview.value.apps.length),
    answered: computed(() => overview.value !== null && (shown.mode === 'all' || lines.answer.value !== null)),
    loading: computed(() => table.loading.value || lines.loading.value),
    error: computed(
      () =>
        table.error.value ?? lines.error.value ?? lines.answer.value?.metrics.find(({ error }) => error)?.error ?? null,
    ),
    load: async () => {
      await Promise.all([table.load(), lines.load()])
    },
  }
}
