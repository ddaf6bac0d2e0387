import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Alert } from '../../../../electron/contract/methods/insights.ts'
import { api } from '../../../api/index.ts'
import { choiceField, textField, useViewState } from '../../../router/view-state.ts'
import { useQuestion } from '../../../stores/question.ts'
import { useOverview } from '../store.ts'

/** What is worth a look, without being asked for; and the rules a person made. It is asked when the table's numbers stand. */
export const useInsights = defineStore('insights', () => {
  const overview = useOverview()
  const { values: state, replace } = useViewState('overview', {
    insights: choiceField(['closed', 'open']),
    /** The metric whose contributions are looked at. */
    of: textField,
  })
  const question = useQuestion(
    () => {
      if (!overview.answered || overview.rows.length === 0) return null
      const { range, compare, scope, asOf } = overview.answered
      return { range, compare, scope, ...(asOf && { asOf }) }
    },
    (asked) => api.call('insights.overview', asked),
    { view: 'overview' },
  )
  const rules = useQuestion(
    () => ({}),
    (asked) => api.call('alerts.list', asked),
    { view: 'overview' },
  )

  /** By app, its most urgent alert: the answer has them in that order. */
  const byApp = computed(() => {
    const worst = new Map<number, Alert>()
    for (const alert of question.answer.value?.alerts ?? [])
      if (alert.appId !== null && alert.severity !== 'info' && !worst.has(alert.appId)) worst.set(alert.appId, alert)
    return worst
  })
  return {
    byApp,
    answer: question.answer,
    error: question.error,
    loading: question.loading,
    load: question.load,
    rules: computed(() => rules.answer.value ?? []),
    rulesError: rules.error,
    open: computed(() => state.insights.value === 'open'),
    toggle: () => replace({ insights: state.insights.value === 'open' ? 'closed' : 'open' }),
    contribution: computed(() => {
      const all = question.answer.value?.contributions ?? []
      return all.find(({ metric }) => metric === state.of.value) ?? all[0] ?? null
    }),
    look: (metric: string) => replace({ of: metric }),
  }
})
