import type { App } from '../../../electron/contract/methods/apps.ts'
import type { SyncFailure } from '../../../electron/contract/methods/jobs.ts'
import type { Kpi, Overview } from '../../../electron/contract/methods/query.ts'
import type { Unit } from '../../../electron/contract/units.ts'
import type { GridSort } from '../../components/grid/grid.ts'
import { APP, DATA, isChange, metricOf } from './columns.ts'

/** What deserves a look at an app, the worst only. */
export type Alert =
  | { readonly kind: 'failed'; readonly failure: SyncFailure }
  | { readonly kind: 'token'; readonly state: App['tokenState'] }
  | { readonly kind: 'stale'; readonly day: string }
  | { readonly kind: 'never' }

export interface Row {
  readonly id: number
  readonly name: string
  readonly tags: readonly string[]
  /** What a search looks through, in small letters. */
  readonly text: string
  readonly kpis: ReadonlyMap<string, Kpi>
  readonly spark: readonly (number | null)[]
  readonly day: string | null
  readonly fetchedAt: string | null
  /** Days of the range without data. */
  readonly missing: number
  readonly alert: Alert | null
}

export interface RowSources {
  readonly overview: Overview
  readonly apps: ReadonlyMap<number, App>
  readonly sparks: ReadonlyMap<number, readonly (number | null)[]>
  /** By app, what the last sync could not do. */
  readonly failures: ReadonlyMap<number, SyncFailure>
  /** Where the range ends, or yesterday if that is earlier: data cannot be newer. */
  readonly until: string
}

export function buildRows({ overview, apps, sparks, failures, until }: RowSources): Row[] {
  return overview.apps.map((each) => {
    const app = apps.get(each.appId)
    const tags = app?.tags ?? []
    const { day, fetchedAt } = each.freshness
    return {
      id: each.appId,
      name: each.app,
      tags,
      text: [each.app, app?.externalId ?? '', ...tags].join('\n').toLowerCase(),
      kpis: new Map(overview.metrics.flatMap(({ metric, unit }, m) => withUnit(metric, unit, each.kpis[m]))),
      spark: sparks.get(each.appId) ?? [],
      day,
      fetchedAt,
      missing: each.spark.filter((value) => value === null).length,
      alert: alertOf(app, failures.get(each.appId), day, until),
    }
  })
}

/** The KPI with its unit said, where it is the metric's own. */
function withUnit(metric: string, unit: Unit, kpi: Kpi | undefined): [string, Kpi][] {
  return kpi ? [[metric, { ...kpi, total: { unit, ...kpi.total } }]] : []
}

function alertOf(
  app: App | undefined,
  failure: SyncFailure | undefined,
  day: string | null,
  until: string,
): Alert | null {
  if (failure) return { kind: 'failed', failure }
  if (day !== null && day >= until) return null
  if (app && app.tokenState !== 'ok') return { kind: 'token', state: app.tokenState }
  return day === null ? { kind: 'never' } : { kind: 'stale', day }
}

/** The rows that hold every word of the query. */
export function searchRows(rows: readonly Row[], query: string): readonly Row[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return words.length === 0 ? rows : rows.filter((row) => words.every((word) => row.text.includes(word)))
}

/** Sorted by a column; unknown stands last whichever way, and equals keep their order. */
export function sortRows(rows: readonly Row[], sort: GridSort | null, locale: string): readonly Row[] {
  if (!sort) return rows
  const sign = sort.descending ? -1 : 1
  if (sort.key === APP) {
    const { compare } = new Intl.Collator(locale, { numeric: true })
    return rows.toSorted((a, b) => sign * compare(a.name, b.name))
  }
  const keyed = rows.map((row) => ({ row, value: sortValue(row, sort.key) }))
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
    return a.value === b.value ? 0 : a.value < b.value ? -sign : sign
  })
  return keyed.map(({ row }) => row)
}

function sortValue(row: Row, key: string): number | string | null {
  if (key === DATA) return row.day
  const kpi = row.kpis.get(metricOf(key) ?? '')
  return (isChange(key) ? kpi?.change : kpi?.total.value) ?? null
}
