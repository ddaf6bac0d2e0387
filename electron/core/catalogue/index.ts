import { AppError } from '../../contract/errors.ts'
import type { Output } from '../../contract/index.ts'
import { describeReports } from './describe.ts'
import type { Report } from './schema.ts'
import { validateReports } from './validate.ts'

export * from './lookup.ts'
export { MAX_METRICS, validateReports } from './validate.ts'
export { describeReports } from './describe.ts'

const files = import.meta.glob<Report>('./reports/*.report.ts', { eager: true, import: 'default' })

/** Every report of the folder `reports`, in the specification's order. */
export const reports: readonly Report[] = validateReports(Object.values(files))

/** The report of this id. Throws AppError `report.unknown`. */
export function getReport(id: string): Report {
  const found = reports.find((report) => report.id === id)
  if (!found) throw new AppError('report.unknown', { report: id, known: reports.map((report) => report.id) })
  return found
}

/** The catalogue as the contract tells it. */
export function describeCatalogue(): Output<'reports.list'> {
  return describeReports(reports)
}
