import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { BarModel } from '../../charts/bar-chart.ts'
import { largest, memberBars, mirroredBars } from '../../components/members/bars.ts'
import { mixOf, type Mix } from '../../components/members/mix.ts'
import { stepColors } from '../../components/members/share-bars.ts'
import type { Member, Side } from '../../components/members/sides.ts'
import { useMemberView } from '../../components/members/use-member-view.ts'
import { useSettings } from '../../stores/settings.ts'
import { facetsOf } from './facets.ts'
import { useAudienceState, VIEW } from './state.ts'
import { t } from './texts.ts'

/** Bars of a list, and the members they are about, from the top. */
export interface Bars {
  readonly members: readonly Member[]
  readonly model: BarModel
}

/** Interests that a list of ten and another's ten may come to. */
const MOST_INTERESTS = 20
/** The colours of the sexes: two of the palette that are far apart. */
const SEXES = [3, 2, 5]

/** Audience: ages, sexes and interests of the apps shown, and how they differ from others. */
export const useAudience = defineStore(VIEW, () => {
  const settings = useSettings()
  const { values: state, change, replace } = useAudienceState()
  const view = useMemberView({ report: VIEW, state, allName: (n) => t('all', { n }) })
  const { members } = view

  const facets = computed(() => facetsOf(members.sides?.members ?? []))
  const drawing = computed(() => ({ metric: view.metric.value, unit: view.unit.value, locale: settings.locale }))
  /** The one shown, and what it is seen against. */
  const pair = computed<readonly Side[]>(() => {
    const { side, other } = members
    return side ? (other ? [side, other] : [side]) : []
  })
  const mirrored = computed(() => state.ages.value === 'mirrored' && pair.value.length === 2)
  const ages = computed<Bars | null>(() => {
    const [side, other] = pair.value
    const list = facets.value.ages
    if (!side || list.length === 0) return null
    if (!mirrored.value || !other)
      return { members: list, model: { ...memberBars(list, pair.value, drawing.value), lying: false } }
    // the oldest stand at the top
    const down = list.toReversed()
    return { members: down, model: mirroredBars(down, [side, other], drawing.value) }
  })
  const interests = computed<Bars | null>(() => {
    const [side] = pair.value
    if (!side) return null
    const list = largest(facets.value.interests, side, view.metric.value, MOST_INTERESTS)
    return list.length === 0 ? null : { members: list, model: memberBars(list, pair.value, drawing.value) }
  })

  /** Whole bars: of the one shown and what it is seen against, or of all apps side by side. */
  const rows = computed<readonly Side[]>(() => {
    const { sides } = members
    return pair.value.length > 0 || !sides ? pair.value : [...sides.apps, ...(sides.whole ? [sides.whole] : [])]
  })
  function mix(list: readonly Member[], colors: (place: number) => number | `--${string}`): Mix | null {
    const { sides } = members
    if (!sides || list.length === 0) return null
    const { metric, locale } = drawing.value
    return mixOf(sides, { members: list, sides: rows.value, metric, locale, most: null, colors })
  }
  return {
    state,
    change,
    replace,
    ...view,
    shown: members.shown,
    facets,
    mirrored,
    pair,
    ages,
    interests,
    sexMix: computed(() => mix(facets.value.sexes, (place) => SEXES[place] ?? 1)),
    ageMix: computed(() => mix(facets.value.ages, stepColors(facets.value.ages.length))),
    locale: computed(() => settings.locale),
  }
})
