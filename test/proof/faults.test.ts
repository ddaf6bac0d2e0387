import { describe, expect, test } from 'vitest'
import type { Fault } from '../../electron/sandbox/index.ts'
import { openCore, openWorld, type World } from '../core/service/world.ts'
import { bending } from './support/bent.ts'
import { failures, RANGE, resume, sync, tables, type Ended } from './support/sync.ts'

/** One report of one page, one of two. */
const REPORTS = ['user-trend', 'region']
const RETRIES = 3

/** Three apps on the way of platform token and app id; requests in a fixed order. */
async function open(options: Parameters<typeof openWorld>[0] = {}): Promise<World & { names: readonly string[] }> {
  const world = await openWorld({ ...options, sandbox: { apps: 3, quirks: 'none', ...options.sandbox } })
  await world.core.call('platform.set', { token: world.sandbox.platform.token })
  await world.addApps()
  return { ...world, names: world.sandbox.apps.map(({ name }) => name) }
}

const orderly = { reports: REPORTS, concurrency: 1 }

let calm: Promise<{ job: Ended; history: Awaited<ReturnType<typeof tables>> }> | null = null

/** What a sync that nothing happens to makes; the sandbox's numbers are the same every time. */
function undisturbed() {
  calm ??= (async () => {
    const { core } = await open()
    const job = await sync(core, orderly)
    return { job, history: await tables(core, REPORTS) }
  })()
  return calm
}

/** What a fault at the second app does. */
async function struck(fault: Fault, options: Parameters<typeof openWorld>[0] = {}) {
  const world = await open(options)
  const [first = '', second = '', third = ''] = world.names
  const id = world.sandbox.faults.add({ match: { app: second, path: '/smartapp/data/' }, ...fault })
  const began = performance.now()
  const job = await sync(world.core, orderly)
  const seconds = (performance.now() - began) / 1000
  const times = () => world.sandbox.faults.list().find((entry) => entry.id === id)?.struck ?? 0
  return { ...world, job, seconds, strikes: times(), apps: { first, second, third } }
}

/** Apps that have the whole of both reports. */
async function complete({ core, names }: World & { names: readonly string[] }): Promise<string[]> {
  const found = await tables(core, REPORTS)
  return names.filter((app) => found.every(({ missing }) => !missing.some((each) => each.app === app)))
}

describe('a hiccup is got over, and leaves no trace in the history', () => {
  test.each<[string, Fault]>([
    ['5xx', { kind: 'http-5xx' }],
    ['5xx that asks for patience', { kind: 'http-5xx', retryAfter: 0.02 }],
    ['502 with a web page', { kind: 'html', status: 502 }],
    ['HTML', { kind: 'html' }],
    ['cut-off JSON', { kind: 'cut-json' }],
    ['a reset before the reply', { kind: 'reset' }],
    ['a reset within the reply', { kind: 'reset', within: true }],
    ['errno 1000', { kind: 'code', errno: 1000 }],
    ['errno 500', { kind: 'code', errno: 500 }],
    ['errno 501', { kind: 'code', errno: 501 }],
    ['errno 5000', { kind: 'code', errno: 5000, status: 500 }],
    ['error_code 1', { kind: 'code', error_code: 1 }],
    ['error_code 2', { kind: 'code', error_code: 2, status: 503 }],
    ['an error inside data', { kind: 'data-error', errorCode: 500 }],
    // Each app is renewed once: the third of an app's tokens would be one too many.
    ['errno 44002', { kind: 'code', errno: 44002 }],
    ['errno 44003', { kind: 'code', errno: 44003 }],
    ['errno 44004', { kind: 'code', errno: 44004 }],
    ['error_code 110', { kind: 'code', error_code: 110 }],
    ['error_code 111', { kind: 'code', error_code: 111, status: 401 }],
  ])('%s', async (_, fault) => {
    const calm = await undisturbed()
    const { job, core, strikes } = await struck({ ...fault, times: 1 })
    expect(job).toMatchObject({ state: 'done', error: null, sync: { failed: [], remaining: 0 } })
    expect(strikes).toBe(1)
    expect(job.sync.pages).toBe(calm.job.sync.pages)
    expect(await tables(core, REPORTS)).toEqual(calm.history)
  })

  test('a late reply counts as none, and the next one in time is taken', async () => {
    const world = await open()
    await world.core.call('settings.set', { timeoutSeconds: 0.25 })
    world.sandbox.faults.add({ kind: 'slow', delayMs: 20_000, times: 1, match: { report: 'region' } })
    expect(await sync(world.core, orderly)).toMatchObject({ state: 'done', sync: { failed: [] } })
    expect(await tables(world.core, REPORTS)).toEqual((await undisturbed()).history)
  })

  test.each<[string, Fault]>([
    ['error_code 4', { kind: 'code', error_code: 4 }],
    ['error_code 18', { kind: 'code', error_code: 18 }],
  ])('%s: a second’s pause at least, then on', async (_, fault) => {
    const { job, seconds } = await struck({ ...fault, times: 1 })
    expect(job).toMatchObject({ state: 'done', sync: { failed: [] } })
    expect(seconds).toBeGreaterThanOrEqual(0.99)
  })
})

