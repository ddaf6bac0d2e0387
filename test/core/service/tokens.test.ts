import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { SyncSummary } from '../../../electron/contract/methods/jobs.ts'
import { createFetch } from '../../../electron/core/runtime/fetch.ts'
import type { Core } from '../../../electron/core/service/core.ts'
import { fast, openCore, openWorld, testSealer, type World } from './world.ts'

const RANGE = { from: '2024-09-01', to: '2024-09-10' }
const OAUTH = '/rest/2.0/oauth/token'
const RETRIEVE = '/rest/2.0/smartapp/auth/retrieve/authorizationcode'
const TICKET = '/public/2.0/smartapp/auth/tp/token'

async function sync(core: Core, reports = ['user-trend', 'region']): Promise<SyncSummary> {
  const { job } = await core.call('sync.start', { range: RANGE, scope: {}, reports, force: true, ...fast })
  const ended = await core.call('jobs.wait', { job })
  if (!ended.sync) throw new Error(JSON.stringify(ended.error))
  return ended.sync
}

const failed = ({ failed: list }: SyncSummary) => list.map(({ app, action, error }) => [app, error.code, action])

/** Apps by their app id only: their tokens have to come from somewhere. */
async function addIds({ core, sandbox }: World): Promise<number[]> {
  const added = []
  for (const { name, appId } of sandbox.apps)
    added.push(await core.call('apps.add', { name, externalId: appId, check: false }))
  return added.map(({ app }) => app.id)
}

/** Everything the home holds, as bytes. */
function everythingIn(home: string): string {
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).map((name) => join(home, name))
  return files
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n')
}

describe('each way in, from setting it to stored numbers', () => {
  test('a pasted token: app/info fills id and official name, and says that 数据权限 is granted', async () => {
    const { core, sandbox } = await openWorld({ sandbox: { apps: 1 } })
    const { name = '', appId, token = '' } = sandbox.apps[0] ?? {}
    const { app, check } = await core.call('apps.add', { name: 'my own name', token })
    expect(check).toEqual({ ok: true, officialName: name, externalId: appId, dataPermission: true, error: null })
    expect(app).toMatchObject({
      name: 'my own name',
      officialName: name,
      externalId: appId,
      dataPermission: true,
      tokenWay: 'token',
      tokenState: 'ok',
    })
    expect(await sync(core)).toMatchObject({ snapshots: 2, failed: [] })
  })

  test('platform token and app ids', async () => {
    const world = await openWorld({ sandbox: { apps: 3 } })
    await world.core.call('platform.set', { token: world.sandbox.platform.token })
    await addIds(world)
    expect((await world.core.call('apps.list', {})).map(({ tokenWay }) => tokenWay)).toEqual(Array(3).fill('platform'))
    expect(await sync(world.core)).toMatchObject({ snapshots: 6, failed: [] })
    const { byPath } = world.sandbox.requests
    expect([byPath[RETRIEVE], byPath[OAUTH]]).toEqual([3, 3])
  })

  test('a ticket', async () => {
    const world = await openWorld({ sandbox: { apps: 2 } })
    const { ticket, clientId } = world.sandbox.platform
    const { expiresAt } = await world.core.call('platform.set', { ticket, clientId })
    expect(Date.parse(expiresAt ?? '') - Date.now()).toBeGreaterThan(29 * 86_400_000)
    expect(await world.core.call('platform.status', {})).toMatchObject({ token: 'ok', clientId, broker: null })
    await addIds(world)
    expect(await sync(world.core, ['user-trend', 'platform'])).toMatchObject({ snapshots: 3, failed: [] })
  })

  test('a refresh token: its successor is kept for the next time', async () => {
    const world = await openWorld({ sandbox: { apps: 1, lifetimes: { app: 30 } } })
    await world.core.call('platform.set', { token: world.sandbox.platform.token })
    const [app = 0] = await addIds(world)
    await world.core.call('apps.setToken', { app, refreshToken: await refreshTokenOf(world) })
    const before = world.sandbox.requests.byPath[RETRIEVE] ?? 0
    // A token of thirty seconds is too near its end to begin with: each call needs a new pair.
    for (let i = 0; i < 3; i++)
      expect(await sync(world.core, ['user-trend'])).toMatchObject({ snapshots: 1, failed: [] })
    expect(world.sandbox.requests.byPath[RETRIEVE]).toBe(before)
    expect((await world.core.call('apps.list', {}))[0]).toMatchObject({ tokenWay: 'refresh', tokenState: 'ok' })
  })

  test('a broker: its secret is in no answer', async () => {
    const world = await openWorld({ sandbox: { apps: 2 } })
    const url = `${world.sandbox.url}/broker?key=broker-secret-1`
    expect(await world.core.call('platform.broker', { url })).toEqual({ broker: `${world.sandbox.url}/broker` })
    expect((await world.core.call('platform.status', {})).broker).toBe(`${world.sandbox.url}/broker`)
    await addIds(world)
    expect(await sync(world.core)).toMatchObject({ snapshots: 4, failed: [] })
    expect(world.sandbox.requests.byPath['/broker']).toBe(2)
    const answers = await Promise.all([
      world.core.call('platform.status', {}),
      world.core.call('apps.list', {}),
      world.core.call('doctor.run', {}),
      world.core.call('jobs.list', {}),
    ])
    expect(JSON.stringify(answers)).not.toContain('broker-secret-1')
  })

  test('a broker that is away: told as the broker’s, and the app stops', async () => {
    const world = await openWorld({ sandbox: { apps: 1 } })
    await world.core.call('platform.broker', { url: `${world.sandbox.url}/nowhere?key=broker-secret-1` })
    await addIds(world)
    const summary = await sync(world.core)
    expect(failed(summary)).toEqual([[world.sandbox.apps[0]?.name, 'token.broker', 'token']])
    expect(JSON.stringify(summary)).not.toContain('broker-secret-1')
  })
})

