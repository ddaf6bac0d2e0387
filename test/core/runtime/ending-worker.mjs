// A data worker that ends when told to: answers with its thread's id, throws at `throw`, exits at `exit`.
import { parentPort, threadId } from 'node:worker_threads'
import { createBirpc } from 'birpc'

createBirpc(
  {
    call: (method) => {
      if (method === 'throw')
        setImmediate(() => {
          throw new Error('with token 121.secret in its words')
        })
      if (method === 'exit') process.exit(3)
      return method === 'id' ? { ok: true, value: threadId } : new Promise(() => undefined)
    },
    close: () => undefined,
  },
  {
    post: (message) => parentPort.postMessage(message),
    on: (receive) => parentPort.on('message', receive),
  },
)
