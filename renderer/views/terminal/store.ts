import { defineStore } from 'pinia'
import { computed } from 'vue'
import { families } from '../../components/members/families.ts'
import { mixOf } from '../../components/members/mix.ts'
import { beforeSide, type Side } from '../../components/members/sides.ts'
import { t as members } from '../../components/members/texts.ts'
import { useMemberView } from '../../components/members/use-member-view.ts'
import { inLocale } from '../../i18n/locale.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { useSettings } from '../../stores/settings.ts'
import { useTerminalState, VIEW } from './state.ts'

/** Parts of a bar that can be told apart, beside the rest. */
const MOST_PARTS = 7
/** The tab whose members are versions of something. */
const VERSIONS = 'terminal_os'

/** Terminal: brands, models, systems, screens and networks of the apps shown, and what they make up. */
export const useTerminal = defineStore(VIEW, () => {
  const settings = useSettings()
  const catalogue = useCatalogue()
  const { values: state, change, replace } = useTerminalState()
  const variants = computed(() => catalogue.reports.find(({ id }) => id === VIEW)?.variants ?? [])
  const tab = computed(
    () => variants.value.find(({ key }) => key === state.tab.value)?.key ?? variants.value[0]?.key ?? '',
  )
  const view = useMemberView({ report: VIEW, state, variant: () => tab.value })
  const own = view.members

  /** What a bar is made of: the metric looked at where it is a share, else the share of sessions. */
  const share = computed(() => {
    const shares = own.sides?.columns.filter(({ unit }) => unit === 'percent') ?? []
    return shares.find(({ key }) => key === view.metric.value)?.key ?? shares[0]?.key ?? ''
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
  const versions = computed(() => tab.value === VERSIONS)
  const mix = computed(() => {
    const { sides } = own
    if (!sides) return null
    const grouped =
      versions.value && state.group.value === 'families'
        ? families(sides.members, bars.value)
        : { members: sides.members, sides: bars.value }
    return mixOf(sides, { ...grouped, metric: share.value, locale: settings.locale, most: MOST_PARTS })
  })
  return {
    state,
    change,
    replace,
    ...view,
    shown: own.shown,
    tab,
    tabs: computed(() => variants.value.map(({ key, name }) => ({ value: key, label: inLocale(name) }))),
    /** What the members of the tab are called. */
    kind: computed(() => {
      const found = variants.value.find(({ key }) => key === tab.value)
      return found ? inLocale(found.name) : ''
    }),
    share,
    versions,
    mix,
    locale: computed(() => settings.locale),
  }
})
