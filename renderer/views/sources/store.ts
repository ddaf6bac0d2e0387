import { defineStore } from 'pinia'
import { computed } from 'vue'
import { largest, memberBars } from '../../components/members/bars.ts'
import { mixOf } from '../../components/members/mix.ts'
import { beforeSide, unitOf, type Side } from '../../components/members/sides.ts'
import { t as members } from '../../components/members/texts.ts'
import { useMemberView } from '../../components/members/use-member-view.ts'
import { useSettings } from '../../stores/settings.ts'
import { membersOf } from './levels.ts'
import type { SideTime } from './side-time.ts'
import { useSourcesState, VIEW } from './state.ts'
import { isQuality } from './tree.ts'
import { useOverTime } from './use-over-time.ts'

/** Parts of a bar that can be told apart, beside the rest. */
const MOST_PARTS = 7
/** Bars of how good sources are: more are in the table. */
const MOST_BARS = 10

/** Sources: from where the apps shown are started, how much comes from each, how good that is, and how it moved. */
export const useSources = defineStore(VIEW, () => {
  const settings = useSettings()
  const { values: state, change, replace } = useSourcesState()
  const view = useMemberView({ report: VIEW, state, usual: { metric: 'user_scale' } })
  const own = view.members

  /** What a bar is made of: the metric looked at where it is a share, else the share of users. */
  const share = computed(() => {
    const shares = own.sides?.columns.filter(({ unit }) => unit === 'percent') ?? []
    const found = (key: string) => shares.find((column) => column.key === key)?.key
    return found(view.metric.value) ?? found('user_scale') ?? shares[0]?.key ?? ''
  })
  /** The bars: who is shown, and what that is seen against. */
  const bars = computed<Side[]>(() => {
    const { sides, side, other } = own
    if (!sides) return []
    if (!side) return [...sides.apps, ...(sides.whole ? [sides.whole] : [])]
    const { beforeRange } = sides
    const before = beforeRange ? [beforeSide(side, members('before'))] : []
    return [side, ...before, ...(other && !other.before ? [other] : [])]
  })
  const level = computed(() => membersOf(own.sides?.members ?? [], state.level.value))
  const mix = computed(() => {
    const { sides } = own
    if (!sides || level.value.length === 0) return null
    const labelled = { ...sides, members: level.value }
    return mixOf(labelled, {
      members: level.value,
      sides: bars.value,
      metric: share.value,
      locale: settings.locale,
      most: MOST_PARTS,
    })
  })
  /** The one shown, and what it is seen against. */
  const pair = computed<readonly Side[]>(() => (own.side ? (own.other ? [own.side, own.other] : [own.side]) : []))
  /** Duration and sessions a user of the largest sources, the largest first. */
  const qualities = computed(() => {
    const { sides, side } = own
    if (!sides || !side) return []
    const list = largest(level.value, side, share.value, MOST_BARS)
    return sides.columns
      .filter(({ unit }) => isQuality(unit))
      .map(({ key: metric, unit }) => ({
        metric,
        members: list,
        model: memberBars(list, pair.value, { metric, unit, locale: settings.locale }),
      }))
  })
  const time = useOverTime({
    ...{ members: own, state, share: () => share.value, metric: () => view.metric.value },
    fold: () => mix.value,
  })
  /** One source in the apps side by side, period by period. */
  const sideTime = computed<SideTime | null>(() => {
    const { sides, shown } = own
    const member = level.value.find(({ id }) => id === state.source.value) ?? level.value[0]
    if (shown.mode !== 'side' || state.chart.value !== 'time' || !sides || !member || !time.answered) return null
    const metric = view.metric.value
    return { moments: time.moments, by: time.by, member, metric, unit: unitOf(sides, metric), locale: settings.locale }
  })
  return {
    state,
    change,
    replace,
    ...view,
    shown: own.shown,
    share,
    level,
    mix,
    pair,
    qualities,
    time,
    sideTime,
    locale: computed(() => settings.locale),
  }
})
export type Quality = ReturnType<typeof useSources>['qualities'][number]
