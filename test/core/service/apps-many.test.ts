import { expect, test } from 'vitest'
import { fast, openWorld } from './world.ts'

const range = { from: '2026-10-01', to: '2026-10-03' }

test('tags come and go on many apps at once, or on none of them', async () => {
  const { core, addApps } = await openWorld({ sandbox: { apps: 3 } })
  const [a = 0, b = 0, c = 0] = await addApps()
  const tags = async () => (await core.call('apps.list', {})).map((app) => app.tags)
  expect(await core.call('apps.tagMany', { apps: [a, b, a], add: ['餐饮', '重点'] })).toEqual({ apps: 2 })
  expect(await tags()).toEqual([['重点', '餐饮'], ['重点', '餐饮'], []])
  await core.call('apps.tagMany', { apps: [b, c], add: ['教育'], remove: ['餐饮'] })
  expect(await tags()).toEqual([['重点', '餐饮'], ['教育', '重点'], ['教育']])
  await expect(core.call('apps.tagMany', { apps: [a, 99], add: ['x'] })).rejects.toMatchObject({ code: 'app.unknown' })
  expect((await tags())[0]).toEqual(['重点', '餐饮'])
})

test('what removing many would take is told before it is done, and is what goes', async () => {
  const { core, addApps } = await openWorld({ sandbox: { apps: 3 } })
  const [a = 0, b = 0, c = 0] = await addApps()
  const { job } = await core.call('sync.start', { range, scope: {}, reports: ['region', 'pages'], ...fast })
  await core.call('jobs.wait', { job })
  const promised = await core.call('apps.removeMany', { apps: [a, b], dryRun: true })
  expect(promised).toEqual({ apps: 2, snapshots: 4 })
  expect(await core.call('apps.list', {})).toHaveLength(3)
  expect(await core.call('apps.removeMany', { apps: [a, b] })).toEqual(promised)
  expect((await core.call('apps.list', {})).map((app) => app.id)).toEqual([c])
  expect(await core.call('history.list', {})).toHaveLength(2)
})

test('an unknown app stops the removal of many before it begins', async () => {
  const { core, addApps } = await openWorld({ sandbox: { apps: 2 } })
  const ids = await addApps()
  await expect(core.call('apps.removeMany', { apps: [...ids, 99] })).rejects.toMatchObject({ code: 'app.unknown' })
  expect(await core.call('apps.list', {})).toHaveLength(2)
})

test('an app’s own tokens are forgotten; what holds for all stays', async () => {
  const { core, sandbox, addApps } = await openWorld({ sandbox: { apps: 1 } })
  const [app = 0] = await addApps()
  expect(await core.call('apps.forgetTokens', { app })).toMatchObject({ tokenWay: 'none', tokenState: 'none' })
  await core.call('platform.set', { token: sandbox.platform.token })
  await core.call('apps.setToken', { app, refreshToken: 'refresh-token-1' })
  expect((await core.call('apps.list', {}))[0]?.tokenWay).toBe('refresh')
  expect(await core.call('apps.forgetTokens', { app })).toMatchObject({ tokenWay: 'platform', tokenState: 'ok' })
  await expect(core.call('apps.forgetTokens', { app: 99 })).rejects.toMatchObject({ code: 'app.unknown' })
})