describe('what does not pass fails the call, after three more tries, and nothing else', () => {
  test.each<[string, Fault, string, string]>([
    ['5xx', { kind: 'http-5xx' }, 'network.http', 'retry'],
    ['HTML', { kind: 'html' }, 'network.garbled', 'retry'],
    ['cut-off JSON', { kind: 'cut-json' }, 'network.garbled', 'retry'],
    ['a reset', { kind: 'reset' }, 'network.unreachable', 'retry'],
    ['a reset within', { kind: 'reset', within: true }, 'network.unreachable', 'retry'],
    ['errno 1000', { kind: 'code', errno: 1000 }, 'api.busy', 'retry'],
    ['error_code 2', { kind: 'code', error_code: 2 }, 'api.busy', 'retry'],
    ['an error inside data', { kind: 'data-error' }, 'api.busy', 'retry'],
  ])('%s', async (_, fault, code, action) => {
    const { job, strikes, ...world } = await struck({ ...fault, match: { report: 'user-trend' } })
    expect(failures(job)).toEqual(world.names.map((app) => [app, 'user-trend', code, action]))
    expect(strikes).toBe(world.names.length * (1 + RETRIES))
    expect(job).toMatchObject({ state: 'partial', error: null, sync: { remaining: 3 } })
    const [, region] = await tables(world.core, REPORTS)
    expect(region?.missing).toEqual([])
    await comesBack(world)
  })

  test.each<[string, Fault, string]>([
    ['errno 40001', { kind: 'code', errno: 40001 }, 'api.parameter'],
    ['errno 41000', { kind: 'code', errno: 41000 }, 'api.parameter'],
    ['errno 2002', { kind: 'code', errno: 2002 }, 'api.parameter'],
    ['error_code 100', { kind: 'code', error_code: 100 }, 'api.parameter'],
    ['an error inside data', { kind: 'data-error', errorCode: 40001, errorMessage: 'bad' }, 'api.parameter'],
    ['a code of tomorrow', { kind: 'code', errno: 98765 }, 'api.unknown'],
  ])('%s is not tried again', async (_, fault, code) => {
    const { job, strikes, ...world } = await struck({ ...fault, match: { report: 'user-trend' } })
    expect(failures(job)).toEqual(world.names.map((app) => [app, 'user-trend', code, 'stop-call']))
    expect(strikes).toBe(3)
    expect(job.sync.failed[0]?.error.details['report']).toBe('user-trend')
    const said = fault.kind === 'code' ? String(fault.errno ?? fault.error_code) : '40001'
    expect(job.sync.failed[0]?.error.details['apiCode']).toBe(said)
    expect(job.sync.failed[0]?.error.details['apiMessage']).not.toBe('')
  })

  test('replies that are always late', async () => {
    const world = await open()
    await world.core.call('settings.set', { timeoutSeconds: 0.1 })
    world.sandbox.faults.add({ kind: 'slow', delayMs: 20_000, match: { report: 'region', app: world.names[1] ?? '' } })
    const job = await sync(world.core, orderly)
    expect(failures(job)).toEqual([[world.names[1], 'region', 'network.timeout', 'retry']])
    expect(await complete(world)).toEqual([world.names[0], world.names[2]])
  })
})