/** A refresh token as the platform's own server would be given one. */
async function refreshTokenOf({ sandbox }: World): Promise<string> {
  const token = sandbox.platform.token
  const body = new URLSearchParams({ app_id: sandbox.apps[0]?.appId ?? '' })
  const retrieved = await fetch(`${sandbox.url}${RETRIEVE}?access_token=${token}`, { method: 'POST', body })
  const { data } = (await retrieved.json()) as { data: { authorization_code: string } }
  const grant = `code=${data.authorization_code}&grant_type=app_to_tp_authorization_code`
  const pair = await fetch(`${sandbox.url}${OAUTH}?access_token=${token}&${grant}`)
  return ((await pair.json()) as { refresh_token: string }).refresh_token
}

describe('tokens that end while a sync runs', () => {
  test('are renewed once an app and the call is made once more: nothing is missing', async () => {
    const world = await openWorld({ sandbox: { apps: 3 } })
    await world.core.call('platform.set', { token: world.sandbox.platform.token })
    await addIds(world)
    await sync(world.core, ['user-trend'])
    world.sandbox.faults.add({ kind: 'expire-tokens', times: 1, match: { report: 'region' } })
    const summary = await sync(world.core, ['user-trend', 'region', 'habits', 'terminal'])
    expect(summary.failed).toEqual([])
    // Each app’s first token, and one more for each.
    expect(world.sandbox.requests.byPath[RETRIEVE]).toBe(6)
  })

  test('the platform’s own: a ticket brings a new one', async () => {
    const world = await openWorld({ sandbox: { apps: 1 } })
    const { ticket, clientId } = world.sandbox.platform
    await world.core.call('platform.set', { ticket, clientId })
    world.sandbox.faults.add({ kind: 'code', error_code: 111, times: 1, match: { path: 'getdata' } })
    expect(await sync(world.core, ['platform'])).toMatchObject({ snapshots: 1, failed: [] })
    expect(world.sandbox.requests.byPath[TICKET]).toBe(2)
  })

  test('pasted ones cannot be renewed: each app says so, the others go on', async () => {
    const world = await openWorld({ sandbox: { apps: 2 } })
    await world.addApps()
    const [first] = world.sandbox.apps
    world.sandbox.faults.add({ kind: 'expire-tokens', match: { app: first?.name ?? '' } })
    const summary = await sync(world.core)
    expect(failed(summary)).toEqual([[first?.name, 'token.expired', 'token']])
    expect(summary.snapshots).toBe(2)
  })
})

