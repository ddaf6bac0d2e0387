import { cpSync } from 'node:fs'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../electron/sandbox/index.ts'
import { createFetch } from '../../electron/core/runtime/fetch.ts'
import { createCliSealer } from '../../electron/hosts/sealer/index.ts'
import { newHome, openCore } from '../core/service/world.ts'
import { buildCli, start, type Ran } from './support/cli.ts'
import { ask, integrityOf, readHistory } from './support/history.ts'
import { randomFrom } from './support/random.ts'
import { RANGE, sync } from './support/sync.ts'

const KILLS = 22
/** `KILL_SEED=… vitest run test/proof/kill` repeats a run's choices. */
const SEED = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 1e9))

beforeAll(buildCli, 120_000)

test('killed at random moments of a sync again and again, it resumes to exactly the history of a sync left alone', async () => {
  const random = randomFrom(SEED)
  const { sandbox, onRequest } = await watchedSandbox()
  const base = await homeWithHalfAHistory(sandbox)
  const [calm, killed] = [newHome(), newHome()]
  for (const home of [calm, killed]) cpSync(base, home, { recursive: true })

  const whole = await syncIn(calm, sandbox).ended
  expect(whole).toMatchObject({ code: 0 })
  const open: number[] = []
  let last: Ran | null = null
  while (last === null) {
    if (open.length > 3 * KILLS) throw new Error('the sync makes no headway')
    const left = Number(ask(killed, "SELECT count(*) FROM sync_request WHERE state = 'open'") ?? 0)
    const next = open.length < KILLS ? 1 + Math.floor((random() * 2 * (left || 100)) / (KILLS - open.length + 1)) : null
    const running = begun(killed) ? resumeIn(killed, sandbox) : syncIn(killed, sandbox)
    const wait = random() * 50
    // At a random request, and a moment that may fall into the storing of earlier replies.
    onRequest(next, () => setTimeout(() => running.child.kill('SIGKILL'), wait))
    const ran = await running.ended
    onRequest(null)
    if (ran.code === null) open.push(left)
    else last = ran
  }

  console.info(`kill seed ${SEED}: ${open.length} kills, open requests before each: ${open.join(' ')}`)
  expect(last, `seed ${SEED}`).toMatchObject({ code: 0 })
  expect(open.length, `seed ${SEED}`).toBeGreaterThanOrEqual(20)
  expect(integrityOf(killed)).toBe('ok')
  const [expected, found] = [readHistory(calm), readHistory(killed)]
  expect(expected.replaced.length).toBeGreaterThan(100)
  for (const part of ['members', 'payloads', 'snapshots', 'cells', 'replaced'] as const)
    expect(found[part], `${part}, seed ${SEED}`).toEqual(expected[part])
  expect(ask(killed, "SELECT count(*) FROM sync_request WHERE state = 'open'")).toBe(0)
  expect(ask(killed, "SELECT count(*) FROM job WHERE state = 'running'")).toBe(0)
}, 120_000)

const range = ['--from', RANGE.from, '--to', RANGE.to]
const pace = ['--rate', '1000', '--concurrency', '4']
const syncIn = (home: string, { url }: Sandbox) =>
  start(['sync', ...range, ...pace, '--force', '--json'], { home, api: url })
const resumeIn = (home: string, { url }: Sandbox) => start(['sync', '--resume', '--json'], { home, api: url })

/** Whether a sync got as far as writing down what it is going to ask (the first job is the one that made the base). */
const begun = (home: string) => Number(ask(home, "SELECT count(*) FROM job WHERE kind = 'sync'")) > 1

/** Some reports fetched before, some of their days restated since: the sync under test replaces, adds and finds things unchanged. */
async function homeWithHalfAHistory(sandbox: Sandbox): Promise<string> {
  const home = newHome()
  const core = openCore(sandbox, {
    home,
    capabilities: { sealer: await createCliSealer(home, {}), fetch: createFetch({}) },
  })
  await core.call('platform.set', { token: sandbox.platform.token })
  for (const { name, appId, token } of sandbox.apps)
    await core.call('apps.add', { name, externalId: appId, token, check: false })
  await sync(core, { reports: ['user-trend', 'active-users', 'region', 'sources', 'platform'] })
  await core.close()
  sandbox.restate({ from: dayOf('2024-09-03'), to: dayOf('2024-09-06'), factor: 1.5 })
  return home
}

const dayOf = (text: string) => Date.parse(text) / 86_400_000

/** A sandbox that tells when so many more requests have come in. */
async function watchedSandbox() {
  let left: number | null = null
  let tell = () => undefined as unknown
  const sandbox = await startSandbox({
    apps: 6,
    log: () => {
      if (left === null) return
      left -= 1
      if (left === 0) tell()
    },
  })
  onTestFinished(() => sandbox.close())
  const onRequest = (count: number | null, listener: () => unknown = () => undefined) => {
    left = count
    tell = listener
  }
  return { sandbox, onRequest }
}
