import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Input } from '../../../electron/contract/index.ts'
import { api } from '../../api/index.ts'
import { buildSides, type Member } from '../../components/members/sides.ts'
import { useJobs } from '../../stores/jobs.ts'
import { useQuestion } from '../../stores/question.ts'
import { useScope } from '../../stores/scope.ts'
import type { DateRange } from '../../format/presets.ts'
import { appsWith } from './across.ts'
import { lackingDays } from './days.ts'
import { VIEW } from './state.ts'
import { usePages } from './store.ts'
import { t } from './texts.ts'

/** As many apps as lines are drawn for. */
const MOST_LINES = 8
/** What the search of the core takes. */
const SEARCHED = 200

/** One page: its numbers in every app of the scope that has its path, and how they went day by day. */
export const usePageDetail = defineStore('page-detail', () => {
  const pages = usePages()
  const scope = useScope()
  const jobs = useJobs()
  const { shown } = pages

  const again = () => [shown.inScope.length, pages.locale]
  /** The page by itself where its path is not unique in an app; then its id finds it, and not its path. */
  const search = computed(() => (pages.state.path.startsWith('page:') ? '' : pages.state.path.slice(0, SEARCHED)))
  const table = useQuestion(
    (): Input<'query.members'> | null =>
      pages.state.path === '' || shown.inScope.length === 0
        ? null
        : {
            report: VIEW,
            range: scope.range,
            compare: scope.scope.compare,
            scope: scope.apps,
            search: search.value,
            limit: 5000,
            ...scope.asOf,
          },
    (asked) => api.call('query.members', asked),
    { view: VIEW, again },
  )
  const sides = computed(() => {
    const { value } = table.answer
    return value && buildSides(value, value, (n) => t('whole', { n }))
  })
  const member = computed<Member | null>(() => sides.value?.members.find(({ id }) => id === pages.state.path) ?? null)
  /** The app looked at, where it is one. */
  const first = computed(() => (shown.mode === 'one' ? (shown.app?.id ?? null) : null))
  const having = computed(() => (sides.value && member.value ? appsWith(sides.value, member.value, first.value) : []))
  const drawn = computed(() => {
    const beside = new Set(shown.mode === 'side' ? shown.apps.map(({ id }) => id) : [])
    return having.value
      .flatMap(({ appId }) => appId ?? [])
      .filter((id) => (shown.mode === 'one' ? id === first.value : beside.size === 0 || beside.has(id)))
      .slice(0, MOST_LINES)
  })
  /** Whose numbers stand at the top: the app's, or those of all as one. */
  const side = computed(() => {
    if (!sides.value || !member.value) return null
    if (shown.mode !== 'one') return sides.value.whole
    return sides.value.apps.find(({ appId }) => appId === first.value) ?? null
  })

  /** The page by day, over the range or the one it is compared with. */
  const byDay = (range: DateRange | null): Input<'query.member'> | null =>
    range === null || member.value === null || drawn.value.length === 0
      ? null
      : { report: VIEW, range, scope: { apps: drawn.value, tags: [] }, member: member.value.id, ...scope.asOf }
  const beforeRange = computed(() => sides.value?.beforeRange ?? null)
  const days = useQuestion(
    () => byDay(scope.range),
    (asked) => api.call('query.member', asked),
    { view: VIEW, again },
  )
  const before = useQuestion(
    () => byDay(beforeRange.value),
    (asked) => api.call('query.member', asked),
    { view: VIEW, again },
  )
  /** Not those of a comparison that was dropped. */
  const beforeDays = computed(() => (beforeRange.value === null ? null : before.answer.value))
  const none = { days: 0, apps: [] }
  const lacking = computed(() => (days.answer.value ? lackingDays(days.answer.value) : none))
  const lackingBefore = computed(() => (beforeDays.value ? lackingDays(beforeDays.value) : none))
  /** Asks the API for every day of these apps that has no reply of its own. */
  const fetch = (range: DateRange, apps: number[]) =>
    jobs.sync({ range, scope: { apps, tags: [] }, reports: [VIEW], fill: { wider: true } })
  const fetchDays = () => fetch(scope.range, lacking.value.apps)
  const fetchBefore = () => beforeRange.value && fetch(beforeRange.value, lackingBefore.value.apps)

  return {
    sides,
    member,
    having,
    drawn,
    side,
    days: days.answer,
    beforeDays,
    daysError: computed(() => days.error.value ?? before.error.value),
    daysLoading: computed(() => days.loading.value || before.loading.value),
    lacking,
    lackingBefore,
    fetchDays,
    fetchBefore,
    answered: computed(() => table.answer.value !== null),
    loading: table.loading,
    error: table.error,
    load: () => table.load(),
    loadDays: async () => {
      await Promise.all([days.load(), before.load()])
    },
  }
})
