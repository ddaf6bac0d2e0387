import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFetch } from '../../electron/core/runtime/fetch.ts'
import { createCore, type Core, type CoreOptions } from '../../electron/core/service/core.ts'
import { createCliSealer } from '../../electron/hosts/sealer/index.ts'
import type { SandboxProcess } from './sandbox-process.ts'

export const newHome = () => mkdtempSync(join(tmpdir(), 'cygnet-bench-'))

/** A core as the command line has it. */
export async function openCore(home: string, apiBase: string, options: Partial<CoreOptions> = {}): Promise<Core> {
  const capabilities = { sealer: await createCliSealer(home, {}), fetch: createFetch({}) }
  return createCore({ home, apiBase, locale: 'en', capabilities, ...options })
}

/** Adds the sandbox's first apps and its platform token. */
export async function addApps(core: Core, { apps, platform }: SandboxProcess, count = apps.length): Promise<void> {
  await core.call('platform.set', { token: platform.token })
  for (const { name, appId, token } of apps.slice(0, count))
    await core.call('apps.add', { name, externalId: appId, token, check: false })
}
