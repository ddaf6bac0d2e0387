import type { Database } from 'better-sqlite3'
import type { Job } from '../../contract/methods/jobs.ts'
import { AppError, type AppErrorShape } from '../../contract/errors.ts'
import type { Clock } from '../runtime/capabilities.ts'

export type JobKind = Job['kind']
export type JobState = Job['state']

export interface JobRow {
  readonly id: number
  readonly kind: JobKind
  readonly state: JobState
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly endedAt: number | null
  /** Plain JSON values, as they were given. */
  readonly input: unknown
  readonly progress: unknown
  readonly summary: unknown
  readonly error: AppErrorShape | null
}

/** Long work, from its first moment to what came of it. */
export interface Jobs {
  /** Answers the new job's id. */
  start(kind: JobKind, input: unknown): number
  progress(id: number, progress: unknown): void
  /** A job that is done has no open requests any more: they are forgotten. */
  finish(id: number, state: Exclude<JobState, 'running'>, summary?: unknown, error?: AppErrorShape | null): void
  /** The newest first. */
  list(limit: number): JobRow[]
  /** Throws `job.unknown`. */
  get(id: number): JobRow
  /** The newest sync that ended with requests still open. */
  newestUnfinishedSync(): JobRow | null
}

type Stored = Omit<JobRow, 'input' | 'progress' | 'summary' | 'error'> &
  Record<'input' | 'progress' | 'summary' | 'error', string | null>

const SELECT =
  'SELECT id, kind, state, started_at AS startedAt, ended_at AS endedAt, input, progress, summary, error FROM job'

export function createJobs(db: Database, clock: Clock): Jobs {
  const insert = db.prepare("INSERT INTO job (kind, state, pid, started_at, input) VALUES (?, 'running', ?, ?, ?)")
  const progress = db.prepare('UPDATE job SET progress = ? WHERE id = ?')
  const finish = db.prepare('UPDATE job SET state = ?, ended_at = ?, summary = ?, error = ? WHERE id = ?')
  const clear = db.prepare('DELETE FROM sync_request WHERE job = ?')
  const list = db.prepare<[number], Stored>(`${SELECT} ORDER BY id DESC LIMIT ?`)
  const one = db.prepare<[number], Stored>(`${SELECT} WHERE id = ?`)
  const unfinished = db.prepare<[], Stored>(
    `${SELECT} WHERE kind = 'sync' AND state <> 'running'
     AND EXISTS (SELECT 1 FROM sync_request WHERE job = job.id AND sync_request.state = 'open') ORDER BY id DESC LIMIT 1`,
  )
  return {
    start: (kind, input) => Number(insert.run(kind, process.pid, clock(), toJson(input) ?? 'null').lastInsertRowid),
    progress(id, now) {
      progress.run(toJson(now), id)
    },
    finish: db.transaction((id, state, summary, error) => {
      finish.run(state, clock(), toJson(summary), toJson(error), id)
      if (state === 'done') clear.run(id)
    }).immediate as Jobs['finish'],
    list: (limit) => list.all(limit).map(toJob),
    get(id) {
      const row = one.get(id)
      if (!row) throw new AppError('job.unknown', { job: id })
      return toJob(row)
    },
    newestUnfinishedSync() {
      const row = unfinished.get()
      return row ? toJob(row) : null
    },
  }
}

const toJson = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value))
const fromJson = (text: string | null) => (text === null ? null : (JSON.parse(text) as unknown))

const toJob = (row: Stored): JobRow => ({
  ...row,
  input: fromJson(row.input),
  progress: fromJson(row.progress),
  summary: fromJson(row.summary),
  error: fromJson(row.error) as AppErrorShape | null,
})
