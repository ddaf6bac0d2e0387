import type { Unit } from '../../../electron/contract/units.ts'
import { index100 } from '../../charts/index-100.ts'
import { sharesOf } from '../../charts/shares.ts'
import { addsUp } from '../../components/series/metrics.ts'
import type { Panel, Values } from '../../components/series/panel.ts'

/** overlay: lines on one scale. index: each line's beginning is 100. multiples: a small chart each. share: of the whole, in percent. */
export const FORMS = ['overlay', 'index', 'multiples', 'share'] as const
export type Form = (typeof FORMS)[number]
/** What can be chosen: the forms of a range, and apps put at their own first day. */
export const LOOKS = [...FORMS, 'launch'] as const
/** How many days since launch can be looked at; the first until somebody chooses. */
export const SPANS = ['60', '30', '90', '180', '365'] as const

/** What is shown of a panel, chart and table alike, by series as in the panel. */
export interface Shown {
  readonly unit: Unit
  readonly lines: readonly { readonly values: Values; readonly before: Values | null }[]
}

export function shownAs(panel: Panel, form: Form): Shown {
  switch (form) {
    case 'overlay':
    case 'multiples':
      return { unit: panel.unit, lines: panel.series }
    case 'index':
      return { unit: 'decimal', lines: panel.series.map(({ values, before }) => indexed(panel, values, before)) }
    case 'share':
      return { unit: 'percent', lines: shared(panel) }
  }
}

/** Each of the two lines has a base of its own: what is compared is how they went on from there. */
function indexed(panel: Panel, values: Values, before: Values | null) {
  const flags = (periods: Panel['beforePeriods']) => periods?.map(({ partial }) => partial) ?? []
  return {
    values: index100(values, flags(panel.periods)),
    before: before && index100(before, flags(panel.beforePeriods)),
  }
}

function shared({ series }: Panel): Shown['lines'] {
  const now = sharesOf(series.map(({ values }) => values))
  const before = sharesOf(series.map((line) => line.before ?? []))
  return series.map((line, s) => ({ values: now[s] ?? [], before: line.before && (before[s] ?? []) }))
}

/** Whether a panel can take a form: only what adds up over apps has shares. */
export const canTake = (panel: Pick<Panel, 'choice'>, form: Form): boolean => form !== 'share' || addsUp(panel.choice)
