import { expect, test } from 'vitest'
import { openWorld } from './world.ts'

test('with nothing set there is nothing to try', async () => {
  const { core } = await openWorld({ sandbox: { apps: 1 } })
  expect(await core.call('platform.test', {})).toEqual([])
})

test('a platform token is tried by a report of its own, and nothing is stored', async () => {
  const { core, sandbox } = await openWorld({ sandbox: { apps: 1 } })
  await core.call('platform.set', { token: sandbox.platform.token })
  expect(await core.call('platform.test', {})).toEqual([{ what: 'platform', ok: true, app: null, error: null }])
  expect(await core.call('history.list', {})).toEqual([])
})

test('a platform token the API does not take is told with what to do', async () => {
  const { core } = await openWorld({ sandbox: { apps: 1 } })
  await core.call('platform.set', { token: 'never-given-out' })
  const [tested] = await core.call('platform.test', {})
  expect(tested).toMatchObject({ what: 'platform', ok: false })
  expect(tested?.error?.code).toMatch(/^(token\.expired|api\.token)$/)
})

test('a broker is asked anew for an app that uses it', async () => {
  const { core, sandbox } = await openWorld({ sandbox: { apps: 2 } })
  await core.call('platform.broker', { url: `${sandbox.url}/broker?key=k` })
  expect(await core.call('platform.test', {})).toEqual([{ what: 'broker', ok: true, app: null, error: null }])
  const { name, appId } = sandbox.apps[1] ?? { name: '', appId: '' }
  await core.call('apps.add', { name, externalId: appId, check: false })
  for (const times of [1, 2]) {
    expect(await core.call('platform.test', {})).toEqual([{ what: 'broker', ok: true, app: name, error: null }])
    expect(sandbox.requests.byPath['/broker']).toBeGreaterThanOrEqual(times)
  }
  await core.call('platform.broker', { url: `${sandbox.url}/nowhere` })
  expect(await core.call('platform.test', {})).toMatchObject([
    { what: 'broker', ok: false, app: name, error: { code: 'token.broker' } },
  ])
})

test('what is set for the platform is told as a change of the apps: it is their way to a token', async () => {
  const { core, sandbox } = await openWorld({ sandbox: { apps: 1 } })
  await core.call('apps.add', { name: 'a', externalId: '11', check: false })
  const told: string[] = []
  core.on('changed', ({ what }) => told.push(what))
  const way = async () => (await core.call('apps.list', {}))[0]?.tokenWay
  await core.call('platform.set', { token: sandbox.platform.token })
  expect([told.length, await way()]).toEqual([1, 'platform'])
  await core.call('platform.broker', { url: `${sandbox.url}/broker` })
  expect([told.length, await way()]).toEqual([2, 'broker'])
  await core.call('platform.broker', { url: null })
  await core.call('platform.clear', {})
  expect([told.length, await way()]).toEqual([4, 'none'])
  expect(new Set(told)).toEqual(new Set(['apps']))
})
