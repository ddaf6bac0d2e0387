import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { api } from '../api/index.ts'
import { momentAt, stopAfter, stopOf } from '../frame/as-of.ts'
import { useQuestion } from './question.ts'
import { useScope } from './scope.ts'

/** A person who slides sees each place on the way, but no more of them than can be drawn. */
const PACE_MS = 80

/** Which version of the data is read: the newest, or what was known after one of the fetches there were. */
export const useAsOf = defineStore('as-of', () => {
  const scope = useScope()
  /** The slider was asked for; an earlier version brings it by itself. */
  const asked = ref(false)
  const shown = computed(() => asked.value || scope.scope.asOf !== null)

  const question = useQuestion(
    () => (shown.value ? { scope: scope.apps, range: scope.range } : null),
    (input) => api.call('history.moments', input),
  )
  const moments = computed(() => question.answer.value ?? [])
  /** Where a slide has come to, before the page has followed. */
  const ahead = ref<number | null>(null)
  const stop = computed(() => ahead.value ?? stopOf(moments.value, scope.scope.asOf))

  /** Back leads to now, however long somebody slid. */
  function set(asOf: string | null): Promise<void> {
    const { scope: now } = scope
    if (asOf === now.asOf) return Promise.resolve()
    return now.asOf === null || asOf === null ? scope.change({ asOf }) : scope.replace({ asOf })
  }

  let timer = 0
  let last = -Infinity
  function follow(): void {
    if (ahead.value === null) return
    last = performance.now()
    const to = ahead.value
    void set(momentAt(moments.value, to)).finally(() => {
      if (ahead.value === to) ahead.value = null
    })
  }
  function slide(to: number): void {
    ahead.value = to
    window.clearTimeout(timer)
    const wait = PACE_MS - (performance.now() - last)
    if (wait <= 0) follow()
    else timer = window.setTimeout(follow, wait)
  }
  /** Steps asked for before the fetches were known. */
  let waiting = 0
  function step(by: number): void {
    asked.value = true
    if (question.answer.value === null) waiting += by
    else if (moments.value.length > 0) slide(stopAfter(moments.value, stop.value, by))
  }
  watch(question.answer, () => {
    const by = waiting
    waiting = 0
    if (by !== 0) step(by)
  })
  return {
    shown,
    moments,
    stop,
    loading: question.loading,
    error: question.error,
    load: question.load,
    slide,
    set,
    /** The version shown, as far as somebody slid; null for the newest. */
    moment: computed(() => (ahead.value === null ? scope.scope.asOf : momentAt(moments.value, ahead.value))),
    step,
    open: () => (asked.value = true),
    /** Back to now, and the slider away. */
    close: async () => {
      asked.value = false
      await set(null)
    },
  }
})
