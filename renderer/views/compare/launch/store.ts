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
  const question = useQuestion(
    () =>
      compare.launched && compare.askedScope
        ? {
            scope: compare.askedScope,
            days: Number(compare.state.days),
            metrics: compare.chosen.map(({ metric, variant }) => ({
              metric,
              ...(variant === null ? {} : { variant }),
            })),
            ...scope.asOf,
          }
        : null,
    ({ metrics, ...asked }) => Promise.all(metrics.map((metric) => api.call('query.launch', { ...asked, ...metric }))),
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
    panels,
    answered: computed(() => question.answer.value !== null),
    loading: question.loading,
    error: question.error,
    load: question.load,
  }
})
