import type { Day } from '../../contract/calendar.ts'
import type { Unit } from '../../contract/units.ts'

/** A name or definition in both languages of the product. */
export interface Text {
  readonly 'zh-CN': string
  readonly en: string
}

export type Granularity = 'hour' | 'day' | 'week' | 'month' | 'range'

/**
 * A metric key of the same report, or of another as `report/metric` (that report's total for the row's period), or the product of
 * two keys taken row by row.
 */
export type Part = string | readonly [string, string]

/**
 * How one number stands for many (see shared rules: unique users are never added over days, ratios are recomputed, averages weighted).
 * sum: add. last: the last period's value (trailing windows). max: the largest.
 * unique: distinct users; over time only the reply's own sum for exactly that range (or a stored period equal to it) is right.
 * Over apps they add up, a person counting once an app: to be labelled "not de-duplicated".
 * ratio: scale × Σnum / Σden, where each part follows its own rule; a base without a rule (cohorts) is taken row by row, over the rows
 * that know both. `unit` is the result's where it is not the metric's own (retained users over many cohorts become a rate).
 * weighted: Σ(value × weight) / Σweight; `estimate` marks a weight that is only near the true base.
 * share: 100 × the row's own part / Σ part of all rows of the top level (rows whose parent is no row themselves).
 * none: no right answer; `why` is an i18n key under `rules.none`.
 */
export type Rule =
  | { readonly rule: 'sum' }
  | { readonly rule: 'last' }
  | { readonly rule: 'max' }
  | { readonly rule: 'unique' }
  | {
      readonly rule: 'ratio'
      readonly num: Part
      readonly den: Part
      readonly scale: number
      readonly unit?: Unit
    }
  | { readonly rule: 'weighted'; readonly by: Part; readonly estimate?: boolean }
  | { readonly rule: 'share'; readonly of: Part; readonly estimate?: boolean }
  | { readonly rule: 'none'; readonly why: string }

export type RuleName = Rule['rule']

export interface Metric {
  /** The API's own key. */
  readonly key: string
  readonly name: Text
  readonly definition: Text
  readonly unit: Unit
  readonly overTime: Rule
  readonly overApps: Rule
  /** Other spellings replies have used for this key. */
  readonly aliases?: readonly string[]
}

export interface Variant {
  /** Empty for a report that has only one. */
  readonly key: string
  readonly name: Text
  /** Extra request parameters of this variant. */
  readonly params: Readonly<Record<string, string>>
  /** The metric keys this variant's replies hold; all of the report's when absent. */
  readonly metrics?: readonly string[]
  /** Metric keys whose unit differs in this variant (retention ratio instead of count). */
  readonly units?: Readonly<Record<string, Unit>>
}

export interface GranularityOption {
  readonly key: Granularity
  readonly params: Readonly<Record<string, string>>
}

/** A dimension's member: a province, a page, a scene, an hour of the day. */
export interface Member {
  /** Unique across all dimensions: `<space>:<key>`, the space including the parent's key where keys repeat. */
  readonly id: string
  /** The API's own id where it has one, else its name. */
  readonly key: string
  readonly label: string
  /** Another name the API has for it (a page's alias beside its path). */
  readonly alias?: string | null
  /** Member id of the group this member belongs to, or null. */
  readonly parent: string | null
}

export type Values = readonly (number | null)[]

/** One row of a reply: a period, the member it is about (null for a plain time series), values in the order of the report's metrics. */
export interface Row {
  readonly from: Day
  readonly to: Day
  readonly member: string | null
  readonly values: Values
}

/** What a reply says, in numbers. `sum` is the reply's own total row for exactly the range asked. */
export interface Decoded {
  readonly rows: readonly Row[]
  readonly members: readonly Member[]
  readonly sum: Values | null
}

/** A request for one report, as the API sees it. */
export interface ReportRequest {
  readonly variant: string
  readonly granularity: Granularity
  readonly from: Day
  readonly to: Day
}

/** All pages of one reply as one object: the first page's envelope with every page's rows, repeated rows dropped. */
export type RawData = Readonly<Record<string, unknown>>

export interface Report {
  readonly id: string
  /** 1–10, the order of the specification. */
  readonly order: number
  readonly name: Text
  readonly description: Text
  /** Below `/rest/2.0/smartapp/data/`. */
  readonly endpoint: string
  /** Another path this report may be found at, chosen by the setting `platformEndpoint`. */
  readonly alternativeEndpoint?: string
  readonly verb: 'POST' | 'GET'
  readonly token: 'app' | 'platform'
  /** Where a reply's rows are, and what makes a row the same row on the next page. `paged: false` sends no start_index. */
  readonly paging:
    | { readonly paged: false }
    | {
        readonly paged: true
        readonly list: string
        readonly rowKey: (row: RawData) => string
        readonly params: Readonly<Record<string, string>>
        readonly longList: boolean
      }
  readonly granularities: readonly GranularityOption[]
  readonly variants: readonly Variant[]
  /** What a row is about: a period, or a member of this dimension over the whole range. */
  readonly dimension: Text | null
  readonly twoLevels: boolean
  /** Its members are classes of a scale and keep the replies' order; other lists are sorted by their numbers. */
  readonly ordered?: boolean
  /** Groups (their members' ids) of which a reply lists only the largest: a member that is not listed need not be 0. */
  readonly topOf?: readonly string[]
  /** What makes a member the same one in several apps where ids are each app's own; its id where absent. */
  readonly sameBy?: 'label'
  readonly metrics: readonly Metric[]
  /**
   * The metrics as one variant and granularity knows them, where keys, units or rules depend on it (第2天 or 第2周; how often or how long ago).
   * Same length and order as `metrics`: a metric's position is its column in the store.
   */
  readonly metricsOf?: (variant: string, granularity: Granularity) => readonly Metric[]
  /** A member's name where the API gives none, or where it has one in each language; null leaves the stored label. */
  readonly labelOf?: (member: Member) => Text | null
  /**
   * What the reply's `sum` means. range: the whole range, users counted once. last: the last day's row. none: absent or meaningless.
   */
  readonly sum: 'range' | 'last' | 'none'
  /**
   * Days after a period's end until its numbers can no longer change by themselves (retention cohorts mature); the general
   * re-fetch window is added to it.
   */
  readonly settlesAfter: (granularity: Granularity) => number
  /**
   * Turns a merged reply (its `data`; the whole envelope will do as well) into numbers. Rows keep the reply's order; of rows about the same
   * period and member the first counts. Throws AppError `api.shape` with report and path when the reply is not of the documented form. */
  readonly decode: (data: RawData, request: ReportRequest) => Decoded
}
