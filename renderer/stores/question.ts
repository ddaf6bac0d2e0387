import { computed, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useRoute } from 'vue-router'
import { LinkLost } from '../api/index.ts'
import { currentLocale } from '../i18n/locale.ts'
import { useStatus } from './status.ts'

/** What a view asks, and what came of it. */
export interface Question<Asked, Answer> {
  /** The newest answer; the one before stays until the next is there. */
  readonly answer: Readonly<ShallowRef<Answer | null>>
  /** What it answers. */
  readonly answered: Readonly<ShallowRef<Asked | null>>
  readonly error: Readonly<ShallowRef<unknown>>
  readonly loading: Readonly<Ref<boolean>>
  /** Asks again. */
  load(): Promise<void>
}

/**
 * Asks when the question changes (compared by what it says, not by identity), when stored data may have, and in another language,
 * for answers name things; an answer that was overtaken is dropped. A question of null is not asked. With `view`, only while that view is the one shown: what changed meanwhile
 * is asked for when it comes back. A lost link is no error: the frame says so, and the question is asked again once it is back.
 */
export function useQuestion<Asked, Answer>(
  question: () => Asked | null,
  ask: (asked: Asked) => Promise<Answer>,
  { view, again }: { view?: string; again?: () => unknown } = {},
): Question<Asked, Answer> {
  const route = useRoute()
  const status = useStatus()
  const answer = shallowRef<Answer | null>(null)
  const answered = shallowRef<Asked | null>(null)
  const error = shallowRef<unknown>(null)
  const loading = ref(false)
  const shown = computed(() => view === undefined || route.name === view)
  /** What is wanted, as text; the last that was asked is kept while the view is away. */
  const wanted = computed<string>((before) =>
    shown.value ? JSON.stringify([question(), status.dataVersion, currentLocale(), again?.()]) : (before ?? ''),
  )

  let asked = 0
  async function load(): Promise<void> {
    asked += 1
    const own = asked
    const now = question()
    if (now === null) {
      answer.value = answered.value = error.value = null
      loading.value = false
      return
    }
    loading.value = true
    try {
      const got = await ask(now)
      if (own !== asked) return
      answer.value = got
      answered.value = now
      error.value = null
    } catch (thrown) {
      if (own !== asked || thrown instanceof LinkLost) return
      error.value = thrown
      // the answer to another question is not shown below the failure of this one
      if (JSON.stringify(answered.value) !== JSON.stringify(now)) answer.value = answered.value = null
    } finally {
      if (own === asked) loading.value = false
    }
  }
  watch(
    wanted,
    (text) => {
      if (text !== '') void load()
    },
    { immediate: true },
  )
  return { answer, answered, error, loading, load }
}
