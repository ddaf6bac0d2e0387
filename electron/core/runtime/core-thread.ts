import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../contract/errors.ts'
import type { MethodName, Result } from '../../contract/index.ts'
import type { CoreThreadFunctions, DataWorkerData, DoorFunctions } from './door.ts'
import { WORKER_LIMITS } from './limits.ts'
import { createLog } from './log.ts'
import { portRpc } from './thread-rpc.ts'

/** The core in a worker thread of this process, seen from the door. */
export interface CoreThread {
  /** Answers any method of the contract; failures are results, never throws. */
  call(method: MethodName | (string & {}), input: unknown): Promise<Result<unknown>>
  /** Cancels jobs, closes the history, ends the thread. */
  close(): Promise<void>
}

/** What becomes of a thread that ends without having been asked to. */
export interface CoreWatch {
  /** A new thread has taken its place: jobs are interrupted, the history is whole. Pages are told `changed: workspace`. */
  onRestart?(): void
  /** It kept ending, and was given up: from now on every call fails. */
  onCrash(error: Error): void
}

/** How long a closing core may take before its thread is ended: a transaction is short, a network call is aborted. */
const CLOSE_MS = 10_000
/** A thread that ends more often than so often in a minute is broken, and starting it again would not mend it. */
const MAX_RESTARTS = 2
const RESTARTS_WITHIN_MS = 60_000

/** Starts the data worker, and starts it again if it ends by itself. */
export function startCoreThread(
  workerUrl: URL,
  data: DataWorkerData,
  door: DoorFunctions,
  watch: CoreWatch,
): CoreThread {
  const log = createLog(join(data.home, 'logs', 'cygnet.log'), (text) => text)
  let ends: number[] = []
  let lost: Error | null = null
  let closing = false

  const onEnd = (error: Error) => {
    if (closing) return
    log.write('error', 'worker.end', { error: error.name, frames: framesOf(error) })
    const now = performance.now()
    ends = [...ends.filter((at) => now - at < RESTARTS_WITHIN_MS), now]
    if (ends.length > MAX_RESTARTS) {
      lost = error
      watch.onCrash(error)
      return
    }
    thread = startThread(workerUrl, data, door, onEnd)
    watch.onRestart?.()
    door.event('changed', { what: 'workspace' })
  }
  let thread = startThread(workerUrl, data, door, onEnd)
  return {
    async call(method, input) {
      if (lost) return failed(lost)
      return thread.rpc.call(method, input).catch(failed)
    },
    async close() {
      closing = true
      if (!lost) await thread.close()
    },
  }
}

function startThread(workerUrl: URL, data: DataWorkerData, door: DoorFunctions, onEnd: (error: Error) => void) {
  const worker = new Worker(workerUrl, { workerData: data, resourceLimits: WORKER_LIMITS })
  const rpc = portRpc<CoreThreadFunctions, DoorFunctions>(worker, door)
  let reason: Error | null = null
  worker.once('error', (error) => (reason = error instanceof Error ? error : new Error(String(error))))
  const end = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      const error = reason ?? new Error(`the data worker ended with code ${code}`)
      rpc.$close(error)
      onEnd(error)
      resolve()
    })
  })
  return {
    rpc,
    close: async () => {
      const timer = setTimeout(() => void worker.terminate(), CLOSE_MS)
      await rpc.close().catch(() => undefined)
      await worker.terminate()
      await end
      clearTimeout(timer)
    },
  }
}

/** Where it happened. What the error says is left out: it might repeat a token. */
const framesOf = ({ stack = '' }: Error) => stack.split('\n').filter((line) => /^\s+at /.test(line))

function failed(thrown: unknown): Result<never> {
  return { ok: false, error: AppError.from(thrown).toShape() }
}
