import type { Input } from '../../../electron/contract/index.ts'
import type { Job, SyncSummary } from '../../../electron/contract/methods/jobs.ts'
import type { Core } from '../../../electron/core/service/core.ts'
import { fast } from '../../core/service/world.ts'

/** A range that is long over: its numbers are final. */
export const RANGE = { from: '2024-09-01', to: '2024-09-10' }

export type Ended = Job & { readonly sync: SyncSummary }

/** Starts a sync and waits for its end. */
export async function sync(core: Core, input: Partial<Input<'sync.start'>> = {}): Promise<Ended> {
  const { job } = await core.call('sync.start', { range: RANGE, scope: {}, ...fast, ...input })
  return ended(core, job)
}

export async function resume(core: Core): Promise<Ended> {
  const { job } = await core.call('sync.resume', {})
  return ended(core, job)
}

async function ended(core: Core, id: number): Promise<Ended> {
  const job = await core.call('jobs.wait', { job: id })
  if (!job.sync) throw new Error(`the sync ended without a summary: ${JSON.stringify(job.error)}`)
  return { ...job, sync: job.sync }
}

/** Which app's report failed, how, and what is to be done. */
export const failures = ({ sync: { failed } }: Ended) =>
  failed.map(({ app, report, action, error }) => [app, report, error.code, action])

/** All tables of some reports, snapshot numbers and moments left out: what the history says. */
export async function tables(core: Core, reports: readonly string[], range = RANGE) {
  const all = await Promise.all(reports.map((report) => core.call('query.table', { report, range, scope: {} })))
  return all.map(({ report, rows, sum, missing }) => ({ report, rows, sum, missing }))
}
