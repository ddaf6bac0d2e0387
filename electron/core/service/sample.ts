import { dayOf, formatDay } from '../../contract/calendar.ts'
import type { Fetch } from '../runtime/capabilities.ts'
import type { SampleApi } from '../runtime/door.ts'
import type { Core } from './core.ts'

const DAYS = 30
/** The sandbox is on this machine: nobody's quota is used up. */
const PACE = { rate: 100_000, concurrency: 8 } as const

/**
 * Fills the sample workspace: its apps are added and synced with the days before, so that there are changes to see. Opened again on
 * another day it fetches what has come since. Answers the sync's job; null where there was nothing to fetch.
 */
export async function fillSample(core: Core, api: SampleApi, fetch: Fetch): Promise<number | null> {
  const isNew = await addApps(core, api)
  const to = dayOf(Date.now()) - 1
  const wanted = {
    range: { from: formatDay(to - DAYS + 1), to: formatDay(to) },
    scope: {},
    compare: 'previous',
    ...PACE,
  } as const
  if (!isNew && (await core.call('home.status', {})).newestDay === wanted.range.to) return null
  const { job } = await core.call('sync.start', wanted)
  if (isNew) void restate(core, api, fetch, job).catch(() => undefined)
  return job
}

/** Adds those that are not there yet; whether there were any. */
async function addApps(core: Core, api: SampleApi): Promise<boolean> {
  const known = new Set((await core.call('apps.list', {})).map((app) => app.externalId))
  const missing = api.apps.filter(({ appId }) => !known.has(appId))
  if (known.size === 0) await core.call('platform.set', { token: api.platformToken })
  for (const { name, appId, token, tags } of missing)
    await core.call('apps.add', { name, externalId: appId, token, tags: [...tags], check: false })
  return missing.length > 0
}

/** The platform corrects some days of two apps after they were fetched: a sample history without a restatement would show none. */
async function restate(core: Core, api: SampleApi, fetch: Fetch, job: number): Promise<void> {
  await core.call('jobs.wait', { job })
  const to = dayOf(Date.now()) - 1
  const changes = api.apps.slice(1, 3).map(({ name }, i) => ({
    kind: 'restate',
    app: name,
    from: formatDay(to - 6 - i),
    to: formatDay(to - 4 - i),
    factor: i === 0 ? 1.04 : 0.95,
  }))
  await fetch(new URL('/__sandbox/faults', api.url).href, {
    method: 'POST',
    headers: {},
    body: JSON.stringify(changes),
    maxBytes: 10_000,
    signal: AbortSignal.timeout(10_000),
  })
  const apps = await core.call('apps.list', {})
  const restated = apps.filter((app) => changes.some((change) => change.app === app.name)).map((app) => app.id)
  const range = { from: formatDay(to - DAYS + 1), to: formatDay(to) }
  await core.call('sync.start', { range, scope: { apps: restated }, force: true, ...PACE })
}
