import { dayOf, formatDay } from '../../../electron/contract/calendar.ts'
import { createFetch } from '../../../electron/core/runtime/fetch.ts'
import { createCore, type Core } from '../../../electron/core/service/core.ts'
import { startSandbox, type Sandbox } from '../../../electron/sandbox/index.ts'

const DAYS = 30

/** The last 30 days and the 30 before them, so that both have totals of their own. */
export async function seedSynced(home: string): Promise<void> {
  const sandbox = await startSandbox({ apps: 6 })
  const core = seedingCore(home, sandbox)
  try {
    await core.call('platform.set', { token: sandbox.platform.token })
    for (const [i, { name, appId }] of sandbox.apps.entries()) {
      const { app } = await core.call('apps.add', { name, externalId: appId, check: false })
      await core.call('apps.tag', { app: app.id, add: [i % 2 === 0 ? '生活' : '工具'] })
    }
    const yesterday = dayOf(Date.now()) - 1
    for (const to of [yesterday, yesterday - DAYS]) {
      const range = { from: formatDay(to - DAYS + 1), to: formatDay(to) }
      const { job } = await core.call('sync.start', { range, scope: {}, rate: 1000, concurrency: 8 })
      const { state, sync } = await core.call('jobs.wait', { job })
      if (state !== 'done' && state !== 'partial') throw new Error(`seeding: ${JSON.stringify({ state, sync })}`)
    }
    await core.call('platform.clear', {})
  } finally {
    await core.close()
    await sandbox.close()
  }
}

/** A core whose secrets are gone with this process. */
export function seedingCore(home: string, sandbox: Pick<Sandbox, 'url'>, clock?: () => number): Core {
  const kept = new Map<string, string>()
  const sealer = {
    id: 'seeding',
    seal: (plain: string) => {
      const ticket = `${kept.size}`
      kept.set(ticket, plain)
      return Promise.resolve(Buffer.from(ticket))
    },
    open: (sealed: Uint8Array) => Promise.resolve(kept.get(Buffer.from(sealed).toString()) ?? ''),
  }
  const capabilities = { sealer, fetch: createFetch({}) }
  return createCore({ home, apiBase: sandbox.url, locale: 'zh-CN', capabilities, ...(clock ? { clock } : {}) })
}
