import { join } from 'node:path'
import { ensureBuilt } from '../../build/setup/built.mjs'
import { ROOT } from '../../build/setup/paths.mjs'
import type { targets } from '../../build/vite.ts'

/** What lies in `out/node/` after a build. */
export type BuiltEntry = keyof (typeof targets)['node']

/**
 * The path of a built program or worker, freshly built where sources are newer; many tests may ask at once, one builds.
 *
 * Tests that start a process or a worker thread need it: plain Node runs our .ts files, but not the catalogue's
 * `import.meta.glob`, which is the bundler's. Call it in `beforeAll`, the first call may take some seconds.
 */
export async function built(entry: BuiltEntry): Promise<string> {
  await ensureBuilt(ROOT, 'node')
  return join(ROOT, 'out', 'node', `${entry}.js`)
}
