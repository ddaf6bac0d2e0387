import type { Handlers } from '../../contract/index.ts'
import type {
  OverviewInput,
  Overview,
  ReportTable,
  SeriesInput,
  SeriesTable,
  TableInput,
} from '../../contract/methods/query.ts'
import type { MembersInput, MembersTable } from '../../contract/methods/query-members.ts'
import type { Reconciled } from '../metrics/reconcile.ts'
import { queryMembers } from './query-members.ts'
import { queryOverview } from './query-overview.ts'
import { queryReconciliation, type ReconcileInput } from './query-reconcile.ts'
import type { QueryOptions } from './query-scope.ts'
import { querySeries } from './query-series.ts'
import { queryTable } from './query-table.ts'

export type { QueryApp, QueryOptions } from './query-scope.ts'
export { OVERVIEW_METRICS } from './query-overview.ts'

/** The questions themselves: what a screen shows and what a workbook is filled with are the same functions. */
export interface Query {
  series(input: SeriesInput): SeriesTable
  table(input: TableInput): ReportTable
  overview(input: OverviewInput): Overview
  members(input: MembersInput): Promise<MembersTable>
  /** How far reports that count the same thing are apart, app by app. */
  reconcile(input: ReconcileInput): { appId: number; app: string; measures: Reconciled[] }[]
  readonly handlers: Pick<Handlers, 'query.series' | 'query.table' | 'query.overview' | 'query.members'>
}

/** Answers questions from the history; reads only, never the network. */
export function createQuery(options: QueryOptions): Query {
  const series = (input: SeriesInput) => querySeries(options, input)
  const table = (input: TableInput) => queryTable(options, input)
  const overview = (input: OverviewInput) => queryOverview(options, input)
  const members = (input: MembersInput) => queryMembers(options, input)
  return {
    series,
    table,
    overview,
    members,
    reconcile: (input) => queryReconciliation(options, input),
    handlers: { 'query.series': series, 'query.table': table, 'query.overview': overview, 'query.members': members },
  }
}
