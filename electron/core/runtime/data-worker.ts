import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../contract/errors.ts'
import type { MethodName, Result } from '../../contract/index.ts'
import { createWorkspace } from '../service/workspace.ts'
import type { Capabilities } from './capabilities.ts'
import { createDoorFetch } from './door-fetch.ts'
import { createNetwork } from './fetch.ts'
import type { CoreThreadFunctions, DataWorkerData, DoorFunctions } from './door.ts'
import { portRpc } from './thread-rpc.ts'

if (!parentPort) throw new Error('the data worker runs in a worker thread only')
const data = workerData as DataWorkerData

const door = portRpc<DoorFunctions, CoreThreadFunctions>(parentPort, {
  call: (method, input) => answer(method, input),
  close: () => workspace.close(),
})

const capabilities: Capabilities = {
  sealer: {
    id: data.sealerId,
    seal: (plain) => door.seal(plain),
    open: (sealed) => door.open(sealed),
    reseal: (sealed) => door.reseal(sealed),
  },
  ...(data.fetchThroughDoor
    ? { fetch: createDoorFetch(door), useProxy: (setting) => void door.useProxy.asEvent(setting) }
    : createNetwork(process.env)),
}

const workspace = createWorkspace({
  data,
  capabilities,
  exportWorker: new URL('./export-worker.js', import.meta.url),
  startSample: () => door.startSample(),
  files: {
    'files.save': async ({ kind, name }) => ({ path: await door.savePath(kind, name) }),
    'files.open': async ({ kind }) => ({ path: await door.openPath(kind) }),
    reveal: async (path) => ({ download: await door.reveal(path) }),
  },
  emit: (name, payload) => void door.event.asEvent(name, payload),
})

/** Nothing is thrown across the port: a failure is a result. */
async function answer(method: string, input: unknown): Promise<Result<unknown>> {
  try {
    return { ok: true, value: await workspace.call(method as MethodName, input) }
  } catch (thrown) {
    return { ok: false, error: AppError.from(thrown).toShape() }
  }
}
