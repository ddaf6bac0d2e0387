import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Launch } from '../../../../electron/contract/methods/insights.ts'
import { api } from '../../../api/index.ts'
import type { MetricChoice } from '../../../components/series/metrics.ts'
import { useQuestion } from '../../../stores/question.ts'
import { useScope } from '../../../stores/scope.ts'
import { useCompare } from '../store.ts'

/** Compare with every app put at its own first day: asked only while it is looked at so. */
export const useLaunch = defineStore('launch', () => {
  const scope = useScope()
  const compare = useCompare()
  /** A question a metric; null while another form is looked at. */
  function asked() {
    const { askedScope, launched } = compare
    if (!launched || !askedScope) return null
    return compare.chosen.map(({ metric, variant }) => ({
      scope: askedScope,
      days: Number(compare.state.days),
      metric,
      ...(variant === null ? {} : { variant }),
      ...scope.asOf,
    }))
  }
  const question = useQuestion(
    asked,
    (metrics) => Promise.all(metrics.map((metric) => api.call('query.launch', metric))),
    { view: 'compare' },
  )
  const panels = computed<{ choice: MetricChoice; launch: Launch }[]>(() =>
    (question.answer.value ?? []).flatMap((launch) => {
      const choice = compare.chosen.find(
        ({ metric, variant }) =>
          metric === `${launch.report}/${launch.metric}` && (variant === null || variant === launch.variant),
      )
      return choice ? [{ choice, launch }] : []
    }),
  )
  return {
    asked,
    panels,
    answered: computed(() => question.answer.value !== null),
    loading: question.loading,
    error: question.error,
    load: question.load,
  }
})
