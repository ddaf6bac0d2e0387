import { computed, reactive } from 'vue'
import { api } from '../../api/index.ts'
import { choiceField, useViewState, type Field } from '../../router/view-state.ts'
import { appsInScope, useApps } from '../../stores/apps.ts'
import { useQuestion } from '../../stores/question.ts'
import { useScope } from '../../stores/scope.ts'
import { appAfter, appFor, appsBeside, modeFor, MODES, SIDE_MOST, type Mode } from './modes.ts'

export interface AppsShownOptions {
  readonly view: string
  /** `report/metric`: the largest by it stand side by side where the scope has more apps than fit. */
  readonly lead?: string
  /** As many apps as this view can show side by side. */
  readonly most?: number
}

const idField: Field<number> = { read: (text) => Number(text) || 0, write: (id) => String(id || '') }

/**
 * Which apps a report view shows, by `?mode=` and `?app=` of the address: all report views alike, so that one app can be followed
 * through all of them. For a view's store; `scope` is what it asks the core for, null while there is nothing to ask.
 */
export function useAppsShown({ view, lead = 'user-trend/session_count', most = SIDE_MOST }: AppsShownOptions) {
  const scope = useScope()
  const list = useApps()
  const { values: state, change } = useViewState('reports', { mode: choiceField(['auto', ...MODES]), app: idField })

  const inScope = computed(() => appsInScope(list.list, scope.scope))
  const mode = computed(() => modeFor(state.mode.value, inScope.value.length, most))
  const tooMany = computed(() => mode.value === 'side' && inScope.value.length > most)
  const app = computed(() => appFor(inScope.value, state.app.value))

  const ranking = useQuestion(
    () =>
      tooMany.value
        ? { metrics: [lead], range: scope.range, compare: 'none' as const, scope: scope.apps, ...scope.asOf }
        : null,
    async (asked) => {
      const { apps } = await api.call('query.overview', asked)
      const size = ({ kpis }: (typeof apps)[number]) => kpis[0]?.total.value ?? -Infinity
      return apps.toSorted((a, b) => size(b) - size(a) || 0).map(({ appId }) => appId)
    },
    { view, again: () => list.list.length },
  )
  const beside = computed(() => appsBeside(inScope.value, ranking.answer.value, most))
  const apps = computed(() => {
    if (mode.value === 'all') return inScope.value
    return mode.value === 'side' ? (beside.value ?? []) : app.value ? [app.value] : []
  })
  const asked = computed(() => {
    if (apps.value.length === 0) return null
    // the scope itself where all of it is meant: thousands of ids say the same as one tag
    return mode.value === 'one' || tooMany.value ? { apps: apps.value.map(({ id }) => id), tags: [] } : scope.apps
  })
  const pick = (id: number) => change({ mode: 'one', app: id })

  return reactive({
    mode,
    /** The apps of the scope, in the order of the list. */
    inScope,
    /** Those that are shown. */
    apps,
    /** The one app, where it is one. */
    app,
    scope: asked,
    /** Side by side are only the largest, by this metric. */
    tooMany,
    lead,
    most,
    loading: ranking.loading,
    error: ranking.error,
    load: ranking.load,
    look: (next: Mode) => change({ mode: next }),
    /** Looks at one app. */
    pick,
    /** The next or the previous app. */
    step: (by: number) => {
      const next = appAfter(inScope.value, app.value, by)
      return next && mode.value === 'one' ? pick(next.id) : Promise.resolve()
    },
  })
}
export type AppsShown = ReturnType<typeof useAppsShown>
