import { AppError } from '../../contract/errors.ts'
import { job as schema, type Job } from '../../contract/methods/jobs.ts'
import type { JobRow } from '../store/jobs.ts'
import type { Store } from '../store/open.ts'
import type { JobEnd, JobRecords } from './job-runner.ts'

/** The history's job table as the job runner uses it. */
export function jobRecords(store: Store): JobRecords {
  return {
    read: (id) => toJob(store.jobs.get(id)),
    finish: (id, end: JobEnd) => {
      const summary = { sync: end.sync ?? null, export: end.export ?? null, backup: end.backup ?? null }
      store.jobs.finish(id, end.state, summary, end.error?.toShape() ?? null)
    },
  }
}

/** A stored job as the contract tells it; what an older Cygnet stored otherwise is left out rather than guessed. */
export function toJob(row: JobRow): Job {
  const summary = (row.summary ?? {}) as Record<string, unknown>
  const job = {
    id: row.id,
    kind: row.kind,
    state: row.state,
    startedAt: new Date(row.startedAt).toISOString(),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt).toISOString(),
    progress: null,
    sync: optional(schema.shape.sync, summary['sync']),
    export: optional(schema.shape.export, summary['export']),
    backup: optional(schema.shape.backup, summary['backup']),
    error: optional(schema.shape.error, row.error),
  }
  const parsed = schema.safeParse(job)
  if (!parsed.success)
    throw new AppError('store.damaged', { job: row.id, field: parsed.error.issues[0]?.path.join('.') ?? '' })
  return parsed.data
}

function optional<T>(field: { safeParse(value: unknown): { success: boolean; data?: T } }, value: unknown): T | null {
  const parsed = field.safeParse(value ?? null)
  return parsed.success ? (parsed.data ?? null) : null
}
