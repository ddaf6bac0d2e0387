import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { rankingOf } from '../../components/members/rank.ts'
import type { Side } from '../../components/members/sides.ts'
import { useMemberView } from '../../components/members/use-member-view.ts'
import { useSettings } from '../../stores/settings.ts'
import { scaleFor, shownValue, tileMap, type Form, type MapOptions } from './map.ts'
import { useRegionState, VIEW } from './state.ts'
import { t } from './texts.ts'

/** Bars beside the map: as many as are as high as it. */
const MOST = { rank: 15, movers: 8 }

/** Region: the provinces of the apps shown, on the map and in numbers. */
export const useRegion = defineStore(VIEW, () => {
  const settings = useSettings()
  const { values: state, change, replace } = useRegionState()
  const view = useMemberView({ report: VIEW, state })
  const { members, metric, unit } = view
  /** The province pointed at, in map and bars alike. */
  const pointed = ref<string | null>(null)

  const comparing = computed(() => members.sides?.beforeRange !== null)
  /** Why the map has no difference to show; null where it has. */
  const noDifference = computed(() => {
    const { other } = members
    if (members.shown.mode === 'side') return members.sides?.whole ? countDiffers() : t('noAgainst')
    if (!other) return comparing.value ? null : t('noAgainst')
    return other.before ? null : countDiffers()
  })
  const countDiffers = () => (unit.value === 'count' ? t('countDiffers') : null)
  const form = computed<Form>(() => (noDifference.value === null ? state.map.value : 'value'))

  const optionsFor = (side: Side, other: Side | null): MapOptions => ({
    side,
    other,
    metric: metric.value,
    unit: unit.value,
    form: form.value,
    locale: settings.locale,
    unknown: t('unknown'),
  })
  const map = computed(() => {
    const { sides, side, other } = members
    return sides && side ? tileMap(sides.members, optionsFor(side, other)) : null
  })
  /** A map for each app side by side, all on one scale. */
  const maps = computed(() => {
    const { sides } = members
    if (!sides || members.shown.mode !== 'side') return []
    const options = sides.apps.map((side) => optionsFor(side, form.value === 'difference' ? sides.whole : null))
    const values = options.flatMap((own) => sides.members.map((member) => shownValue(member, own)))
    const scale = scaleFor(values, { form: form.value, unit: unit.value })
    return options.map((own) => ({ side: own.side, map: tileMap(sides.members, { ...own, scale }) }))
  })
  const ranking = computed(() => {
    const { sides, side, other } = members
    if (!sides || !side) return null
    return rankingOf(sides, side, other, {
      tab: state.beside.value,
      metric: metric.value,
      metricName: view.metricName.value,
      unit: view.unit.value,
      locale: settings.locale,
      kind: t('kind'),
      most: MOST,
    })
  })
  return {
    state,
    change,
    replace,
    ...view,
    shown: members.shown,
    pointed,
    comparing,
    noDifference,
    form,
    map,
    maps,
    ranking,
    locale: computed(() => settings.locale),
  }
})
