import type { PlatformReconciliation } from '../../../electron/contract/methods/query-reconcile.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import { periodTitle } from '../../charts/places.ts'
import type { ValueCell, ValueColumn, ValueRow } from '../../components/values/values.ts'
import { shared } from '../../i18n/shared.ts'
import { t } from './texts.ts'
import { dayOf, heldOf, reasonsLeft, type Held, type PlatformMeasure } from '../../../electron/contract/reconcile.ts'

export const NAME = 'name'
export const PLATFORM = 'platform'
export const APPS = 'apps'
export const DIFFERENCE = 'difference'
export const PERCENT = 'percent'
const WHY = 'why'
const KNOWN = 'known'

export interface Table {
  readonly columns: readonly ValueColumn[]
  readonly rows: readonly ValueRow[]
}

const sides = (): ValueColumn[] => [
  { key: PLATFORM, title: t('platform'), kind: 'number', unit: 'count' },
  { key: APPS, title: t('sum'), kind: 'number', unit: 'count' },
  { key: DIFFERENCE, title: t('difference'), full: t('differenceFull'), kind: 'difference', unit: 'count' },
  { key: PERCENT, title: t('percent'), full: t('percentFull'), kind: 'difference', unit: 'decimal' },
]

const cellsOf = ({ platform, apps, difference, percent }: Omit<Held, 'day' | 'common'>): [string, ValueCell][] => [
  [PLATFORM, { value: platform }],
  [APPS, { value: apps }],
  [DIFFERENCE, { value: difference }],
  [PERCENT, { value: percent }],
]

/** Every measure with its two sides; a row's id is the measure's place in the answer. */
export function measuresTable({ measures, days }: PlatformReconciliation): Table {
  const rows = measures.map((measure, id): ValueRow => {
    const held = heldOf(measure, days)
    const hint = standsFor(held, days)
    return {
      id,
      cells: new Map<string, ValueCell>([
        [NAME, { text: shared(`reconciliation.measures.${measure.id}`), order: id, ...(hint === '' ? {} : { hint }) }],
        ...cellsOf(held),
        [WHY, { text: whyOf(measure, held) }],
      ]),
    }
  })
  return {
    columns: [
      { key: NAME, title: t('measure'), kind: 'text', width: 272, pinned: true },
      ...sides(),
      { key: WHY, title: t('why'), kind: 'text', width: 300 },
    ],
    rows,
  }
}

/** The days a measure's numbers are of, where that is not the whole range. */
export function standsFor({ day, common }: Held, days: readonly string[]): string {
  if (common !== null) return t('onDays', { n: common })
  return day === null || days.length < 2 ? '' : t('onDay', { day })
}

function whyOf(measure: PlatformMeasure, held: Held): string {
  const { difference } = held
  const reasons = difference === 0 ? [] : reasonsLeft(measure, held)
  if (reasons.length > 0) return reasons.map((reason) => shared(`reconciliation.reasons.${reason}`)).join(t('and'))
  return difference === null ? '' : t('same')
}

/** One measure day by day. A row's id is the day's place. */
export function daysTable(measure: PlatformMeasure, days: readonly string[], locale: Locale): Table {
  const rows = days.map((day, id): ValueRow => {
    const period = { key: day, from: day, to: day, partial: false }
    return {
      id,
      cells: new Map<string, ValueCell>([
        [NAME, { text: periodTitle(period, 'day', locale), order: id }],
        ...cellsOf(dayOf(measure, id)),
        [KNOWN, { value: measure.apps.known[id] ?? 0 }],
      ]),
    }
  })
  return {
    columns: [
      { key: NAME, title: t('day'), kind: 'text', width: 150, pinned: true },
      ...sides(),
      { key: KNOWN, title: t('known'), kind: 'number', unit: 'count' },
    ],
    rows,
  }
}
