import { AppError } from '../../contract/errors.ts'
import type { Job } from '../../contract/methods/jobs.ts'
import type { Core } from '../../core/service/core.ts'
import { ProgressLine } from './progress.ts'
import type { Session } from './session.ts'

/**
 * Starts a job and waits for its end, showing its progress. The first Ctrl+C cancels the job and still waits for its summary; the
 * second leaves at once.
 */
export async function followJob(session: Session, core: Core, start: () => Promise<{ job: number }>): Promise<Job> {
  const line = new ProgressLine(session)
  let id: number | null = null
  let signals = 0
  const cancel = () => (id === null ? undefined : core.call('jobs.cancel', { job: id }).catch(() => undefined))
  const offSignal = session.io.onSignal(() => {
    signals += 1
    if (signals > 1) return session.io.exitNow(130)
    line.clear()
    session.tell(session.t('sync.stopping'))
    void cancel()
  })
  const offJob = core.on('job', (job) => {
    if (job.id === id && signals === 0) line.show(job.progress)
  })
  try {
    id = (await start()).job
    if (signals > 0) void cancel()
    return await core.call('jobs.wait', { job: id })
  } finally {
    offSignal()
    offJob()
    line.clear()
  }
}

/** Follows a job to its end, and answers what it made. Throws what it failed with. */
export async function followToEnd<K extends 'export' | 'backup'>(
  session: Session,
  core: Core,
  start: () => Promise<{ job: number }>,
  made: K,
): Promise<NonNullable<Job[K]>> {
  const job = await followJob(session, core, start)
  const result = job[made]
  if (job.state === 'done' && result !== null) return result
  if (job.error === null || job.error.code === 'cancelled') throw new AppError('cancelled')
  throw AppError.fromShape(job.error)
}
