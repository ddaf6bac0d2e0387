import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locale } from '../../contract/primitives.ts'
import { startCoreThread } from '../../core/runtime/core-thread.ts'
import type { Sealer } from '../../core/runtime/capabilities.ts'
import { createSampleThread } from '../../core/runtime/sample-thread.ts'
import { freeName } from './free-name.ts'
import { startPageServer, type PageServer } from './server.ts'

export interface ServeOptions {
  readonly home: string
  readonly apiBase: string
  readonly locale: Locale
  readonly version: string
  readonly sealer: Sealer
  /** The built page. */
  readonly root: string
  readonly port?: number
  readonly onCrash: (error: Error) => void
}

/** The page in a browser, on the same core: for machines without Electron, and for tests. */
export async function serve(options: ServeOptions): Promise<PageServer> {
  const exportsFolder = join(options.home, 'exports')
  mkdirSync(exportsFolder, { recursive: true })
  /** Names given out in this run: of two exports begun at once neither's file is there yet. */
  const given = new Set<string>()
  const sample = createSampleThread(new URL('./sandbox-worker.js', import.meta.url))
  const core = startCoreThread(
    new URL('./data-worker.js', import.meta.url),
    {
      home: options.home,
      apiBase: options.apiBase,
      version: options.version,
      locale: options.locale,
      door: { kind: 'server', desktop: false, secretsPersist: true },
      sealerId: options.sealer.id,
      fetchThroughDoor: false,
      checkOutput: false,
    },
    {
      event: (name, payload) => {
        server.broadcast(name, payload)
      },
      seal: (plain) => options.sealer.seal(plain),
      open: (sealed) => options.sealer.open(sealed),
      reseal: () => Promise.resolve(null),
      // Node's own, in the worker: fetchThroughDoor is off.
      fetch: () => Promise.reject(new Error('the server has no network stack of its own')),
      abort: () => undefined,
      useProxy: () => undefined,
      startSample: () => sample.start(),
      savePath: (_kind, name) => {
        const path = freeName(join(exportsFolder, name), given)
        given.add(path)
        return Promise.resolve(path)
      },
      openPath: () => Promise.resolve(null),
      reveal: (path) => Promise.resolve(server.downloads.offer(path)),
    },
    { onCrash: options.onCrash },
  )
  const server = await startPageServer({
    root: options.root,
    host: core,
    ...(options.port === undefined ? {} : { port: options.port }),
  })
  return {
    ...server,
    close: async () => {
      await server.close()
      await core.close()
      await sample.close()
    },
  }
}
