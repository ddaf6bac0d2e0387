import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CoreRequest, Sandbox } from '../../../electron/hosts/cli/io.ts'
import { aJob, anApp, aSummary, fakeCore, type FakeHandlers } from './fake-core.ts'
import { play, type Scene } from './harness.ts'

const sandbox = () => {
  const state = { closed: 0 }
  const made: Sandbox = {
    url: 'http://127.0.0.1:4567',
    apps: [
      { name: '示例一', appId: '11', token: 'sample-token-1' },
      { name: '示例二', appId: '12', token: 'sample-token-2' },
    ],
    platform: { token: 'sample-platform-token' },
    close: () => {
      state.closed += 1
      return Promise.resolve()
    },
  }
  return { made, state }
}

const core = (more: FakeHandlers = {}) => {
  let job = 0
  const kinds = new Map<number, 'sync' | 'export'>()
  const start = (kind: 'sync' | 'export') => {
    job += 1
    kinds.set(job, kind)
    return { job }
  }
  const workbook = { path: '/out.xlsx', bytes: 5, sheets: 3, cells: 9, seconds: 0.5 }
  return fakeCore({
    'apps.list': () => [],
    'platform.set': () => ({ expiresAt: null }),
    'apps.add': ({ name }) => ({ app: anApp(1, name), check: null }),
    'sync.start': () => start('sync'),
    'export.start': () => start('export'),
    'jobs.wait': ({ job: id }) =>
      kinds.get(id) === 'sync' ? aJob({ id, sync: aSummary() }) : aJob({ id, kind: 'export', export: workbook }),
    ...more,
  })
}

async function demo(words: string, more: FakeHandlers = {}, scene: Partial<Scene> = {}) {
  const { made, state } = sandbox()
  const fake = core(more)
  const cwd = scene.cwd ?? mkdtempSync(join(tmpdir(), 'cygnet-demo-test-'))
  const played = await play(words, { core: fake, sandbox: made, cwd, ...scene })
  const inputs = (method: string) => fake.calls.filter((call) => call.method === method).map(({ input }) => input)
  return { ...played, cwd, inputs, closed: state.closed, fake }
}

test('demo: the sandbox’s apps, two halves through its address, a workbook of the last against the first', async () => {
  const env = { CYGNET_API_BASE: 'https://elsewhere.example', CYGNET_HOME: '/real/home' }
  const { code, inputs, requests, out, err, closed, fake, cwd } = await demo('demo', {}, { env })
  expect(code).toBe(0)
  expect(requests).toHaveLength(1)
  const [request] = requests as [CoreRequest]
  expect(request.apiBase).toBe('http://127.0.0.1:4567')
  expect(request.home.startsWith(tmpdir())).toBe(true)
  expect(existsSync(request.home)).toBe(false)
  expect(inputs('platform.set')).toEqual([{ token: 'sample-platform-token' }])
  expect(inputs('apps.add')).toMatchObject([
    { name: '示例一', externalId: '11', token: 'sample-token-1' },
    { name: '示例二', externalId: '12', token: 'sample-token-2' },
  ])
  // Today is 2026-11-24: sixty days end yesterday.
  expect(inputs('sync.start')).toMatchObject([
    { range: { from: '2026-09-25', to: '2026-10-24' } },
    { range: { from: '2026-10-25', to: '2026-11-23' } },
  ])
  expect(inputs('export.start')).toMatchObject([
    { range: { from: '2026-10-25', to: '2026-11-23' }, compare: 'previous', path: join(cwd, 'cygnet-demo.xlsx') },
  ])
  expect(out).toContain('6 sample')
  expect(out + err).not.toMatch(/sample-(platform-)?token/)
  expect([closed, fake.closed]).toEqual([1, true])
})

test.each([
  [7, ['2026-11-17..2026-11-17', '2026-11-18..2026-11-20', '2026-11-21..2026-11-23']],
  [2, ['2026-11-22..2026-11-22', '2026-11-23..2026-11-23']],
])('demo --days %i leaves no day out', async (days, wanted) => {
  const { inputs } = await demo(`demo --days ${days}`)
  const ranges = inputs('sync.start').map((input) => (input as { range: { from: string; to: string } }).range)
  expect(ranges.map(({ from, to }) => `${from}..${to}`)).toEqual(wanted)
})

test('demo: a default name that is taken becomes the next one; --out follows the rule of --force', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'cygnet-demo-test-'))
  writeFileSync(join(cwd, 'cygnet-demo.xlsx'), 'mine')
  const next = await demo('demo', {}, { cwd })
  expect(next.inputs('export.start')).toMatchObject([{ path: join(cwd, 'cygnet-demo-2.xlsx'), force: false }])
  const refused = await demo('demo --out cygnet-demo.xlsx', {}, { cwd })
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('cygnet-demo.xlsx')
  expect(refused.sandboxes).toEqual([])
  const forced = await demo('demo --out cygnet-demo.xlsx --force', {}, { cwd })
  expect(forced.code).toBe(0)
  expect(forced.inputs('export.start')).toMatchObject([{ force: true }])
})

test('demo --home keeps the samples there, and refuses a home that holds apps', async () => {
  const kept = await demo('demo --home keep --json')
  expect(kept.requests[0]?.home).toBe(join(kept.cwd, 'keep'))
  expect(kept.json).toMatchObject({ sample: true, home: join(kept.cwd, 'keep'), requests: 24, rows: 690 })
  const refused = await demo('demo --home keep', { 'apps.list': () => [anApp(1, 'Real')] })
  expect(refused.code).toBe(2)
  expect(refused.inputs('apps.add')).toEqual([])
  expect(refused.closed).toBe(1)
})

test('demo: a failing sync is told, and everything is put away', async () => {
  const { code, closed, fake, json } = await demo('demo --json', {
    'jobs.wait': ({ job: id }) => aJob({ id, state: 'failed', sync: aSummary({ snapshots: 0 }) }),
  })
  expect(code).toBe(1)
  expect(json).toMatchObject({ sync: { state: 'failed' } })
  expect([closed, fake.closed]).toEqual([1, true])
})

test('sandbox: address and tokens, until Ctrl+C', async () => {
  const { made, state } = sandbox()
  let press = () => {}
  const playing = play('sandbox --port 5001 --apps 2 --json', { sandbox: made, onReady: (p) => (press = p) })
  while (state.closed === 0) {
    await new Promise((resolve) => setImmediate(resolve))
    press()
  }
  const { code, json, out, sandboxes, requests } = await playing
  expect(code).toBe(0)
  expect(out.split('\n')).toHaveLength(2)
  expect(json).toEqual({ url: made.url, platform: { token: 'sample-platform-token' }, apps: made.apps })
  expect(sandboxes).toEqual([{ apps: 2, port: 5001 }])
  expect(requests).toEqual([])
})
