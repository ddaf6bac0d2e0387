import { defineStore } from 'pinia'
import { computed, reactive, ref, watch } from 'vue'
import type { Heat } from '../../components/members/heat.ts'
import { mixOf } from '../../components/members/mix.ts'
import { stepColors } from '../../components/members/share-bars.ts'
import type { Side } from '../../components/members/sides.ts'
import { useMembers } from '../../components/members/use-members.ts'
import { inLocale } from '../../i18n/locale.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { useSettings } from '../../stores/settings.ts'
import { distributionBars, knownColumns, shareOf } from './distribution.ts'
import { HABITS, useHabitsState, VIEW, type Habit } from './state.ts'

/** Habits: how deep, how long, how often and at what intervals the apps shown are used, each as shares of a whole. */
export const useHabits = defineStore(VIEW, () => {
  const catalogue = useCatalogue()
  const { values: state, change } = useHabitsState()
  const info = computed(() => catalogue.reports.find(({ id }) => id === VIEW))
  const first = useHabit(HABITS[0], state)
  const all = [first, ...HABITS.slice(1).map((habit) => useHabit(habit, state))]
  const current = computed(() => all.find(({ habit }) => habit === state.tab.value) ?? first)
  const parts = () => all.map(({ members }) => members)
  return {
    state,
    change,
    all,
    current,
    shown: first.members.shown,
    nameOf: (key: string) => {
      const found = info.value?.metrics.find((metric) => metric.key === key)
      return found ? inLocale(found.name) : key
    },
    dimension: computed(() => (info.value?.dimension ? inLocale(info.value.dimension) : '')),
    heat: computed<Heat>(() =>
      state.heat.value === 'change' && current.value.members.sides?.beforeRange === null ? 'value' : state.heat.value,
    ),
    down: computed(() => {
      const asked = state.down.value
      return asked !== 'auto' ? asked : first.members.shown.mode === 'all' ? ('sides' as const) : ('members' as const)
    }),
    answered: computed(() => parts().every(({ answered }) => answered)),
    loading: computed(() => parts().some(({ loading }) => loading)),
    error: computed(() => parts().find(({ error }) => error)?.error ?? null),
    blank: computed(() => parts().every(({ blank }) => blank)),
    lacking: computed(() => [...new Set(parts().flatMap(({ lacking }) => lacking))]),
    load: async () => {
      await Promise.all(parts().map((members) => members.load()))
    },
  }
})

/** One of the four distributions, of whoever is shown. */
function useHabit(habit: Habit, state: ReturnType<typeof useHabitsState>['values']) {
  const settings = useSettings()
  const catalogue = useCatalogue()
  /** What it is compared by: the replies say whether they count sessions or users. */
  const share = ref('')
  const members = useMembers({
    view: VIEW,
    report: VIEW,
    variant: () => habit,
    against: () => state.against.value,
    // the apps below each other are those of the distribution listed
    metric: () => (state.tab.value === habit && share.value !== '' ? share.value : null),
    shape: (sides) => ({ ...sides, columns: knownColumns(sides) }),
  })
  watch(
    () => shareOf(members.sides?.columns ?? []),
    (known) => (share.value = known),
    { immediate: true, flush: 'sync' },
  )
  const pair = computed<readonly Side[]>(() =>
    members.side ? (members.other ? [members.side, members.other] : [members.side]) : [],
  )
  const buckets = computed(() => members.sides?.members ?? [])
  const bars = computed(() =>
    pair.value.length === 0 || buckets.value.length === 0
      ? null
      : distributionBars(buckets.value, pair.value, share.value, settings.locale),
  )
  /** Several side by side: each a whole, from the least to the most. */
  const mix = computed(() => {
    const { sides } = members
    if (!sides || members.side || buckets.value.length === 0) return null
    return mixOf(sides, {
      members: buckets.value,
      sides: sides.whole ? [...sides.apps, sides.whole] : sides.apps,
      metric: share.value,
      locale: settings.locale,
      most: null,
      colors: stepColors(buckets.value.length),
    })
  })
  const name = computed(() => {
    const found = catalogue.reports.find(({ id }) => id === VIEW)?.variants.find(({ key }) => key === habit)
    return found ? inLocale(found.name) : habit
  })
  return reactive({ habit, name, members, share, buckets, pair, bars, mix })
}
export type HabitState = ReturnType<typeof useHabit>
