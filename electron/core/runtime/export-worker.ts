import { parentPort, workerData } from 'node:worker_threads'
import { AppError, type AppErrorShape } from '../../contract/errors.ts'
import type { Job } from '../../contract/methods/jobs.ts'
import { exportHere } from './export-run.ts'
import type { ExportAnswers, ExportData, ExportTask } from './export-task.ts'

/** What the worker says; after `done` or `failed` it ends. */
export type ExportMessage =
  | { readonly type: 'progress'; readonly progress: NonNullable<Job['progress']> }
  | { readonly type: 'done'; readonly answer: ExportAnswers[ExportTask['kind']] }
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
  const answer = await exportHere(workerData as ExportData, {
    signal: controller.signal,
    onProgress: (progress) => {
      say({ type: 'progress', progress })
    },
  })
  say({ type: 'done', answer })
} catch (thrown) {
  say({ type: 'failed', error: AppError.from(thrown).toShape() })
} finally {
  port.close()
}