describe('an app that must stop stops alone', () => {
  test.each<[string, Fault, string]>([
    ['errno 40007', { kind: 'code', errno: 40007 }, 'api.permission'],
    ['errno 45001', { kind: 'code', errno: 45001 }, 'api.permission'],
    ['errno 6001', { kind: 'code', errno: 6001 }, 'api.permission'],
    ['error_code 6', { kind: 'code', error_code: 6 }, 'api.permission'],
    ['errno 45000', { kind: 'code', errno: 45000 }, 'api.app'],
    ['errno 50032', { kind: 'code', errno: 50032 }, 'api.app'],
    ['errno 50041', { kind: 'code', errno: 50041 }, 'api.granted-elsewhere'],
    ['errno 50044', { kind: 'code', errno: 50044 }, 'api.granted-elsewhere'],
    ['errno 50053', { kind: 'code', errno: 50053 }, 'api.granted-elsewhere'],
    ['oauth invalid_client', { kind: 'code', error: 'invalid_client' }, 'api.oauth'],
  ])('%s', async (_, fault, code) => {
    const { job, apps, strikes, ...world } = await struck(fault)
    // One failure says it; the app's other calls are not even made, and wait for a resume.
    expect(failures(job)).toEqual([[apps.second, 'user-trend', code, 'stop-app']])
    expect(strikes).toBe(1)
    expect(job).toMatchObject({ state: 'partial', error: null, sync: { remaining: 2 } })
    expect(await complete(world)).toEqual([apps.first, apps.third])
    await comesBack(world)
  })

  test.each<[string, Fault]>([
    ['errno 44003', { kind: 'code', errno: 44003 }],
    ['error_code 110', { kind: 'code', error_code: 110 }],
  ])('%s that a new token does not cure: renewed once, replayed once', async (_, fault) => {
    const { job, apps, strikes, ...world } = await struck(fault)
    expect(failures(job)).toEqual([[apps.second, 'user-trend', 'api.token', 'stop-app']])
    expect(strikes).toBe(2)
    expect(world.sandbox.requests.byPath['/rest/2.0/oauth/token']).toBe(1)
    expect(await complete(world)).toEqual([apps.first, apps.third])
  })

  test('a pasted token that ran out, with no way to another', async () => {
    const world = await openWorld({ sandbox: { apps: 3, quirks: 'none' } })
    await world.addApps()
    const names = world.sandbox.apps.map(({ name }) => name)
    world.sandbox.faults.add({ kind: 'expire-tokens', match: { app: names[1] ?? '' } })
    const job = await sync(world.core, orderly)
    expect(failures(job)).toEqual([[names[1], 'user-trend', 'token.expired', 'token']])
    expect(await complete({ ...world, names })).toEqual([names[0], names[2]])
  })
})

