import { computed, reactive, ref } from 'vue'
import type { Input } from '../../../electron/contract/index.ts'
import { api } from '../../api/index.ts'
import type { Folded } from '../../components/members/fold.ts'
import { t as members } from '../../components/members/texts.ts'
import type { MembersState } from '../../components/members/use-members.ts'
import { report } from '../../components/tell.ts'
import { useApps } from '../../stores/apps.ts'
import { useJobs } from '../../stores/jobs.ts'
import { useQuestion } from '../../stores/question.ts'
import { useScope } from '../../stores/scope.ts'
import { useSettings } from '../../stores/settings.ts'
import { lackingOf, momentsOf, timeModel, type TimeAnswer } from './over-time.ts'
import { canStep, periodsIn } from './periods.ts'
import { VIEW, type useSourcesState } from './state.ts'

interface Options {
  readonly members: MembersState
  readonly state: ReturnType<typeof useSourcesState>['values']
  readonly share: () => string
  /** The metric looked at: of apps side by side any is drawn, not only shares. */
  readonly metric: () => string
  /** The parts that stand by themselves, as in the mix of the whole range. */
  readonly fold: () => Folded | null
}
type Asked = Input<'query.members'>

/** The mix of sources period by period: the API tells it of whole ranges only, so each period is a question, and a fetch, of its own. */
export function useOverTime({ members: own, state, share, metric, fold }: Options) {
  const scope = useScope()
  const settings = useSettings()
  const list = useApps()
  const jobs = useJobs()
  /** Periods still to be fetched; null while none are. */
  const left = ref<number | null>(null)

  const by = computed(() => (canStep(scope.range, state.by.value) ? state.by.value : ('month' as const)))
  const whose = computed((): Pick<Asked, 'scope' | 'show'> | null => {
    const { mode, app, apps } = own.shown
    if (mode === 'all') return { scope: scope.apps, show: [] }
    const ids = apps.map(({ id }) => id)
    if (mode === 'side') return ids.length > 0 ? { scope: { apps: ids, tags: [] }, show: ids } : null
    return app ? { scope: { apps: [app.id], tags: [] }, show: [app.id] } : null
  })
  const drawn = () => (own.shown.mode === 'side' ? metric() : share())
  const question = useQuestion(
    () =>
      state.chart.value === 'time' && whose.value && drawn() !== ''
        ? { by: by.value, metrics: [drawn()], range: scope.range, ...whose.value, ...scope.asOf }
        : null,
    async ({ by: step, range, ...common }): Promise<TimeAnswer> => {
      const periods = periodsIn(range, step)
      const ask = ({ from, to }: { from: string; to: string }) =>
        api.call('query.members', { ...common, report: VIEW, range: { from, to }, compare: 'none', limit: 5000 })
      return { by: step, periods, tables: await Promise.all(periods.map(ask)) }
    },
    { view: VIEW, again: () => list.list.length },
  )
  const moments = computed(() =>
    question.answer.value ? momentsOf(question.answer.value, (n) => members('all', { n })) : [],
  )
  const options = computed(() => ({ metric: share(), locale: settings.locale, restName: restNameOf(fold()) }))
  const lacking = computed(() => lackingOf(moments.value))

  /** Fetches what is missing, a period after the other, as far as it goes. */
  async function fetch(): Promise<void> {
    const periods = lacking.value
    const asked = whose.value?.scope
    if (!asked) return
    try {
      for (const [at, { from, to }] of periods.entries()) {
        left.value = periods.length - at
        const job = await jobs.sync({ range: { from, to }, scope: asked, reports: [VIEW] })
        if (job === null) return
        const { state: end } = await api.call('jobs.wait', { job })
        if (end !== 'done' && end !== 'partial') return
      }
    } catch (thrown) {
      report(thrown)
    } finally {
      left.value = null
    }
  }
  return reactive({
    by,
    moments,
    lacking,
    left,
    options,
    /** Nothing of it is known. */
    empty: computed(() => moments.value.every(({ missing, apps }) => missing === apps)),
    answered: computed(() => question.answer.value !== null),
    error: question.error,
    loading: question.loading,
    load: question.load,
    model: computed(() => {
      const folded = fold()
      return folded && question.answer.value
        ? timeModel(moments.value, question.answer.value.by, folded, options.value)
        : null
    }),
    fetch,
  })
}

const restNameOf = (folded: Folded | null) => members('others', { n: folded?.folded.length ?? 0 })
