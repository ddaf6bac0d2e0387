import type { Handlers, Parsed } from '../../contract/index.ts'
import type {
  OverviewInput,
  Overview,
  ReportTable,
  SeriesInput,
  SeriesTable,
  TableInput,
} from '../../contract/methods/query.ts'
import type { Cohorts, CohortsInput } from '../../contract/methods/query-cohorts.ts'
import type { Launch, LaunchInput } from '../../contract/methods/insights.ts'
import type { MemberInput, MemberSeries } from '../../contract/methods/query-member.ts'
import type { MembersInput, MembersTable } from '../../contract/methods/query-members.ts'
import type { PlatformReconciliation, Reconciliation, ReconcileInput } from '../../contract/methods/query-reconcile.ts'
import { queryCohorts } from './query-cohorts.ts'
import { queryLaunch } from './query-launch.ts'
import { queryMember } from './query-member.ts'
import { queryMembers } from './query-members.ts'
import { queryOverview } from './query-overview.ts'
import { queryPlatform } from './query-platform.ts'
import { queryReconciliation } from './query-reconcile.ts'
import type { QueryOptions } from './query-scope.ts'
import { querySeries } from './query-series.ts'
import { queryTable } from './query-table.ts'

export type { QueryApp, QueryOptions } from './query-scope.ts'
export { OVERVIEW_METRICS } from './query-overview.ts'

/** The questions of the contract that are answered from the history alone. */
export type QueryMethod =
  | 'query.series'
  | 'query.table'
  | 'query.overview'
  | 'query.members'
  | 'query.member'
  | 'query.cohorts'
  | 'query.reconcile'
  | 'query.platform'
  | 'query.launch'

/** The questions themselves: what a screen shows and what a workbook is filled with are the same functions. */
export interface Query {
  series(input: SeriesInput): SeriesTable
  table(input: TableInput): ReportTable
  overview(input: OverviewInput): Overview
  members(input: MembersInput): Promise<MembersTable>
  /** One member by day. */
  member(input: MemberInput): Promise<MemberSeries>
  cohorts(input: CohortsInput): Promise<Cohorts>
  /** How far reports that count the same thing are apart, app by app. */
  reconcile(input: ReconcileInput): Promise<Reconciliation>
  /** The platform's report against the sum of its apps. */
  platform(input: Parsed<'query.platform'>): Promise<PlatformReconciliation>
  /** Apps by the days since each began. */
  launch(input: LaunchInput): Promise<Launch>
  readonly handlers: Pick<Handlers, QueryMethod>
}

/** Answers questions from the history; reads only, never the network. */
export function createQuery(options: QueryOptions): Query {
  const query: Omit<Query, 'handlers'> = {
    series: (input) => querySeries(options, input),
    table: (input) => queryTable(options, input),
    overview: (input) => queryOverview(options, input),
    members: (input) => queryMembers(options, input),
    member: (input) => queryMember(options, input),
    cohorts: (input) => queryCohorts(options, input),
    reconcile: (input) => queryReconciliation(options, input),
    platform: (input) => queryPlatform(options, input),
    launch: (input) => queryLaunch(options, input),
  }
  return {
    ...query,
    handlers: {
      'query.series': query.series,
      'query.table': query.table,
      'query.overview': query.overview,
      'query.members': query.members,
      'query.member': query.member,
      'query.cohorts': query.cohorts,
      'query.reconcile': query.reconcile,
      'query.platform': query.platform,
      'query.launch': query.launch,
    },
  }
}
