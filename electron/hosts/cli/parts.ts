import type { Parts } from './io.ts'
import { findVersion } from './version.ts'

/** The real thing; each part is loaded when a command asks for it. */
export function realParts(): Parts {
  return {
    clock: Date.now,
    version: findVersion(),
    openCore: async (request) => (await import('./open-core.ts')).openCore(request),
    startSandbox: async (options) => (await import('../../sandbox/index.ts')).startSandbox(options),
  }
}