describe('what meets the whole platform stops everything at once', () => {
  test.each<[string, Fault, string, string]>([
    ['errno 40008', { kind: 'code', errno: 40008 }, 'api.ip', 'stop-all'],
    ['error_code 5', { kind: 'code', error_code: 5 }, 'api.ip', 'stop-all'],
    ['error_code 114', { kind: 'code', error_code: 114 }, 'api.ip', 'stop-all'],
    ['error_code 17', { kind: 'code', error_code: 17 }, 'api.quota', 'stop-all'],
    ['error_code 19', { kind: 'code', error_code: 19 }, 'api.quota', 'stop-all'],
    ['errno 50029', { kind: 'code', errno: 50029 }, 'api.quota', 'pause'],
  ])('%s', async (_, fault, code, action) => {
    const { job, apps, strikes, ...world } = await struck(fault)
    expect(failures(job)).toEqual([[apps.second, 'user-trend', code, action]])
    expect(strikes).toBe(1)
    expect(job).toMatchObject({ state: 'partial', error: { code }, sync: { remaining: 4 } })
    expect(await complete(world)).toEqual([apps.first])
    // Later, in another process: this one would still hold its breath.
    const core = openCore(world.sandbox, { home: world.home })
    await world.core.close()
    await comesBack({ ...world, core })
  })

  test('with calls in flight: they are given up, not failed', async () => {
    const world = await open({ sandbox: { apps: 8 } })
    world.sandbox.faults.add({ kind: 'slow', delayMs: 20_000, match: { report: 'region' } })
    world.sandbox.faults.add({ kind: 'code', errno: 40008, match: { report: 'user-trend' }, afterRequests: 3 })
    const job = await sync(world.core, { reports: REPORTS, concurrency: 8 })
    expect(job.sync.failed.map(({ error }) => error.code)).toEqual(['api.ip'])
    expect(job.sync.snapshots + job.sync.remaining).toBe(16)
    world.sandbox.faults.clear()
    expect(await resume(world.core)).toMatchObject({ state: 'done', sync: { failed: [], remaining: 0 } })
  })

  test('an address nobody answers at: said after a few calls, not after all of them', async () => {
    const world = await open({ sandbox: { apps: 12 } })
    await world.sandbox.close()
    const job = await sync(world.core, orderly)
    expect(job).toMatchObject({ state: 'failed', error: { code: 'network.unreachable' } })
    expect(job.sync.failed.length).toBeLessThan(10)
    expect(job.sync.remaining).toBe(24)
  })
})

/** With the fault gone a resume completes the history to what an undisturbed sync makes. */
async function comesBack(world: World) {
  world.sandbox.faults.clear()
  expect(await resume(world.core)).toMatchObject({ state: 'done', sync: { failed: [], remaining: 0 } })
  expect(await tables(world.core, REPORTS)).toEqual((await undisturbed()).history)
}

describe('tokens', () => {
  const paths = { oauth: '/rest/2.0/oauth/token', retrieve: '/rest/2.0/smartapp/auth/retrieve/authorizationcode' }

  test('tokens that run out mid-sync are renewed once an app, however many calls meet it', async () => {
    const world = await open()
    world.sandbox.faults.add({ kind: 'expire-tokens', times: 1, match: { report: 'region' }, afterRequests: 1 })
    const job = await sync(world.core, { concurrency: 8 })
    expect(job).toMatchObject({ state: 'done', sync: { failed: [], remaining: 0 } })
    const { byPath } = world.sandbox.requests
    expect(byPath[paths.retrieve]).toBe(3)
    expect(byPath[paths.oauth]).toBe(3)
  })

  test('a lost exchange is followed by a new code, never by the same one', async () => {
    const world = await open()
    world.sandbox.expireTokens()
    world.sandbox.faults.add({ kind: 'reset', times: 1, match: { path: paths.oauth } })
    expect(await sync(world.core, orderly)).toMatchObject({ state: 'done', sync: { failed: [] } })
    const { byPath } = world.sandbox.requests
    expect([byPath[paths.oauth], byPath[paths.retrieve]]).toEqual([4, 4])
  })

  test('invalid_grant for a refresh token: never sent again, the app recovers through retrieve', async () => {
    const world = await open({ sandbox: { apps: 1 } })
    const [app] = await world.core.call('apps.list', {})
    await world.core.call('apps.setToken', { app: app?.id ?? 0, refreshToken: 'used-by-somebody-else' })
    world.sandbox.expireTokens()
    expect(await sync(world.core, orderly)).toMatchObject({ state: 'done', sync: { failed: [] } })
    const { byPath } = world.sandbox.requests
    // One refused refresh, one exchange of the code that retrieve gave.
    expect([byPath[paths.oauth], byPath[paths.retrieve]]).toEqual([2, 1])
  })

  test('invalid_grant without a way to recover says so', async () => {
    const { core, sandbox } = await openWorld({ sandbox: { apps: 1, quirks: 'none' } })
    const name = sandbox.apps[0]?.name ?? ''
    await core.call('platform.set', { token: sandbox.platform.token })
    await core.call('apps.add', { name, refreshToken: 'used-by-somebody-else', check: false })
    const job = await sync(core, orderly)
    expect(failures(job)).toEqual([[name, 'user-trend', 'token.recover', 'recover']])
    expect(sandbox.requests.byPath[paths.oauth]).toBe(1)
  })

  test('without 数据权限 the check says so, and the sync names it', async () => {
    const world = await open({ sandbox: { apps: [{}, { authorised: false }] } })
    const [, second] = await world.core.call('apps.list', {})
    expect(await world.core.call('apps.check', { app: second?.id ?? 0 })).toMatchObject({ dataPermission: false })
    const job = await sync(world.core, orderly)
    expect(failures(job)).toEqual([[second?.name, 'user-trend', 'api.permission', 'stop-app']])
  })
})