describe('adding an app', () => {
  test('with a token the API refuses: kept, and told', async () => {
    const { core } = await openWorld({ sandbox: { apps: 1 } })
    const { app, check } = await core.call('apps.add', { name: 'shop', token: '121.no-such-token' })
    expect(check).toMatchObject({ ok: false, officialName: null, externalId: null, dataPermission: null })
    expect(check?.error).toMatchObject({ code: 'token.expired', details: { app: 'shop', action: 'token' } })
    expect(JSON.stringify(check)).not.toContain('no-such-token')
    expect((await core.call('apps.list', {})).map(({ name, id }) => [name, id])).toEqual([['shop', app.id]])
  })

  test('that never granted 数据权限: told at once, and named by the sync', async () => {
    const { core, sandbox } = await openWorld({ sandbox: { apps: [{ authorised: false }] } })
    const { name = '', token = '' } = sandbox.apps[0] ?? {}
    const { app, check } = await core.call('apps.add', { name, token })
    expect(check).toMatchObject({ ok: true, dataPermission: false })
    expect(app.dataPermission).toBe(false)
    expect(failed(await sync(core))).toEqual([[name, 'api.permission', 'stop-app']])
  })

  test('while the API cannot be reached: kept, and told', async () => {
    const { core, sandbox } = await openWorld({ sandbox: { apps: 1 } })
    const { name = '', token = '' } = sandbox.apps[0] ?? {}
    await sandbox.close()
    const { check, app } = await core.call('apps.add', { name, token })
    expect(check?.error).toMatchObject({ code: 'network.unreachable', details: { action: 'retry' } })
    expect(app.tokenState).toBe('ok')
  })

  test('without any way to a token asks nothing', async () => {
    const { core, sandbox } = await openWorld({ sandbox: { apps: 1 } })
    const { check, app } = await core.call('apps.add', { name: 'shop', externalId: '123' })
    expect([check, app.tokenWay, app.tokenState, sandbox.requests.total]).toEqual([null, 'none', 'none', 0])
  })
})

test('a ticket the API refuses leaves the platform as it was', async () => {
  const world = await openWorld({ sandbox: { apps: 1 } })
  await world.core.call('platform.set', { token: world.sandbox.platform.token })
  const before = await world.core.call('platform.status', {})
  const work = world.core.call('platform.set', { ticket: 'an-old-ticket', clientId: 'somebody' })
  await expect(work).rejects.toMatchObject({ code: 'api.parameter' })
  expect(await world.core.call('platform.status', {})).toEqual(before)
})

test('cleared, the platform’s report is skipped, not failed', async () => {
  const world = await openWorld({ sandbox: { apps: 1 } })
  await world.core.call('platform.set', { token: world.sandbox.platform.token })
  await world.addApps()
  expect(await sync(world.core, ['user-trend', 'platform'])).toMatchObject({ snapshots: 2 })
  await world.core.call('platform.clear', {})
  expect(await sync(world.core, ['user-trend', 'platform'])).toMatchObject({ snapshots: 1, failed: [] })
})

test('another door’s home: its tokens are asked for again, its history is all there', async () => {
  const world = await openWorld({
    sandbox: { apps: 2 },
    core: { capabilities: { sealer: testSealer('electron:linux'), fetch: createFetch({}) } },
  })
  await world.addApps()
  await sync(world.core)
  const table = { report: 'region', range: RANGE, scope: {} }
  const before = await world.core.call('query.table', table)
  await world.core.close()
  const core = openCore(world.sandbox, {
    home: world.home,
    capabilities: { sealer: testSealer('cli-key:1'), fetch: createFetch({}) },
  })
  expect(await core.call('query.table', table)).toEqual(before)
  const [app] = await core.call('apps.list', {})
  expect(app?.tokenState).toBe('unreadable')
  expect(failed(await sync(core)).map(([, code, action]) => [code, action])).toEqual(
    Array(2).fill(['token.sealed-elsewhere', 'token']),
  )
  await core.call('apps.setToken', { app: app?.id ?? 0, token: world.sandbox.apps[0]?.token ?? '' })
  expect(await sync(core)).toMatchObject({ snapshots: 2 })
})

test('no token of any kind lies open in the home', async () => {
  const world = await openWorld({ sandbox: { apps: 1 } })
  const { ticket, clientId, token } = world.sandbox.platform
  const refresh = await refreshTokenOf(world)
  const [app = 0] = await addIds(world)
  await world.core.call('platform.broker', { url: `${world.sandbox.url}/broker?key=broker-secret-1` })
  await world.core.call('platform.set', { ticket, clientId })
  await world.core.call('platform.set', { token })
  await world.core.call('apps.setToken', { app, token: world.sandbox.apps[0]?.token ?? '', refreshToken: refresh })
  world.sandbox.faults.add({ kind: 'expire-tokens', times: 1 })
  await sync(world.core)
  await world.core.close()
  const found = everythingIn(world.home)
  expect(found).toContain('user-trend')
  for (const secret of [ticket, token, refresh, 'broker-secret-1', world.sandbox.apps[0]?.token ?? '-', '.sandbox-'])
    expect(found).not.toContain(secret)
})
