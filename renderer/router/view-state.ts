import { computed, shallowReactive, watch, type ComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQuery, type LocationQueryRaw } from 'vue-router'
import { views } from './view.ts'

/** One thing a view keeps in its address: how it is read from there and written; what is the default is left out. */
export interface Field<T> {
  readonly read: (text: string) => T
  readonly write: (value: T) => string
  /** Not carried along when the view is left and opened again by its link. */
  readonly passing?: boolean
}
/** A field of whatever kind of value. */
interface AnyField {
  readonly read: (text: string) => unknown
  readonly write: (value: never) => string
  readonly passing?: boolean
}
type Values<F> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never }

/** One of some words; the first is the default. */
export function choiceField<const T extends string>(choices: readonly [T, ...T[]]): Field<T> {
  const [usual] = choices
  return {
    read: (text) => choices.find((choice) => choice === text) ?? usual,
    write: (value) => (value === usual ? '' : value),
  }
}

/** Some words, in order. */
export const listField = (passing = false): Field<readonly string[]> => ({
  read: (text) => text.split(',').filter((each) => each !== ''),
  write: (value) => value.join(','),
  passing,
})

export const textField: Field<string> = { read: (text) => text, write: (value) => value }

/** What each view, and each section for all its views, had in its address when it was last shown: for the links that lead back. */
const kept = shallowReactive(new Map<string, LocationQueryRaw>())

/** A view's own part of the address as it was left, and what it shares with the other views of its section. */
export const ownQuery = (view: string): LocationQueryRaw => ({
  ...kept.get(views.find(({ name }) => name === view)?.section ?? ''),
  ...kept.get(view),
})

/**
 * What a view keeps in the address beside the scope, typed; or what all views of a section do alike. A change is a step that Back
 * undoes; `replace` is for what is not worth one. While another view is shown the values stay as they were.
 */
export function useViewState<F extends Readonly<Record<string, AnyField>>>(owner: string, fields: F) {
  const route = useRoute()
  const router = useRouter()
  const texts = computed<Record<string, string>>((before) => {
    if (route.name !== owner && route.meta.view?.section !== owner && before) return before
    return Object.fromEntries(Object.keys(fields).map((key) => [key, one(route.query, key)]))
  })
  watch(
    texts,
    (all) => {
      const lasting = Object.entries(all).filter(([key, text]) => text !== '' && fields[key]?.passing !== true)
      kept.set(owner, Object.fromEntries(lasting))
    },
    { immediate: true, flush: 'sync' },
  )
  const values = Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      const text = computed(() => texts.value[key] ?? '')
      return [key, computed(() => field.read(text.value))]
    }),
  ) as { [K in keyof F]: ComputedRef<Values<F>[K]> }

  function queryWith(some: Partial<Values<F>>): LocationQueryRaw {
    const own = Object.entries(some).map(([key, value]) => [key, fields[key]?.write(value as never)] as const)
    const all = { ...route.query, ...Object.fromEntries(own) }
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ''))
  }
  return {
    values,
    change: async (some: Partial<Values<F>>) => {
      await router.push({ query: queryWith(some) })
    },
    replace: async (some: Partial<Values<F>>) => {
      await router.replace({ query: queryWith(some) })
    },
  }
}

function one(query: LocationQuery, key: string): string {
  const value = query[key]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
