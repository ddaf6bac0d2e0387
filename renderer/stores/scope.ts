import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { presetRange, type DateRange } from '../format/presets.ts'
import { granularity as all } from '../router/choices.ts'
import { readScope, writeScope, type Scope } from '../router/scope-query.ts'
import { headingFor } from '../router/heading.ts'
import { ownQuery } from '../router/view-state.ts'
import { useStatus } from './status.ts'

/** What the page is about. It lives in the address: a change is a step that Back undoes, and an address saved is a view saved. */
export const useScope = defineStore('scope', () => {
  const route = useRoute()
  const router = useRouter()
  const status = useStatus()

  // Compared as text, so that an address that means the same scope sets nothing off.
  const key = computed(() => JSON.stringify(readScope(route.query)))
  const scope = computed(() => JSON.parse(key.value) as Scope)

  const range = computed<DateRange>(() => {
    const { range } = scope.value
    return typeof range === 'string' ? presetRange(range, status.yesterday) : range
  })

  /** The granularities of the view that is shown. */
  const granularities = computed(() => {
    const granular = route.meta.view?.granular
    return typeof granular === 'object' ? granular : all
  })
  /** The one in force: another view's choice that this one does not know is its first. */
  const granularity = computed(
    () => granularities.value.find((each) => each === scope.value.granularity) ?? granularities.value[0],
  )

  /** Changes parts of the scope; the rest, and the view's own query but for what is in `own`, stay. */
  async function change(some: Partial<Scope>, own: LocationQueryRaw = {}): Promise<void> {
    await router.push(changed(some, own))
  }

  /** The same, as no step of its own; the view that is on its way is one. */
  async function replace(some: Partial<Scope>): Promise<void> {
    await router[headingFor() ? 'push' : 'replace'](changed(some))
  }

  /** The address with another scope: of the view that is on its way, where one is. */
  function changed(some: Partial<Scope>, own: LocationQueryRaw = {}) {
    const { path, query } = headingFor() ?? route
    return { path, query: writeScope({ ...readScope(query), ...some }, { ...query, ...own }) }
  }

  return {
    scope,
    range,
    granularities,
    granularity,
    change,
    replace,
    /** The apps and tags as the contract asks for them. */
    apps: computed(() => ({ apps: [...scope.value.apps], tags: [...scope.value.tags] })),
    /** What to fetch so that the page has its numbers, and those they are compared with. */
    wanted: computed(() => ({
      range: range.value,
      compare: scope.value.compare,
      scope: { apps: [...scope.value.apps], tags: [...scope.value.tags] },
    })),
    /** Spread into a question: `{ asOf }` where an earlier moment is chosen. */
    asOf: computed(() => (scope.value.asOf === null ? {} : { asOf: scope.value.asOf })),
    /** The whole address after `#` now, for a saved view. */
    hash: computed(() => `#${route.fullPath}`),
    /** Goes to a view (by its route's name), as it was left, with the present scope or a changed one. */
    go: (view: string, some: Partial<Scope> = {}) =>
      router.push({ name: view, query: { ...ownQuery(view), ...writeScope({ ...scope.value, ...some }) } }),
    /** The scope's query, for links. */
    query: computed(() => writeScope(scope.value)),
  }
})
