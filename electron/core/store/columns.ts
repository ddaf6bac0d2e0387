import { AppError } from '../../contract/errors.ts'

/** A row of the store has this many metric columns: the widest report (the platform's) has as many metrics. */
export const METRIC_COLUMNS = 18

/** The member of rows that are about no member: a plain time series. */
export const NO_MEMBER = 0
/** The member of a reply's own sum, kept at exactly the range that was asked for. */
export const SUM_MEMBER = 1

/** `m0, m1, …`: the first `count` metric columns. */
export function metricColumns(count = METRIC_COLUMNS): string {
  return Array.from({ length: count }, (_, index) => `m${index}`).join(', ')
}

/** The name of the column that holds the metric at a position of the report's metrics. */
export function metricColumn(position: number): string {
  if (!Number.isInteger(position) || position < 0 || position >= METRIC_COLUMNS)
    throw new AppError('internal', { message: `no metric column ${position}` })
  return `m${position}`
}
