import type { MessagePort, Worker } from 'node:worker_threads'
import { createBirpc, type BirpcReturn } from 'birpc'

/** A birpc connection over a worker's port, from either side. Calls have no time limit: a sync may take hours. */
export function portRpc<Remote extends object, Local extends object>(
  port: MessagePort | Worker,
  local: Local,
): BirpcReturn<Remote, Local> {
  return createBirpc<Remote, Local>(local, {
    post: (message: unknown) => {
      port.postMessage(message)
    },
    on: (receive: (message: unknown) => void) => {
      port.on('message', receive)
    },
    timeout: -1,
  })
}
