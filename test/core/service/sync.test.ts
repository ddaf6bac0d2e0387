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
