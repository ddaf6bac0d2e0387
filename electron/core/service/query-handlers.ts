import type { Handlers } from '../../contract/index.ts'
import type { Context } from './context.ts'

export function queryHandlers(context: Context): Pick<Handlers, 'query.series' | 'query.table' | 'query.overview'> {
  return {
    'query.series': (input) => context.query().series(input),
    'query.table': (input) => context.query().table(input),
    'query.overview': (input) => context.query().overview(input),
  }
}
