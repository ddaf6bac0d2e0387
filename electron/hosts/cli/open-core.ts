import { createNetwork } from '../../core/runtime/fetch.ts'
import { createCore, type Core } from '../../core/service/core.ts'
import { createCliSealer } from '../sealer/index.ts'
import type { CoreRequest } from './io.ts'
import { findVersion } from './version.ts'

/** The core in this process: a command has nothing else to do meanwhile. Workbooks are written in a worker, as everywhere. */
export async function openCore({ home, apiBase, locale, env }: CoreRequest): Promise<Core> {
  return createCore({
    home,
    apiBase,
    locale,
    version: findVersion(),
    capabilities: { sealer: await createCliSealer(home, env), ...createNetwork(env) },
    exportWorker: new URL('./export-worker.js', import.meta.url),
  })
}
