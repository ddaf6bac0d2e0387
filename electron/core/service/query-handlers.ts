import type { Handlers } from '../../contract/index.ts'
import type { Context } from './context.ts'
import type { QueryMethod } from './query.ts'

export function queryHandlers(context: Context): Pick<Handlers, QueryMethod> {
  return {
    'query.series': (input) => context.query().series(input),
    'query.table': (input) => context.query().table(input),
    'query.overview': (input) => context.query().overview(input),
    'query.members': (input) => context.query().members(input),
    'query.member': (input) => context.query().member(input),
    'query.cohorts': (input) => context.query().cohorts(input),
    'query.reconcile': (input) => context.query().reconcile(input),
    'query.platform': (input) => context.query().platform(input),
    'query.launch': (input) => context.query().launch(input),
  }
}
