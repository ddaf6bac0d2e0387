import type { ErrorCode } from '../errors.ts'
import type { SyncFailure } from '../methods/jobs.ts'
import type { PageTableName } from '../methods/export-table.ts'
import type { Note } from '../methods/query.ts'
import type { MeasureId, ReasonKey } from '../reconcile.ts'
import type { Unit } from '../units.ts'

/** Dotted codes as the nested objects a message path walks through: `'a.b' | 'c'` → `{ a: { b: string }, c: string }`. */
export type Nested<C extends string> = {
  readonly [H in Head<C>]: [Tail<C, H>] extends [never] ? string : Readonly<Record<Tail<C, H>, string>>
}
type Head<C extends string> = C extends `${infer H}.${string}` ? H : C
type Tail<C extends string, H extends string> = C extends `${H}.${infer T}` ? T : never

/** A message tree of the same keys, whatever the words. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> }

/**
 * The texts every door shares, in vue-i18n message syntax. Placeholders of `errors` are the AppError's details.
 * What a code's own sentence has no room for (the API's reply, the names it may have meant) comes from `facts`.
 */
export interface SharedTexts {
  readonly errors: Nested<ErrorCode>
  readonly facts: Readonly<
    Record<
      | 'api'
      | 'apiCode'
      | 'status'
      | 'reason'
      | 'problem'
      | 'value'
      | 'known'
      | 'near'
      | 'listSeparator'
      | 'separator'
      | 'wrap'
      | 'unknown',
      string
    >
  >
  readonly notes: Readonly<Record<Note, string>>
  readonly missing: Readonly<Record<MissingReason, string>>
  readonly actions: Readonly<Record<SyncFailure['action'], string>>
  readonly units: Readonly<Record<Unit, string>>
  readonly tokenWays: Readonly<Record<'token' | 'platform' | 'refresh' | 'broker' | 'none', string>>
  readonly tokenStates: Readonly<Record<'ok' | 'expired' | 'unreadable' | 'none', string>>
  readonly jobStates: Readonly<Record<'running' | 'done' | 'partial' | 'failed' | 'cancelled' | 'interrupted', string>>
  /** The page's own tables, as they are called on screen and in a workbook. */
  readonly pageTables: Readonly<Record<PageTableName, string>>
  /** What the platform and its apps are held against each other by, and why they differ. */
  readonly reconciliation: {
    readonly measures: Readonly<Record<MeasureId, string>>
    readonly reasons: Readonly<Record<ReasonKey, string>>
  }
  readonly granularities: Readonly<Record<'hour' | 'day' | 'week' | 'month' | 'range', string>>
  readonly rules: {
    readonly names: Readonly<Record<RuleName, string>>
    readonly none: Readonly<Record<NoRule, string>>
  }
  readonly doctor: Readonly<Record<DoctorCheck, { readonly ok: string; readonly bad: string }>>
  readonly import: Readonly<Record<ImportProblem, string>>
  readonly problems: Readonly<Record<InputProblem, string>>
}

/** Why an app has no rows in a table. */
export const MISSING = ['not-fetched', 'not-fetched-range', 'no-platform-token', 'no-token', 'no-rows'] as const
export type MissingReason = (typeof MISSING)[number]

/** The aggregation rules of the catalogue. */
export const RULES = ['sum', 'last', 'max', 'unique', 'ratio', 'weighted', 'share', 'none'] as const
export type RuleName = (typeof RULES)[number]

/** Why a metric has no rule. */
export const NO_RULES = ['cohorts-overlap', 'no-base-count', 'one-platform'] as const
export type NoRule = (typeof NO_RULES)[number]

/** What `doctor.run` looks at. */
export const DOCTOR_CHECKS = [
  'home',
  'writable',
  'space',
  'integrity',
  'schema',
  'secrets',
  'platform',
  'api',
  'clock',
  'apps',
] as const
export type DoctorCheck = (typeof DOCTOR_CHECKS)[number]

/** What can be wrong with a line of an import, or with its file. */
export const IMPORT_PROBLEMS = [
  'name-missing',
  'name-too-long',
  'id-rounded',
  'id-invalid',
  'id-repeated',
  'name-repeated',
  'token-invalid',
  'tag-too-long',
  'name-taken',
  'id-differs',
  'empty',
  'no-known-column',
  'csv',
  'xlsx',
] as const
export type ImportProblem = (typeof IMPORT_PROBLEMS)[number]

/** What can be wrong with one value of an input, where the value alone does not show it. */
export const INPUT_PROBLEMS = [
  'day-not-over',
  'other-series',
  'not-a-url',
  'https-only',
  'no-credentials',
  'no-query',
  'not-a-proxy',
  'logo-too-large',
  'logo-no-picture',
  'unknown-placeholder',
  'folder-not-absolute',
  'no-apps',
] as const
export type InputProblem = (typeof INPUT_PROBLEMS)[number]
