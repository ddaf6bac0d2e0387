import type { Handlers } from '../../contract/index.ts'
import { alertRules } from './alerts.ts'
import type { Context } from './context.ts'
import { insightsContribution, insightsOverview, insightsRanks } from './insights.ts'
import { queryOptions } from './query-over.ts'

type InsightHandlers = Pick<Handlers, 'insights.overview' | 'insights.contribution' | 'insights.ranks'>

/** What is worth a look, without being asked for. */
export function insightHandlers(context: Context): InsightHandlers {
  const options = () => queryOptions(context.store(), context.clock, () => context.locale())
  return {
    'insights.overview': (input) => insightsOverview(options(), alertRules(context.store()), input),
    'insights.contribution': (input) => insightsContribution(options(), input),
    'insights.ranks': (input) => insightsRanks(options(), input),
  }
}