describe('rows', () => {
  test.each<[string, Fault]>([
    ['later pages begin with rows of the page before', { kind: 'duplicate-rows', rows: 3 }],
    ['a total that is too large', { kind: 'wrong-total', by: 7 }],
    ['a total that is too small', { kind: 'wrong-total', by: -7 }],
    ['a total that is far too small', { kind: 'wrong-total', total: 3 }],
  ])('%s: every row once', async (_, fault) => {
    const world = await open()
    world.sandbox.faults.add(fault)
    expect(await sync(world.core, orderly)).toMatchObject({ state: 'done', sync: { failed: [] } })
    expect(await tables(world.core, REPORTS)).toEqual((await undisturbed()).history)
  })

  test('restated days: the newest counts, as-of shows what was known, the difference is listed', async () => {
    let now = Date.UTC(2024, 8, 20, 4)
    const world = await open({ sandbox: { apps: 1, now: () => now }, core: { clock: () => now } })
    const metric = { metric: 'user-trend/session_count', range: RANGE, scope: {} }
    await sync(world.core, orderly)
    const before = await world.core.call('query.series', metric)
    now += 3_600_000
    world.sandbox.faults.add({ kind: 'restate', from: '2024-09-04', to: '2024-09-05', factor: 3 })
    const job = await sync(world.core, { ...orderly, force: true })
    expect(job.sync).toMatchObject({ snapshots: 2, failed: [] })
    const after = await world.core.call('query.series', metric)
    const changed = after.periods
      .filter((_, i) => after.series[0]?.values[i] !== before.series[0]?.values[i])
      .map(({ from }) => from)
    expect(changed).toEqual(['2024-09-04', '2024-09-05'])
    const asOf = new Date(now - 1).toISOString()
    const then = await world.core.call('query.series', { ...metric, asOf })
    expect(then.series[0]).toEqual(before.series[0])
    const snapshots = await world.core.call('history.list', { report: 'user-trend' })
    const [newer, older] = snapshots
    const diff = await world.core.call('history.diff', { before: older?.id ?? 0, after: newer?.id ?? 0 })
    expect([...new Set(diff.changes.map(({ from }) => from))].sort()).toEqual(expect.arrayContaining(changed))
    const sessions = diff.changes.find(({ metric, from }) => metric === 'session_count' && from === '2024-09-04')
    const at = before.periods.findIndex(({ from }) => from === '2024-09-04')
    expect([sessions?.before, sessions?.after]).toEqual([before.series[0]?.values[at], after.series[0]?.values[at]])
  })

  test('an unchanged re-fetch stores no second copy, but is recorded', async () => {
    const world = await open()
    await sync(world.core, orderly)
    const second: Ended = await sync(world.core, { ...orderly, force: true })
    expect(second.sync).toMatchObject({ snapshots: 6, unchanged: 6 })
    const list = await world.core.call('history.list', {})
    expect(list.map(({ changed }) => changed).join()).toBe(
      'false,'.repeat(6) + Array.from('123456', () => 'true').join(),
    )
  })

  test('a reply of another shape names the report and the path, and the rest goes on', async () => {
    const world = await open({
      core: { capabilities: bending('getanalysisregion', (data) => ({ ...data, data_list: 'none' })) },
    })
    const job = await sync(world.core, orderly)
    expect(failures(job)).toEqual(world.names.map((app) => [app, 'region', 'api.shape', 'stop-call']))
    expect(job.sync.failed[0]?.error.details).toMatchObject({ report: 'region', path: 'data.data_list' })
  })
})
