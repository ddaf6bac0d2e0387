import type { Handlers } from '../../contract/index.ts'
import type { Context } from './context.ts'

export function jobHandlers(context: Context): Pick<Handlers, 'jobs.list' | 'jobs.cancel' | 'jobs.wait'> {
  return {
    'jobs.list': ({ limit }) =>
      context
        .store()
        .jobs.list(limit)
        .map((row) => context.jobs.get(row.id)),
    'jobs.cancel': ({ job }) => {
      context.jobs.cancel(job)
      return {}
    },
    'jobs.wait': ({ job }) => context.jobs.wait(job),
  }
}
