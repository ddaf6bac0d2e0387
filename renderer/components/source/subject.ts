import type { Provenance, Total } from '../../../electron/contract/methods/query.ts'
import type { DateRange } from '../../format/presets.ts'
import type { MetricInfo, ReportInfo } from '../../stores/catalogue.ts'

/** What a SourceCard speaks about: one number, what it is compared with, and where it came from. */
export interface SourceSubject {
  /** `report/metric`. */
  readonly metric: string
  /** What it means; the catalogue's word where absent. For numbers of ours. */
  readonly info?: { readonly report: ReportInfo; readonly metric: MetricInfo }
  /** The app, or how many of them. */
  readonly who: string
  readonly now: Pick<Total, 'value' | 'note' | 'unit'>
  /** The days it stands for. */
  readonly range: DateRange
  /** Said instead of the days: `08:00 – 08:59`. */
  readonly period?: string
  readonly before?: { readonly total: Pick<Total, 'value' | 'note' | 'unit'>; readonly range: DateRange } | null
  readonly change?: number | null
  /** Of a share instead: in percentage points. */
  readonly points?: number | null
  /** What it was made of: "347 of 9,617". */
  readonly lines?: readonly string[]
  /** All apps as one: the rule over apps is said too. */
  readonly combined?: boolean
  /** The number pointed at is the change. */
  readonly isChange?: boolean
  /** The newest snapshot it speaks from; null where nothing is stored, undefined while it is looked up. Left out for many apps. */
  readonly source?: Provenance | null
  /** Whose days could be fetched where the number is missing. */
  readonly app?: number
}

/** What somebody rests on: the element, and what it is about (asked again while the card is open, so that it follows the data). */
export interface SourceRest {
  readonly element: Element
  /** The point meant, where the element is larger than that. */
  readonly x?: number
  readonly y?: number
  /** Asked for, not just passed over. */
  readonly now: boolean
  readonly subject: () => SourceSubject | null
  /** Called when the card comes: time to look up what it needs. */
  readonly shown?: () => void
}
