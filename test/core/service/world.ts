import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import type { Sealer } from '../../../electron/core/runtime/capabilities.ts'
import { createFetch } from '../../../electron/core/runtime/fetch.ts'
import { createCore, type Core, type CoreOptions } from '../../../electron/core/service/core.ts'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../electron/sandbox/index.ts'

/** Seals by turning bytes round: enough to see that a secret is sealed, and that another door's cannot be read. */
export function testSealer(id = 'test'): Sealer {
  const flip = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a)
  return {
    id,
    seal: (plain) => Promise.resolve(flip(Buffer.from(`${id} ${plain}`))),
    open: (sealed) => {
      const text = Buffer.from(flip(sealed)).toString()
      return text.startsWith(`${id} `)
        ? Promise.resolve(text.slice(id.length + 1))
        : Promise.reject(new AppError('token.sealed-elsewhere', { sealer: id }))
    },
  }
}

export const newHome = () => mkdtempSync(join(tmpdir(), 'cygnet-home-'))

export interface World {
  readonly core: Core
  readonly sandbox: Sandbox
  readonly home: string
  /** Adds the sandbox's apps with their tokens; answers their ids. */
  addApps(count?: number): Promise<number[]>
}

/** A core over real HTTP and a real SQLite file; closed when the test ends. */
export async function openWorld(
  options: { sandbox?: SandboxOptions; core?: Partial<CoreOptions> } = {},
): Promise<World> {
  const sandbox = await startSandbox(options.sandbox)
  const home = options.core?.home ?? newHome()
  const core = openCore(sandbox, { ...options.core, home })
  onTestFinished(() => sandbox.close())
  return {
    core,
    sandbox,
    home,
    async addApps(count = sandbox.apps.length) {
      const ids: number[] = []
      for (const { name, appId, token } of sandbox.apps.slice(0, count)) {
        const { app } = await core.call('apps.add', { name, externalId: appId, token, check: false })
        ids.push(app.id)
      }
      return ids
    },
  }
}

export function openCore(sandbox: Pick<Sandbox, 'url'>, options: Partial<CoreOptions> & { home: string }): Core {
  const core = createCore({
    apiBase: sandbox.url,
    locale: 'en',
    capabilities: { sealer: testSealer(), fetch: createFetch({}) },
    checkOutput: true,
    retry: { minDelayMs: 1, maxDelayMs: 5 },
    ...options,
  })
  onTestFinished(() => core.close())
  return core
}

/** Fast enough that a test never waits for the rate limit. */
export const fast = { rate: 100_000, concurrency: 8 } as const
