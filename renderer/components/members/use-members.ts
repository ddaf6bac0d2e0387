import { computed, reactive } from 'vue'
import type { Input } from '../../../electron/contract/index.ts'
import type { MembersTable } from '../../../electron/contract/methods/query-members.ts'
import { api } from '../../api/index.ts'
import { useApps } from '../../stores/apps.ts'
import { useQuestion } from '../../stores/question.ts'
import { useScope } from '../../stores/scope.ts'
import { useAppsShown } from '../report/apps-shown.ts'
import { formatRange } from '../../format/dates.ts'
import { againstFor, type Against } from './against.ts'
import { beforeSide, buildSides, type Side, type Sides } from './sides.ts'
import { t } from './texts.ts'

type Asked = Input<'query.members'>

/** As many members as a list can hold; the core says how many there are. */
const MOST_MEMBERS = 5000
/** As many members as stand beside each other where all apps stand below each other. */
const MOST_ACROSS = 40

export interface MembersOptions {
  readonly view: string
  readonly report: string
  readonly variant?: () => string
  /** What the address says it is seen against. */
  readonly against: () => Against | 'auto'
  /** The metric of the table of all apps. */
  readonly metric: () => string | null
  /** How the portfolio as one is called. */
  readonly allName?: (apps: number) => string
  /** What of the answers is of use; all of it where absent. */
  readonly shape?: (sides: Sides) => Sides
}

/**
 * The members of one report for the apps a view shows, for a view's store: single apps, the portfolio as one, and, where all apps are
 * shown, their numbers of one metric. The portfolio is asked for by itself: of very many apps it takes a moment, and one app's numbers
 * need not wait for it.
 */
export function useMembers({ view, report, variant, against, metric, allName, shape }: MembersOptions) {
  const scope = useScope()
  const list = useApps()
  const shown = useAppsShown({ view })
  const again = () => list.list.length

  /** What an app is seen against: the scope, or all apps where the scope is that one app. */
  const portfolio = computed(() => {
    if (shown.inScope.length > 1 || shown.mode === 'all') return scope.apps
    return list.list.length > 1 ? { apps: [], tags: [] } : null
  })
  const seen = computed(() =>
    againstFor(against(), {
      all: portfolio.value !== null && shown.mode === 'one',
      before: scope.scope.compare !== 'none',
      apps: shown.mode === 'one' ? list.list.map(({ id }) => id).filter((id) => id !== shown.app?.id) : [],
    }),
  )
  const common = (): Pick<Asked, 'report' | 'variant' | 'range' | 'compare' | 'asOf'> => ({
    report,
    ...(variant ? { variant: variant() } : {}),
    range: scope.range,
    compare: scope.scope.compare,
    ...scope.asOf,
  })
  const ask = (asked: Asked): Promise<MembersTable> => api.call('query.members', asked)

  const own = useQuestion(
    (): Asked | null => {
      if (shown.mode === 'all' || shown.apps.length === 0) return null
      const other = typeof seen.value === 'number' ? [seen.value] : []
      const apps = [...shown.apps.map(({ id }) => id), ...other]
      return { ...common(), scope: { apps, tags: [] }, show: apps, limit: MOST_MEMBERS }
    },
    ask,
    { view, again },
  )
  const whole = useQuestion(
    (): Asked | null => {
      const wanted = shown.mode === 'one' ? seen.value === 'all' : shown.inScope.length > 0
      if (!wanted || !portfolio.value) return null
      return { ...common(), scope: portfolio.value, show: [], limit: MOST_MEMBERS }
    },
    ask,
    { view, again },
  )
  const matrix = useQuestion(
    (): Asked | null => {
      const key = metric()
      if (shown.mode !== 'all' || shown.inScope.length === 0 || key === null) return null
      return { ...common(), metrics: [key], scope: scope.apps, limit: MOST_ACROSS }
    },
    ask,
    { view, again },
  )

  const nameOf = (apps: number) => (allName ?? ((n: number) => t('all', { n })))(apps)
  const sides = computed(() => {
    const mine = shown.mode === 'all' ? null : own.answer.value
    const made = mine || whole.answer.value ? buildSides(mine, whole.answer.value, nameOf) : null
    return made && shape ? shape(made) : made
  })
  /** All apps as one, where nobody stands before them. */
  const wholeAlone = computed<Side | null>(() => {
    const all = sides.value?.whole
    return all ? { ...all, color: '--accent' } : null
  })
  /** The one whose numbers are drawn, where it is one. */
  const side = computed<Side | null>(() =>
    shown.mode === 'side' ? null : shown.mode === 'all' ? wholeAlone.value : (sides.value?.apps[0] ?? null),
  )
  const other = computed<Side | null>(() => {
    const [, app] = sides.value?.apps ?? []
    if (!side.value || seen.value === 'none' || shown.mode === 'side') return null
    if (seen.value === 'all') return sides.value?.whole ?? null
    if (typeof seen.value === 'number') return app ?? null
    const { beforeRange } = sides.value ?? {}
    return beforeRange
      ? beforeSide(side.value, t('againstBefore', { range: formatRange(beforeRange.from, beforeRange.to) }))
      : null
  })
  const first = computed(() => (shown.mode === 'all' ? whole : own))

  return reactive({
    shown,
    sides,
    side,
    other,
    /** What it is seen against, as it could be met. */
    seen,
    portfolioApps: computed(() =>
      portfolio.value === null ? 0 : portfolio.value === scope.apps ? shown.inScope.length : list.list.length,
    ),
    /** All apps, each with the numbers of one metric. */
    matrix: computed(() => (matrix.answer.value ? buildSides(matrix.answer.value, null, nameOf) : null)),
    /** Members there are beyond those that came. */
    leftOut: computed(() => first.value.answer.value?.leftOut.members ?? 0),
    count: computed(() => first.value.answer.value?.count ?? 0),
    answered: computed(() => first.value.answer.value !== null),
    loading: computed(() => own.loading.value || whole.loading.value || matrix.loading.value),
    error: computed(() => own.error.value ?? whole.error.value ?? matrix.error.value),
    blank: computed(() => {
      if (shown.mode === 'all') {
        const { apps = 0, missing = 0 } = whole.answer.value?.combined ?? {}
        return apps > 0 && apps === missing
      }
      const mine = own.answer.value?.apps.slice(0, shown.apps.length) ?? []
      return mine.length > 0 && mine.every(({ missing }) => missing !== null)
    }),
    lacking: computed(() => {
      const asked = shown.mode === 'all' ? matrix.answer.value : own.answer.value
      return (asked?.apps ?? []).filter(({ missing }) => missing !== null).map(({ appId }) => appId)
    }),
    load: async () => {
      await Promise.all([own.load(), whole.load(), matrix.load()])
    },
  })
}
export type MembersState = ReturnType<typeof useMembers>
