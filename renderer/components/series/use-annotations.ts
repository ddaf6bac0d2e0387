import { computed } from 'vue'
import type { Annotation } from '../../../electron/contract/methods/annotations.ts'
import { api } from '../../api/index.ts'
import { useQuestion } from '../../stores/question.ts'
import { useScope } from '../../stores/scope.ts'

/** What was noted on the days of the range about these apps. A failure leaves the charts without it. */
export function useAnnotations(view: string, apps: () => { apps: number[]; tags: string[] } | null) {
  const page = useScope()
  const question = useQuestion(
    () => {
      const scope = apps()
      return scope && { range: page.range, scope }
    },
    (asked) => api.call('annotations.list', asked),
    { view },
  )
  return computed<readonly Annotation[]>(() => question.answer.value ?? [])
}
