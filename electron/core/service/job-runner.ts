import { AppError } from '../../contract/errors.ts'
import type { BackupSummary, ExportSummary, Job, SyncSummary } from '../../contract/methods/jobs.ts'
import type { Clock } from '../runtime/capabilities.ts'
import type { Log } from '../runtime/log.ts'

/** What a piece of long work is given: where to say how far it is, and when to stop. */
export interface JobControl {
  readonly id: number
  readonly signal: AbortSignal
  progress(progress: NonNullable<Job['progress']>): void
}

/** How long work ends when it does not throw. */
export interface JobEnd {
  readonly state: 'done' | 'partial' | 'failed' | 'cancelled'
  readonly sync?: SyncSummary
  readonly export?: ExportSummary
  readonly backup?: BackupSummary
  readonly error?: AppError
}

/** Where jobs are kept: the history's job table. */
export interface JobRecords {
  /** Throws `job.unknown`. */
  read(id: number): Job
  finish(id: number, end: JobEnd): void
}

/** Progress is told at most this often, so that a fast sync does not flood the page. */
const PROGRESS_MS = 100

interface Running {
  readonly controller: AbortController
  progress: Job['progress']
  ended: Promise<void>
}

/** Runs long work as jobs: each is in the history from its first moment, tells its progress, can be cancelled and waited for. */
export class JobRunner {
  readonly #running = new Map<number, Running>()
  /** Ends that could not be written down (a full disk): still told to whoever waits. */
  readonly #unwritten = new Map<number, Job>()
  readonly #deps: { records: () => JobRecords; emit: (job: Job) => void; clock: Clock; log: Log }

  constructor(deps: { records: () => JobRecords; emit: (job: Job) => void; clock: Clock; log: Log }) {
    this.#deps = deps
  }

  /** Starts the work of a job that is already in the history; answers at once. */
  start(id: number, work: (control: JobControl) => Promise<JobEnd>): void {
    const running: Running = { controller: new AbortController(), progress: null, ended: Promise.resolve() }
    this.#running.set(id, running)
    let told = 0
    const progress: JobControl['progress'] = (now) => {
      running.progress = now
      const at = this.#deps.clock()
      if (at - told < PROGRESS_MS && now.done < now.total) return
      told = at
      this.#deps.emit(this.get(id))
    }
    const first = this.get(id)
    this.#deps.log.write('info', 'job.start', { id, kind: first.kind })
    this.#deps.emit(first)
    running.ended = this.#run(first, work, { id, signal: running.controller.signal, progress })
  }

  async #run(first: Job, work: (control: JobControl) => Promise<JobEnd>, control: JobControl): Promise<void> {
    // The caller gets its job id before the work begins.
    await Promise.resolve()
    const end = await work(control).catch((thrown: unknown): JobEnd => {
      const error = AppError.from(thrown)
      return { state: error.code === 'cancelled' ? 'cancelled' : 'failed', error }
    })
    const level = end.state === 'failed' ? 'error' : 'info'
    this.#deps.log.write(level, 'job.end', {
      id: first.id,
      kind: first.kind,
      state: end.state,
      error: end.error?.toShape(),
    })
    try {
      this.#deps.records().finish(first.id, end)
    } catch {
      this.#unwritten.set(first.id, this.#ended(first, end))
    }
    this.#running.delete(first.id)
    this.#deps.emit(this.get(first.id))
  }

  #ended(first: Job, end: JobEnd): Job {
    return {
      ...first,
      state: end.state,
      endedAt: new Date(this.#deps.clock()).toISOString(),
      sync: end.sync ?? null,
      export: end.export ?? null,
      backup: end.backup ?? null,
      error: end.error?.toShape() ?? null,
    }
  }

  /** Throws `job.unknown`. */
  get(id: number): Job {
    const job = this.#unwritten.get(id) ?? this.#deps.records().read(id)
    const running = this.#running.get(id)
    return running ? { ...job, progress: running.progress } : job
  }

  /** A running job, of this kind where one is named; null where there is none. */
  running(kind?: Job['kind']): Job | null {
    const jobs = [...this.#running.keys()].map((id) => this.get(id))
    return jobs.find((job) => kind === undefined || job.kind === kind) ?? null
  }

  cancel(id: number): void {
    this.get(id)
    this.#running.get(id)?.controller.abort()
  }

  /** Answers when the job has ended. */
  async wait(id: number): Promise<Job> {
    await this.#running.get(id)?.ended
    return this.get(id)
  }

  /** Cancels everything and answers when all of it has ended. */
  async close(): Promise<void> {
    const all = [...this.#running.values()]
    for (const { controller } of all) controller.abort()
    await Promise.all(all.map(({ ended }) => ended))
  }
}
