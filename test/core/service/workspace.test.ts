import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createFetch } from '../../../electron/core/runtime/fetch.ts'
import { dayOf, formatDay } from '../../../electron/contract/calendar.ts'
import type { Output } from '../../../electron/contract/index.ts'
import type { Job } from '../../../electron/contract/methods/jobs.ts'
import { createWorkspace } from '../../../electron/core/service/workspace.ts'
import { startSandbox } from '../../../electron/sandbox/index.ts'
import { newHome, testSealer } from './world.ts'

async function openWorkspace(home = newHome()) {
  const sandbox = await startSandbox({ apps: 4 })
  const jobs: Job[] = []
  const waiting = new Set<() => void>()
  const workspace = createWorkspace({
    data: {
      home,
      apiBase: sandbox.url,
      version: '1',
      locale: 'en',
      door: { kind: 'server', desktop: false, secretsPersist: true },
      sealerId: 'test',
      fetchThroughDoor: false,
      checkOutput: true,
    },
    capabilities: { sealer: testSealer(), fetch: createFetch({}) },
    exportWorker: new URL('file:///none'),
    startSample: () =>
      Promise.resolve({
        url: sandbox.url,
        platformToken: sandbox.platform.token,
        apps: sandbox.apps.map(({ name, appId, token }) => ({ name, appId, token, tags: ['示例'] })),
      }),
    files: {
      'files.save': () => ({ path: null }),
      'files.open': () => ({ path: null }),
      reveal: () => Promise.resolve({ download: null }),
    },
    emit: (name, payload) => {
      if (name !== 'job') return
      jobs.push(payload as Job)
      for (const look of waiting) look()
    },
  })
  onTestFinished(async () => {
    await workspace.close()
    await sandbox.close()
  })
  const call = <T>(method: string, input: object = {}) => workspace.call(method as never, input) as Promise<T>
  /** Answers when so many jobs were told to have ended. */
  const ended = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (new Set(jobs.filter(({ state }) => state !== 'running').map(({ id }) => id)).size >= count) resolve()
      }
      waiting.add(look)
      look()
    })
  return { home, workspace, call, jobs, ended }
}

test('the sample is a history of its own, with changes and a restatement to see', async () => {
  const { call, jobs, ended } = await openWorkspace()
  const { job } = await call<{ job: number }>('sample.open')
  expect(await call<Job>('jobs.wait', { job })).toMatchObject({ state: 'done', sync: { failed: [] } })
  await ended(2)
  expect(await call('home.status')).toMatchObject({ sample: true, apps: 4, tags: ['示例'] })
  const to = dayOf(Date.now()) - 1
  const range = { from: formatDay(to - 29), to: formatDay(to) }
  const overview = await call<Output<'query.overview'>>('query.overview', { range, scope: {} })
  expect(overview.apps).toHaveLength(4)
  expect(overview.combined.map(({ change }) => change)).not.toContain(null)
  const snapshots = await call<Output<'history.list'>>('history.list', { report: 'user-trend', limit: 500 })
  const [app] = new Set(snapshots.filter(({ changed }) => changed).map(({ appId }) => appId))
  const own = snapshots.filter((each) => each.appId === app && each.from === range.from)
  const [after, before] = own.map(({ id }) => id)
  const { changes } = await call<Output<'history.diff'>>('history.diff', { before, after })
  expect(new Set(changes.map(({ metric }) => metric))).toContain('session_count')

  await call('sample.leave')
  expect(await call('home.status')).toMatchObject({ sample: false, apps: 0 })
  const told = jobs.length
  expect((await call<{ job: number | null }>('sample.open')).job).toBeNull()
  expect(jobs).toHaveLength(told)
})

test('what is uploaded is put aside for this run only', async () => {
  const { home, workspace, call } = await openWorkspace()
  const { path } = await call<{ path: string }>('files.upload', {
    name: '..\\..\\apps.csv',
    content: Buffer.from('name').toString('base64'),
  })
  expect(path.startsWith(join(home, 'uploads'))).toBe(true)
  expect(path.endsWith('apps.csv')).toBe(true)
  expect(readFileSync(path, 'utf8')).toBe('name')
  await workspace.close()
  expect(existsSync(path)).toBe(false)
})
