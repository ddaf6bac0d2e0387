import { expect, test } from 'vitest'
import { createFetch } from '../../../electron/core/runtime/fetch.ts'
import { fast, openCore, openWorld, testSealer } from './world.ts'

test('the door is told the proxy when the home opens, and when it changes', async () => {
  const told: string[] = []
  const capabilities = { sealer: testSealer(), fetch: createFetch({}), useProxy: (proxy: string) => told.push(proxy) }
  const { core, sandbox, home } = await openWorld({ sandbox: { apps: 0 }, core: { capabilities } })
  await core.call('apps.list', {})
  expect(told).toEqual(['system'])
  await core.call('settings.set', { proxy: 'http://proxy.example:8080' })
  expect(told.at(-1)).toBe('http://proxy.example:8080')
  await core.close()
  told.length = 0
  await openCore(sandbox, { home, capabilities }).call('apps.list', {})
  expect(told).toEqual(['http://proxy.example:8080'])
})

test.each([
  [{ proxy: 'http://li:secret@proxy:8080' }, 'proxy'],
  [{ rate: 0 }, 'rate'],
  [{ concurrency: 33 }, 'concurrency'],
  [{ keepRawDays: 3 }, 'keepRawDays'],
  [{ schedule: '9:00' }, 'schedule'],
])('%j is refused with the field’s name, and nothing is changed', async (change, field) => {
  const { core } = await openWorld({ sandbox: { apps: 0 } })
  const before = await core.call('settings.get', {})
  await expect(core.call('settings.set', change)).rejects.toMatchObject({ code: 'input.invalid', details: { field } })
  expect(await core.call('settings.get', {})).toEqual(before)
})

test('names are in the language of the page’s system, until the settings name one', async () => {
  const { core, addApps } = await openWorld({ sandbox: { apps: 1 }, core: { locale: 'en' } })
  const [app = 0] = await addApps(1)
  const range = { from: '2026-10-01', to: '2026-10-07' }
  const { job } = await core.call('sync.start', { range, scope: {}, reports: ['region'], ...fast })
  await core.call('jobs.wait', { job })
  const largest = async () =>
    (await core.call('query.members', { report: 'region', range, scope: { apps: [app], tags: [] } })).members[0]?.label
  expect(await largest()).toMatch(/^[A-Z][a-z]+$/)
  await core.call('settings.get', { reader: 'zh-CN' })
  expect(await largest()).toMatch(/^\p{Script=Han}+$/u)
  await core.call('settings.set', { locale: 'en' })
  await core.call('settings.get', { reader: 'zh-CN' })
  expect(await largest()).toMatch(/^[A-Z][a-z]+$/)
})
