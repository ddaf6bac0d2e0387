import { computed, readonly, ref, shallowRef, watch, type Ref } from 'vue'
import { api } from '../../../api/index.ts'
import { useQuestion } from '../../../stores/question.ts'
import { useStatus } from '../../../stores/status.ts'
import { exportsBelow, sentBody, type Body } from './body.ts'
import type { Problems } from './problems.ts'
import { refusalOf } from './refusal.ts'

/** Typing settles before the files are worked out anew. */
const SETTLE_MS = 250

/**
 * The files a template would write, worked out by the core while it is being written. What is not filled in yet has a stand-in; where
 * something is wrong the files before stay.
 */
export function usePlan(body: () => Body | null, problems: () => Problems, nameless: () => string) {
  const status = useStatus()
  const day = ref('')
  const settled: Ref<Body | null> = shallowRef(null)
  const wrong = computed(() => [...problems().values()].some(({ open, key }) => !open && key !== 'nameTaken'))

  let timer = 0
  watch(
    [body, wrong] as const,
    ([now, isWrong], before) => {
      window.clearTimeout(timer)
      if (isWrong) return
      if (before[0] && now) timer = window.setTimeout(() => (settled.value = now), SETTLE_MS)
      else settled.value = now
    },
    { immediate: true },
  )
  const question = useQuestion(
    () => {
      const now = settled.value
      if (!now) return null
      const folder = now.folder.trim() || exportsBelow(status.status?.home ?? '/')
      const template = sentBody({ ...now, folder, name: now.name.trim() || nameless() })
      return day.value === '' ? { template } : { template, day: day.value }
    },
    (asked) => api.call('templates.preview', asked),
    { view: 'exports' },
  )
  const refusal = computed(() => (question.error.value === null ? null : refusalOf(question.error.value)))
  return {
    /** The day it is run on; empty for today. */
    day: readonly(day),
    setDay: (next: string) => (day.value = next),
    plan: question.answer,
    looking: question.loading,
    refusal,
    /** A failure that no field stands for. */
    error: computed(() => (refusal.value ? null : question.error.value)),
    look: question.load,
  }
}
export type PlanState = ReturnType<typeof usePlan>
