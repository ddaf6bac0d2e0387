import { Worker } from 'node:worker_threads'
import { AppError } from '../../contract/errors.ts'
import type { MethodName, Result } from '../../contract/index.ts'
import type { CoreThreadFunctions, DataWorkerData, DoorFunctions } from './door.ts'
import { portRpc } from './thread-rpc.ts'

/** The core in a worker thread of this process, seen from the door. */
export interface CoreThread {
  /** Answers any method of the contract; failures are results, never throws. */
  call(method: MethodName | (string & {}), input: unknown): Promise<Result<unknown>>
  /** Cancels jobs, closes the history, ends the thread. */
  close(): Promise<void>
}

/** How long a closing core may take before its thread is ended: a transaction is short, a network call is aborted. */
const CLOSE_MS = 10_000

/** Starts the data worker. `onCrash` is told when the thread ends without having been asked to. */
export function startCoreThread(
  workerUrl: URL,
  data: DataWorkerData,
  door: DoorFunctions,
  onCrash: (error: Error) => void,
): CoreThread {
  const worker = new Worker(workerUrl, { workerData: data })
  const rpc = portRpc<CoreThreadFunctions, DoorFunctions>(worker, door)
  let ended: Error | null = null
  let closing = false
  const end = new Promise<void>((resolve) => {
    worker.once('error', (error) => (ended = error instanceof Error ? error : new Error(String(error))))
    worker.once('exit', (code) => {
      ended ??= new Error(`the data worker ended with code ${code}`)
      rpc.$close(ended)
      if (!closing) onCrash(ended)
      resolve()
    })
  })
  return {
    async call(method, input) {
      if (ended) return failed(ended)
      return rpc.call(method, input).catch((error: unknown) => failed(ended ?? error))
    },
    async close() {
      if (ended) return
      closing = true
      const timer = setTimeout(() => void worker.terminate(), CLOSE_MS)
      await rpc.close().catch(() => undefined)
      await worker.terminate()
      await end
      clearTimeout(timer)
    },
  }
}

function failed(thrown: unknown): Result<never> {
  return { ok: false, error: AppError.from(thrown).toShape() }
}
