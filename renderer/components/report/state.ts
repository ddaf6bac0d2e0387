/** How far a report view's question has come: what its store tells the page. */
export interface ReportState {
  /** There is an answer, of this question or of the one before. */
  readonly answered: boolean
  readonly loading: boolean
  readonly error: unknown
  /** Nothing at all is known for these days. */
  readonly blank: boolean
  /** The apps shown of which nothing is known. */
  readonly lacking: readonly number[]
  load(): Promise<void>
}
