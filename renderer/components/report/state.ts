import type { Failure } from '../causes/ways-out.ts'

/** How far a report view's question has come: what its store tells the page. */
export interface ReportState {
  /** There is an answer, of this question or of the one before. */
  readonly answered: boolean
  readonly loading: boolean
  readonly error: unknown
  /** Nothing at all is known for these days. */
  readonly blank: boolean
  /** What stands in the way, where that is not an app's matter. */
  readonly causes?: readonly Failure[]
  /** The apps shown of which nothing is known. */
  readonly lacking: readonly number[]
  load(): Promise<void>
}
