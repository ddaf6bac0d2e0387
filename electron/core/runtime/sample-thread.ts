import { Worker } from 'node:worker_threads'
import type { SampleApi } from './door.ts'

/** The sandbox behind the sample workspace: started when first asked for, ended with the door. */
export interface SampleThread {
  start(): Promise<SampleApi>
  close(): Promise<void>
}

export function createSampleThread(workerUrl: URL): SampleThread {
  let worker: Worker | null = null
  let api: Promise<SampleApi> | null = null
  const start = () =>
    new Promise<SampleApi>((resolve, reject) => {
      worker = new Worker(workerUrl)
      worker.once('message', (said: SampleApi) => {
        resolve(said)
      })
      worker.once('error', reject)
      // An ended thread is started anew the next time.
      worker.once('exit', () => {
        api = null
      })
    })
  return {
    start: () => (api ??= start()),
    close: async () => {
      await worker?.terminate()
    },
  }
}
