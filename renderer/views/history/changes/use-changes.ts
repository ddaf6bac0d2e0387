import { computed, ref, watch } from 'vue'
import type { ChangedCell, Restatements } from '../../../../electron/contract/methods/history-changes.ts'
import { api } from '../../../api/index.ts'
import { useQuestion } from '../../../stores/question.ts'
import { useScope } from '../../../stores/scope.ts'
import { useHistoryState, VIEW } from '../state.ts'

export const CHANGES_PAGE = 300

export interface Changes {
  readonly counts: Restatements['counts']
  /** Only of every change: by the day it came. */
  readonly groups: Restatements['groups']
  readonly total: number
  readonly cells: readonly ChangedCell[]
}

/** Numbers that a later reply told otherwise: each time it happened, or what two moments differ in. */
export function useChanges() {
  const scope = useScope()
  const { values: state, change } = useHistoryState()
  const limit = ref(CHANGES_PAGE)

  const between = computed(() => state.how.value === 'between')
  const moments = useQuestion(
    () => ({ scope: scope.apps, range: scope.range, reports: [...state.reports.value] }),
    (asked) => api.call('history.moments', asked),
    { view: VIEW },
  )
  /** Where nothing is chosen: from the first fetch there was. */
  const since = computed(() => state.since.value || (moments.answer.value?.[0]?.at ?? ''))
  const until = computed(() => state.until.value || scope.scope.asOf || '')
  const wrong = computed(() => between.value && since.value !== '' && until.value !== '' && since.value > until.value)

  const wanted = computed(() => ({
    how: state.how.value,
    scope: scope.apps,
    range: scope.range,
    reports: [...state.reports.value],
    kinds: state.kinds.value === 'all' ? [] : ['restated' as const, 'withdrawn' as const],
    minPercent: state.least.value,
    since: between.value ? since.value : state.since.value,
    until: until.value,
  }))
  watch(wanted, (now, before) => {
    if (JSON.stringify(now) !== JSON.stringify(before)) limit.value = CHANGES_PAGE
  })
  const question = useQuestion(
    () => (wrong.value || (between.value && !moments.answer.value) ? null : { ...wanted.value, limit: limit.value }),
    ask,
    { view: VIEW },
  )
  return {
    scope,
    state,
    change,
    moments,
    between,
    since,
    until,
    wrong,
    question,
    limit,
    /** All of them, not only those shown so far. */
    workbook: () => ({ asked: askedTable(wanted.value) }),
  }
}

interface Asked {
  readonly how: 'steps' | 'between'
  readonly scope: { apps: number[]; tags: string[] }
  readonly range: { from: string; to: string }
  readonly reports: string[]
  readonly kinds: ('restated' | 'withdrawn')[]
  readonly minPercent: number
  readonly since: string
  readonly until: string
  readonly limit: number
}
const EVERY = ['restated', 'filled', 'withdrawn', 'added'] as const

async function ask({ limit, ...wanted }: Asked): Promise<Changes> {
  const asked = askedTable(wanted)
  if (asked.table === 'restatements') return api.call('history.restatements', { ...asked.question, limit })
  // nothing was ever fetched
  if (asked.question.since === '')
    return { counts: { restated: 0, filled: 0, withdrawn: 0, added: 0 }, groups: [], total: 0, cells: [] }
  const answer = await api.call('history.changedSince', { ...asked.question, limit })
  return { counts: answer.counts, groups: [], total: answer.total, cells: answer.cells }
}

/** The question, as the core is asked for the page and for a workbook alike. */
function askedTable({ how, kinds: some, since, until, minPercent, ...rest }: Omit<Asked, 'limit'>) {
  const question = { ...rest, kinds: some.length === 0 ? [...EVERY] : some }
  if (how === 'between')
    return {
      table: 'changed-since' as const,
      question: { ...question, since, ...(until === '' ? {} : { asOf: until }) },
    }
  const moments = { ...(since === '' ? {} : { since }), ...(until === '' ? {} : { until }) }
  return { table: 'restatements' as const, question: { ...question, minPercent, ...moments } }
}
