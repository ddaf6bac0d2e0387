import { computed, ref, shallowRef } from 'vue'
import { api } from '../../../api/index.ts'
import type { GridSort } from '../../../components/grid/grid.ts'
import { dayNumber } from '../../../format/dates.ts'
import { inLocale } from '../../../i18n/locale.ts'
import { formatDay } from '../../../../electron/contract/calendar.ts'
import { useCatalogue } from '../../../stores/catalogue.ts'
import { useJobs } from '../../../stores/jobs.ts'
import { useQuestion } from '../../../stores/question.ts'
import { useScope } from '../../../stores/scope.ts'
import { useSettings } from '../../../stores/settings.ts'
import { useHistoryState, VIEW } from '../state.ts'
import { t as history } from '../texts.ts'
import { fillInput } from './fill.ts'
import { matrixRows, shownRows, type MatrixRow } from './rows.ts'
import { sumOf, type StateLetter } from './states.ts'

/** Which days are stored, app by report by day, and the way to fill what is not. */
export function useCoverage() {
  const scope = useScope()
  const catalogue = useCatalogue()
  const settings = useSettings()
  const jobs = useJobs()
  const { values: state, change } = useHistoryState()

  const query = ref('')
  const open = shallowRef<ReadonlySet<number>>(new Set())
  const sort = shallowRef<GridSort | null>(null)
  const selected = shallowRef<ReadonlySet<number>>(new Set())
  const wider = ref(false)
  const unsettled = ref(false)

  const asks = () => ({ range: scope.range, scope: scope.apps, reports: [...state.reports.value], ...scope.asOf })
  const question = useQuestion(asks, (asked) => api.call('history.coverage', asked), { view: VIEW })
  const answer = question.answer
  const days = computed(() => {
    if (!answer.value) return []
    const from = dayNumber(answer.value.from)
    return Array.from({ length: dayNumber(answer.value.to) - from + 1 }, (_, i) => formatDay(from + i))
  })
  const reportNames = computed(() => new Map(catalogue.reports.map(({ id, name }) => [id, inLocale(name)])))
  const names = {
    app: (id: number, name: string) => (id === 0 ? history('platform') : name),
    report: (id: string) => reportNames.value.get(id) ?? id,
  }
  const rows = computed(() => (answer.value ? matrixRows(answer.value, state.by.value, names) : []))
  const shown = computed(() =>
    shownRows(rows.value, {
      query: query.value,
      state: state.state.value,
      open: open.value,
      sort: sort.value,
      locale: settings.locale,
    }),
  )
  const tally = computed(() => sumOf(rows.value.map((row) => row.tally)))
  const all = computed(() => new Map(rows.value.flatMap((row) => [row, ...row.below].map((each) => [each.id, each]))))
  const chosen = computed(() => [...selected.value].flatMap((id) => all.value.get(id) ?? []))

  const asked = (some: readonly Pick<MatrixRow, 'appId' | 'report'>[], byDay = wider.value) => {
    const own = { range: scope.range, scope: scope.apps, reports: state.reports.value }
    return fillInput({ ...own, wider: byDay, unsettled: unsettled.value }, some)
  }
  const plan = useQuestion(
    // the matrix comes first
    () =>
      !question.loading.value && answer.value && !jobs.syncing && scope.scope.asOf === null
        ? asked(chosen.value)
        : null,
    async (input) => (await api.call('sync.plan', input)).requests,
    { view: VIEW },
  )
  function toggle(row: Pick<MatrixRow, 'id'>): void {
    const next = new Set(open.value)
    if (!next.delete(row.id)) next.add(row.id)
    open.value = next
  }
  return {
    scope,
    state,
    change,
    asks,
    question,
    days,
    names,
    rows,
    shown,
    all,
    tally,
    chosen,
    query,
    open,
    sort,
    selected,
    wider,
    unsettled,
    toggle,
    /** Requests a fill would make; null while that is not known. */
    requests: plan.answer,
    planning: plan.loading,
    syncing: computed(() => jobs.syncing !== null),
    rate: computed(() => settings.settings?.rate ?? 5),
    fill: (some: readonly Pick<MatrixRow, 'appId' | 'report'>[] = chosen.value, byDay?: boolean) =>
      jobs.sync(asked(some, byDay)),
    only: (letter: StateLetter) => change({ state: state.state.value === letter ? '' : letter }),
  }
}
