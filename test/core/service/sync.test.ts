import { expect, test } from 'vitest'
import { fast, openWorld } from './world.ts'

const range = { from: '2026-10-01', to: '2026-10-30' }

async function sync(world: Awaited<ReturnType<typeof openWorld>>, input: object = {}) {
  const { job } = await world.core.call('sync.start', { range, scope: {}, ...fast, ...input })
  return world.core.call('jobs.wait', { job })
}

test('syncs every report of every app, and again stores nothing new', async () => {
  const world = await openWorld({ sandbox: { apps: 2 } })
  await world.core.call('platform.set', { token: world.sandbox.platform.token })
  await world.addApps()
  const first = await sync(world)
  expect(first).toMatchObject({ state: 'done', sync: { failed: [], remaining: 0, unchanged: 0 } })
  // Per app: 1 + 1 + 2 (count, ratio) + 1 + 1 + 5 terminals + 1 + 4 habits + 1; and the platform's.
  expect(first.sync?.snapshots).toBe(2 * 17 + 1)
  const second = await sync(world)
  expect(second.sync?.requests).toBe(0)
  const third = await sync(world, { force: true })
  expect(third.sync).toMatchObject({ snapshots: 35, unchanged: 35 })
})

test('fetches what the range is compared with, so that changes of users are known', async () => {
  const world = await openWorld({ sandbox: { apps: 1 } })
  await world.addApps()
  const alone = await sync(world)
  const job = await sync(world, { compare: 'previous' })
  // The range itself is final by now; the thirty days before are asked once for every series.
  expect(job.sync).toMatchObject({ snapshots: alone.sync?.snapshots, skipped: alone.sync?.snapshots })
  const overview = await world.core.call('query.overview', { range, compare: 'previous', scope: {} })
  expect(overview.compare).toEqual({ from: '2026-09-01', to: '2026-09-30' })
  const users = overview.metrics.findIndex(({ metric }) => metric === 'user-trend/user_count')
  expect(overview.apps[0]?.kpis[users]?.previous?.value).toBeGreaterThan(0)
  expect(overview.apps[0]?.kpis[users]?.change).not.toBeNull()
})

test('a chosen range is compared as it is, as far as its days are over', async () => {
  const world = await openWorld({ sandbox: { apps: 1 } })
  await world.addApps()
  const chosen = { range: { from: '2026-10-01', to: '2026-10-02' }, reports: ['active-users'], scope: {} }
  const plan = (compare: object) => world.core.call('sync.plan', { ...chosen, ...compare })
  expect(await plan({})).toEqual({ requests: 1, skipped: 0 })
  expect(await plan({ compare: { from: '2026-01-01', to: '2026-01-05' } })).toEqual({ requests: 2, skipped: 0 })
  expect(await plan({ compare: { from: '2999-01-01', to: '2999-01-05' } })).toEqual({ requests: 1, skipped: 0 })
})
