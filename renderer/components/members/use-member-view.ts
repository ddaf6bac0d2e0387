import { computed } from 'vue'
import type { Unit } from '../../../electron/contract/units.ts'
import { inLocale } from '../../i18n/locale.ts'
import { choiceField, textField } from '../../router/view-state.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { againstField, type Against } from './against.ts'
import { HEATS, type Heat } from './heat.ts'
import { useMembers } from './use-members.ts'

/** What every view of a report's members keeps in the address. */
export const memberFields = {
  /** The metric looked at. */
  m: textField,
  against: againstField,
  /** What the cells of the table of several apps hold. */
  heat: choiceField(HEATS),
  /** How that table stands: members down, or apps down; few apps stand beside each other, many below. */
  down: choiceField(['auto', 'members', 'sides']),
}

interface MemberState {
  readonly m: { readonly value: string }
  readonly against: { readonly value: Against | 'auto' }
  readonly heat: { readonly value: Heat }
  readonly down: { readonly value: 'auto' | 'members' | 'sides' }
}

export interface MemberViewOptions {
  readonly report: string
  readonly state: MemberState
  readonly variant?: () => string
  readonly allName?: (apps: number) => string
  /** Where nothing is chosen: the metric, in place of the first share, and what it is seen against, in place of what fits. */
  readonly usual?: { readonly metric: string; readonly against?: () => Against | 'auto' }
}

/** A report's members with the metric that is looked at, for a view's store. The view is called as its report. */
export function useMemberView({ report, state, variant, allName, usual }: MemberViewOptions) {
  const catalogue = useCatalogue()
  const info = computed(() => catalogue.reports.find(({ id }) => id === report))
  const metrics = computed(() => {
    const keys = info.value?.variants.find(({ key }) => variant === undefined || key === variant())?.metrics ?? []
    return (info.value?.metrics ?? []).filter(({ key }) => keys.includes(key))
  })
  /** What was chosen, where this variant has it; else the usual one. */
  const metric = computed(() => {
    const find = (wanted: string | undefined) => metrics.value.find(({ key }) => key === wanted)
    const share = metrics.value.find(({ unit }) => unit === 'percent')
    return find(state.m.value) ?? find(usual?.metric) ?? share ?? metrics.value[0] ?? null
  })
  const members = useMembers({
    view: report,
    report,
    against: () => (state.against.value === 'auto' && usual?.against ? usual.against() : state.against.value),
    metric: () => metric.value?.key ?? null,
    ...(variant ? { variant } : {}),
    ...(allName ? { allName } : {}),
  })
  const unit = computed<Unit>(() => metric.value?.unit ?? 'count')
  return {
    members,
    metric: computed(() => metric.value?.key ?? ''),
    unit,
    metricName: computed(() => (metric.value ? inLocale(metric.value.name) : '')),
    metricItems: computed(() => metrics.value.map(({ key, name }) => ({ value: key, label: inLocale(name) }))),
    nameOf: (key: string) => {
      const found = metrics.value.find((each) => each.key === key)
      return found ? inLocale(found.name) : key
    },
    reportName: computed(() => (info.value ? inLocale(info.value.name) : '')),
    dimension: computed(() => (info.value?.dimension ? inLocale(info.value.dimension) : '')),
    /** Only shares have an index, and only what is compared with a range changes. */
    heat: computed<Heat>(() => {
      const asked = state.heat.value
      if (asked === 'index' && unit.value !== 'percent') return 'value'
      return asked === 'change' && members.sides?.beforeRange === null ? 'value' : asked
    }),
    down: computed(() => {
      const asked = state.down.value
      return asked !== 'auto' ? asked : members.shown.mode === 'all' ? ('sides' as const) : ('members' as const)
    }),
    answered: computed(() => members.answered),
    loading: computed(() => members.loading),
    error: computed(() => members.error),
    blank: computed(() => members.blank),
    lacking: computed(() => members.lacking),
    load: () => members.load(),
  }
}
