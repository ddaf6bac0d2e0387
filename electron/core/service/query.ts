import type { Handlers } from '../../contract/index.ts'
import type {
  OverviewInput,
  Overview,
  ReportTable,
  SeriesInput,
  SeriesTable,
  TableInput,
} from '../../contract/methods/query.ts'
import type { Cohorts, CohortsInput } from '../../contract/methods/query-cohorts.ts'
import type { MembersInput, MembersTable } from '../../contract/methods/query-members.ts'
import type { Reconciled } from '../metrics/reconcile.ts'
import { queryCohorts } from './query-cohorts.ts'
import { queryMembers } from './query-members.ts'
import { queryOverview } from './query-overview.ts'
import { queryReconciliation, type ReconcileInput } from './query-reconcile.ts'
import type { QueryOptions } from './query-scope.ts'
import { querySeries } from './query-series.ts'
import { queryTable } from './query-table.ts'

export type { QueryApp, QueryOptions } from './query-scope.ts'
export { OVERVIEW_METRICS } from './query-overview.ts'

/** The questions of the contract that are answered from the history alone. */
export type QueryMethod = 'query.series' | 'query.table' | 'query.overview' | 'query.members' | 'query.cohorts'

/** The questions themselves: what a screen shows and what a workbook is filled with are the same functions. */
export interface Query {
  series(input: SeriesInput): SeriesTable
  table(input: TableInput): ReportTable
  overview(input: OverviewInput): Overview
  members(input: MembersInput): Promise<MembersTable>
  cohorts(input: CohortsInput): Promise<Cohorts>
  /** How far reports that count the same thing are apart, app by app. */
  reconcile(input: ReconcileInput): { appId: number; app: string; measures: Reconciled[] }[]
  readonly handlers: Pick<Handlers, QueryMethod>
}

/** Answers questions from the history; reads only, never the network. */
export function createQuery(options: QueryOptions): Query {
  const series = (input: SeriesInput) => querySeries(options, input)
  const table = (input: TableInput) => queryTable(options, input)
  const overview = (input: OverviewInput) => queryOverview(options, input)
  const members = (input: MembersInput) => queryMembers(options, input)
  const cohorts = (input: CohortsInput) => queryCohorts(options, input)
  return {
    series,
    table,
    overview,
    members,
    cohorts,
    reconcile: (input) => queryReconciliation(options, input),
    handlers: {
      'query.series': series,
      'query.table': table,
      'query.overview': overview,
      'query.members': members,
      'query.cohorts': cohorts,
    },
  }
}
