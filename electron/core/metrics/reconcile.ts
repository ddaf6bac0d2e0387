import type { PlatformReconciliation } from '../../contract/methods/query-reconcile.ts'
import type { Amount } from './notes.ts'

/** A thing several reports count, each in its own way: `report/metric` of the report's first variant; the others are held against the first. */
export interface Measure {
  readonly id: 'sessions' | 'new-users'
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
  readonly id: Measure['id']
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

/** A thing that the platform's report and the apps' own both count. */
export interface PlatformMeasure {
  readonly id: PlatformReconciliation['measures'][number]['id']
  readonly platform: string
  readonly apps: string
  /** The platform counts a person once, whatever mini programs they use. */
  readonly people: boolean
}

export const PLATFORM_MEASURES: readonly PlatformMeasure[] = [
  { id: 'sessions', platform: 'platform/tp_day_session_count', apps: 'user-trend/session_count', people: false },
  { id: 'new-users', platform: 'platform/tp_day_new_user_count', apps: 'user-trend/new_user_count', people: true },
  { id: 'users', platform: 'platform/tp_day_user_count', apps: 'user-trend/user_count', people: true },
  { id: 'weekly-users', platform: 'platform/tp_week_user_count', apps: 'active-users/weekly_user_count', people: true },
  {
    id: 'monthly-users',
    platform: 'platform/tp_month_user_count',
    apps: 'active-users/monthly_user_count',
    people: true,
  },
  { id: 'page-views', platform: 'platform/tp_day_page_count', apps: 'pages/pv_count', people: false },
]

/** The platform's count of its mini programs. */
export const PLATFORM_APPS = 'platform/tp_day_app_count'

/** What is known of a measure's two sides. */
export interface Sides {
  readonly people: boolean
  /** Sum of apps less platform, by day. */
  readonly differences: readonly (number | null)[]
  /** Some day that is over has no number of the platform. */
  readonly platformLacks: boolean
  readonly appsLack: boolean
  /** By the platform's own count; null where it is not known. */
  readonly appsOfPlatform: number | null
  readonly appsHere: number
}

/** Why the two sides of a measure are apart: what is missing first, then what is counted in another way. */
export function reasonsOf(sides: Sides): PlatformReconciliation['measures'][number]['reasons'] {
  const apart = sides.differences.some((difference) => difference !== null && difference !== 0)
  const missing = [
    ...(sides.platformLacks ? (['platform-missing'] as const) : []),
    ...((sides.appsOfPlatform ?? 0) > sides.appsHere ? (['apps-not-here'] as const) : []),
    ...(sides.appsLack ? (['apps-missing'] as const) : []),
  ]
  if (!apart) return sides.platformLacks || sides.appsLack ? missing : []
  const counted = sides.people ? (['de-duplicated'] as const) : []
  return missing.length + counted.length > 0 ? [...missing, ...counted] : ['reports-differ']
}
