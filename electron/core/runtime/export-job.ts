import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../contract/errors.ts'
import type { Locale } from '../../contract/primitives.ts'
import { temporaryFor } from '../excel/file.ts'
import { exportHere } from './export-run.ts'
import type { ExportAnswers, ExportControl, ExportData, ExportTask } from './export-task.ts'
import type { ExportMessage } from './export-worker.ts'
import { WORKER_LIMITS } from './limits.ts'

export interface ExportJob<T extends ExportTask = ExportTask> extends ExportControl {
  readonly storePath: string
  /** The built export worker; the work is done in this thread where absent. */
  readonly workerUrl?: URL | undefined
  readonly task: T
  readonly locale: Locale
  /** Milliseconds since the epoch; the present where absent. */
  readonly now?: number | undefined
  readonly version?: string | undefined
}

/** How long a cancelled worker may take to stop by itself before its thread is ended. */
const STOP_MS = 3_000

type Answer<T extends ExportTask> = ExportAnswers[T['kind']]

/**
 * Does a task about a workbook, in a worker of its own where there is one. A file it writes is there whole or not at all, also when the worker
 * dies. Throws what `exportHere` throws, and `internal` when the worker ends without a word.
 */
export async function runExport<T extends ExportTask>(job: ExportJob<T>): Promise<Answer<T>> {
  const { storePath, task, locale, workerUrl, signal } = job
  const target = targetOf(task)
  const temporary = target === null ? '' : temporaryFor(target)
  const data: ExportData = {
    storePath,
    task,
    locale,
    now: job.now ?? Date.now(),
    version: job.version ?? '',
    temporary,
  }
  if (signal?.aborted) throw new AppError('cancelled')
  if (!workerUrl) return (await exportHere(data, job)) as Answer<T>
  try {
    return (await inWorker(workerUrl, data, job)) as Answer<T>
  } finally {
    if (temporary !== '') await rm(temporary, { force: true }).catch(() => undefined)
  }
}

/** Where a task writes; null where it writes nothing. */
function targetOf({ kind, input }: ExportTask): string | null {
  if (kind === 'reproduce') return input.out
  return kind === 'export' || kind === 'table' ? input.path : null
}

async function inWorker(
  workerUrl: URL,
  data: ExportData,
  { signal, onProgress }: ExportControl,
): Promise<ExportAnswers[ExportTask['kind']]> {
  const worker = new Worker(workerUrl, { workerData: data, resourceLimits: WORKER_LIMITS })
  let timer: NodeJS.Timeout | undefined
  const stop = () => {
    // Without a file to leave tidy there is nothing to wait for.
    if (data.temporary === '') void worker.terminate()
    worker.postMessage('stop')
    timer = setTimeout(() => void worker.terminate(), STOP_MS)
  }
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<ExportAnswers[ExportTask['kind']]>((resolve, reject) => {
      worker.on('message', (message: ExportMessage) => {
        if (message.type === 'progress') onProgress?.(message.progress)
        else if (message.type === 'done') resolve(message.answer)
        else reject(AppError.fromShape(message.error))
      })
      worker.once('error', (error) => {
        reject(AppError.from(error))
      })
      worker.once('exit', (code) => {
        reject(
          signal?.aborted ? new AppError('cancelled') : new AppError('internal', { message: `worker: exit ${code}` }),
        )
      })
    })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
