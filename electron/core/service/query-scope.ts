import type { Locale } from '../../contract/primitives.ts'
import { AppError } from '../../contract/errors.ts'
import { parseDay, type DayRange } from '../../contract/calendar.ts'
import type { SnapshotRow } from '../store/types.ts'
import type { FactReader } from '../store/types.ts'
import { PLATFORM_APP } from '../store/types.ts'
import type { Report } from '../catalogue/schema.ts'

/** An app as questions know it. */
export interface QueryApp {
  readonly id: number
  readonly name: string
  readonly tags: readonly string[]
}

/** What queries are answered from; nothing here reaches the network. */
export interface QueryOptions {
  readonly facts: FactReader
  /** The snapshots of these ids; unknown ids are left out. */
  readonly snapshotsOf: (ids: readonly number[]) => readonly Pick<SnapshotRow, 'id' | 'fetchedAt'>[]
  /** Every app, in the order wanted. */
  readonly apps: () => readonly QueryApp[]
  readonly reports: readonly Report[]
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  /** The language of the catalogue's own names of groups and facets; zh-CN where not said. */
  readonly locale?: () => Locale
}

export interface Scope {
  readonly apps: readonly number[]
  readonly tags: readonly string[]
}

/** The platform's own series (report 10) belong to no app. */
export const PLATFORM: QueryApp = { id: PLATFORM_APP, name: 'platform', tags: [] }

/**
 * The apps a question is about, in the list's order: those named and those carrying one of the tags; all where neither is given. A
 * report of the platform has only the platform. Throws `app.unknown`.
 */
export function appsInScope(
  all: readonly QueryApp[],
  scope: Scope,
  report: Pick<Report, 'token'>,
): readonly QueryApp[] {
  if (report.token === 'platform') return [PLATFORM]
  const known = new Set(all.map((app) => app.id))
  const strange = scope.apps.find((id) => !known.has(id))
  if (strange !== undefined) throw new AppError('app.unknown', { app: strange })
  if (scope.apps.length === 0 && scope.tags.length === 0) return all
  const ids = new Set(scope.apps)
  return all.filter((app) => ids.has(app.id) || app.tags.some((tag) => scope.tags.includes(tag)))
}

/** A contract range in days. Throws `input.invalid`. */
export function dayRange(range: { from: string; to: string }): DayRange {
  const from = parseDay(range.from)
  const to = parseDay(range.to)
  if (from === null || to === null || from > to)
    throw new AppError('input.invalid', { field: 'range', from: range.from, to: range.to })
  return { from, to }
}

/** The moment of an `asOf` in milliseconds. Throws `input.invalid`. */
export function asOfMs(asOf: string | undefined): number | undefined {
  if (asOf === undefined) return undefined
  const ms = Date.parse(asOf)
  if (Number.isNaN(ms)) throw new AppError('input.invalid', { field: 'asOf', value: asOf })
  return ms
}
