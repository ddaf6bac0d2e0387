import { parentPort, workerData } from 'node:worker_threads'
import { AppError, type AppErrorShape } from '../../contract/errors.ts'
import type { ExportSummary, Job } from '../../contract/methods/jobs.ts'
import { exportHere, type ExportData } from './export-run.ts'

/** What the worker says; after `done` or `failed` it ends. */
export type ExportMessage =
  | { readonly type: 'progress'; readonly progress: NonNullable<Job['progress']> }
  | { readonly type: 'done'; readonly summary: ExportSummary }
  | { readonly type: 'failed'; readonly error: AppErrorShape }

if (!parentPort) throw new Error('the export worker runs in a worker thread only')
const port = parentPort
const say = (message: ExportMessage) => {
  port.postMessage(message)
}

// Any message means: stop.
const controller = new AbortController()
port.once('message', () => {
  controller.abort()
})

try {
  const summary = await exportHere(workerData as ExportData, {
    signal: controller.signal,
    onProgress: (progress) => {
      say({ type: 'progress', progress })
    },
  })
  say({ type: 'done', summary })
} catch (thrown) {
  say({ type: 'failed', error: AppError.from(thrown).toShape() })
} finally {
  port.close()
}
