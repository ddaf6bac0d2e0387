import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createFetch } from '../../../electron/core/runtime/fetch.ts'
import type { Input, MethodName, Output } from '../../../electron/contract/index.ts'
import { createWorkspace } from '../../../electron/core/service/workspace.ts'
import { startSandbox } from '../../../electron/sandbox/index.ts'
import { newHome, testSealer } from './world.ts'

async function open(home = newHome()) {
  const sandbox = await startSandbox({ apps: 1 })
  onTestFinished(() => sandbox.close())
  const revealed: string[] = []
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
    exportWorker: new URL('./none.js', import.meta.url),
    startSample: () =>
      Promise.resolve({
        url: sandbox.url,
        platformToken: sandbox.platform.token,
        apps: sandbox.apps.map(({ name, appId, token }) => ({ name, appId, token, tags: [] })),
      }),
    files: {
      'files.save': ({ name }) => ({ path: name === 'dismissed' ? null : join(home, 'exports', name) }),
      'files.open': () => ({ path: null }),
      reveal: (path) => {
        revealed.push(path)
        return Promise.resolve({ download: null })
      },
    },
    emit: () => undefined,
  })
  onTestFinished(() => workspace.close())
  const call = <M extends MethodName>(method: M, input: Input<M>) => workspace.call(method, input) as Promise<Output<M>>
  return { call, home, revealed }
}

const csv = Buffer.from('name,app_id,token\nA,11,secret-token-1\n').toString('base64')

test('an uploaded list may hold tokens: it is gone once it was imported', async () => {
  const { call, home } = await open()
  const { path } = await call('files.upload', { name: 'apps.csv', content: csv })
  await call('apps.import', { path, dryRun: true })
  expect(readdirSync(join(home, 'uploads'))).toHaveLength(1)
  expect(await call('apps.import', { path })).toMatchObject({ added: 1 })
  expect(readdirSync(join(home, 'uploads'))).toEqual([])
})

test('only what is ours is shown in its folder', async () => {
  const { call, home, revealed } = await open()
  const { logPath } = await call('home.status', {})
  const { path } = await call('files.save', { kind: 'history', name: 'copy.cygnet-backup' })
  for (const ours of [home, logPath, path ?? '']) await call('files.reveal', { path: ours })
  expect(revealed).toEqual([home, logPath, join(home, 'exports', 'copy.cygnet-backup')])
  for (const strange of ['/etc/passwd', join(home, 'cygnet.key'), join(home, '..')])
    await expect(call('files.reveal', { path: strange })).rejects.toMatchObject({ code: 'file.unreadable' })
  expect(revealed).toHaveLength(3)
})

test('the look is the same in the sample workspace, and comes back from it', async () => {
  const { call } = await open()
  await call('settings.set', { theme: 'dark', locale: 'en', rate: 7 })
  await call('sample.open', {})
  expect(await call('settings.get', {})).toMatchObject({ theme: 'dark', locale: 'en', rate: 5 })
  await call('settings.set', { theme: 'light', rate: 9 })
  await call('sample.leave', {})
  expect(await call('settings.get', {})).toMatchObject({ theme: 'light', locale: 'en', rate: 7 })
})

test('a damaged history of one’s own does not bar the way into the sample', async () => {
  const home = newHome()
  writeFileSync(join(home, 'cygnet.db'), 'not a history')
  const { call } = await open(home)
  await expect(call('apps.list', {})).rejects.toMatchObject({ code: 'store.damaged' })
  await call('sample.open', {})
  expect(await call('apps.list', {})).toHaveLength(1)
})
