import type { Amount } from './notes.ts'

/** A thing several reports count, each in its own way: `report/metric` of the report's first variant; the others are held against the first. */
export interface Measure {
  readonly id: string
  readonly metrics: readonly string[]
}

/** What can be held against each other. Reports do not reconcile (7,727 / 7,718 / 7,706 launches in the specification's samples). */
export const MEASURES: readonly Measure[] = [
  {
    id: 'sessions',
    metrics: [
      'user-trend/session_count',
      'region/session_count_district',
      'terminal/accumulative_session_count',
      'pages/entry_count',
      'pages/exit_count',
      'habits/session_count',
    ],
  },
  { id: 'new-users', metrics: ['user-trend/new_user_count', 'sources/new_user_count'] },
]

export interface Reconciled {
  readonly id: string
  readonly totals: readonly {
    readonly metric: string
    readonly total: Amount
    /** Against the measure's first known total; null where either is unknown. */
    readonly difference: number | null
    readonly percent: number | null
  }[]
  /** The largest known total less the smallest; null where fewer than two are known. */
  readonly spread: number | null
}

/** Each report's total of a measure and how far they are apart. Nothing is adjusted. */
export function reconcile(measures: readonly Measure[], totalOf: (metric: string) => Amount): Reconciled[] {
  return measures.map(({ id, metrics }) => {
    const found = metrics.map((metric) => ({ metric, total: totalOf(metric) }))
    const known = found.flatMap(({ total }) => (total.value === null ? [] : [total.value]))
    const [first] = known
    const totals = found.map(({ metric, total }) => {
      const difference = total.value === null || first === undefined ? null : total.value - first
      return { metric, total, difference, percent: difference === null || !first ? null : (difference / first) * 100 }
    })
    return { id, totals, spread: known.length < 2 ? null : Math.max(...known) - Math.min(...known) }
  })
}
