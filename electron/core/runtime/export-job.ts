import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../contract/errors.ts'
import type { ExportInput, ExportSummary } from '../../contract/methods/jobs.ts'
import type { Locale } from '../../contract/primitives.ts'
import { temporaryFor } from '../excel/file.ts'
import { exportHere, type ExportControl, type ExportData } from './export-run.ts'
import type { ExportMessage } from './export-worker.ts'

export interface ExportJob extends ExportControl {
  readonly storePath: string
  /** The built export worker; the workbook is written in this thread where absent. */
  readonly workerUrl?: URL | undefined
  readonly input: ExportInput
  readonly locale: Locale
  /** Milliseconds since the epoch; the present where absent. */
  readonly now?: number | undefined
  readonly version?: string | undefined
}

/** How long a cancelled worker may take to stop by itself before its thread is ended. */
const STOP_MS = 3_000

/**
 * Writes a workbook, in a worker of its own where there is one. The file is there whole or not at all, also when the worker dies. Throws
 * what `exportHere` throws, and `internal` when the worker ends without a word.
 */
export async function runExport(job: ExportJob): Promise<ExportSummary> {
  const { storePath, input, locale, workerUrl, signal } = job
  const temporary = temporaryFor(input.path)
  const now = job.now ?? Date.now()
  const data: ExportData = { storePath, input, locale, now, version: job.version ?? '', temporary }
  if (signal?.aborted) throw new AppError('cancelled')
  if (!workerUrl) return exportHere(data, job)
  try {
    return await inWorker(workerUrl, data, job)
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

async function inWorker(
  workerUrl: URL,
  data: ExportData,
  { signal, onProgress }: ExportControl,
): Promise<ExportSummary> {
  const worker = new Worker(workerUrl, { workerData: data })
  let timer: NodeJS.Timeout | undefined
  const stop = () => {
    worker.postMessage('stop')
    timer = setTimeout(() => void worker.terminate(), STOP_MS)
  }
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<ExportSummary>((resolve, reject) => {
      worker.on('message', (message: ExportMessage) => {
        if (message.type === 'progress') onProgress?.(message.progress)
        else if (message.type === 'done') resolve(message.summary)
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
