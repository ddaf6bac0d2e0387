import { defineStore } from 'pinia'
import { computed } from 'vue'
import { mixOf } from '../../components/members/mix.ts'
import { rankingOf } from '../../components/members/rank.ts'
import { useMemberView } from '../../components/members/use-member-view.ts'
import { useScope } from '../../stores/scope.ts'
import { useSettings } from '../../stores/settings.ts'
import { entryPages } from './flow.ts'
import { VIEWS } from './metrics.ts'
import { commonTo, shortPath } from './paths.ts'
import { usePagesState, VIEW } from './state.ts'
import { t } from './texts.ts'

/** Bars of the charts beside each other: as many as a screen has room for. */
const MOST = { rank: 10, movers: 5 }
/** Parts of a bar that can be told apart, beside the rest. */
const MOST_PARTS = 8

/** Pages: what is viewed, where sessions begin and end, and which pages apps have in common. */
export const usePages = defineStore(VIEW, () => {
  const settings = useSettings()
  const scope = useScope()
  const { values: state, change, replace } = usePagesState()
  const view = useMemberView({
    report: VIEW,
    state,
    // views of apps differ in size: at first a page is seen against its own past
    usual: { metric: VIEWS, against: () => (scope.scope.compare === 'none' ? 'none' : 'before') },
  })
  const { members, metric } = view

  const comparing = computed(() => members.sides?.beforeRange !== null)
  const ranking = computed(() => {
    const { sides, side, other } = members
    if (!sides || !side) return null
    return rankingOf(sides, side, other, {
      tab: state.rank.value,
      metric: metric.value,
      metricName: view.metricName.value,
      unit: view.unit.value,
      locale: settings.locale,
      kind: t('kind'),
      most: MOST,
      short: shortPath,
    })
  })
  const entries = computed(() => {
    const { sides, side } = members
    return sides && side ? entryPages(sides.members, side, MOST.rank) : []
  })

  /** Those that stand in the table of several apps: side by side, or all of the scope. */
  const several = computed(() => (members.shown.mode === 'all' ? members.matrix : members.sides))
  const common = computed(() => (members.sides ? commonTo(members.sides.members, members.sides.apps) : []))
  const listed = computed(() =>
    members.shown.mode === 'side' && state.only.value === 'common' ? common.value : (several.value?.members ?? []),
  )
  /** What a bar is made of: the metric looked at where it is a share of a whole, else the share of views. */
  const share = computed(() => (metric.value === 'stay_time_ratio' ? metric.value : 'pv_ratio'))
  const mix = computed(() => {
    const { sides } = members
    if (!sides || members.shown.mode !== 'side') return null
    return mixOf(sides, {
      members: sides.members,
      sides: [...sides.apps, ...(sides.whole ? [sides.whole] : [])],
      metric: share.value,
      locale: settings.locale,
      most: MOST_PARTS,
    })
  })
  return {
    state,
    change,
    replace,
    ...view,
    shown: members.shown,
    comparing,
    ranking,
    entries,
    several,
    common,
    listed,
    share,
    mix,
    locale: computed(() => settings.locale),
    /** Looks at one page; at all of them where there is none. */
    look: (path: string) => change({ path }),
  }
})
