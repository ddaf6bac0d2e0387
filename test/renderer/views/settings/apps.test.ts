import { expect, test } from 'vitest'
import { AppError } from '../../../../electron/contract/errors.ts'
import type { App } from '../../../../electron/contract/methods/apps.ts'
import { makeApps } from '../../fake-data.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { openPageWorld } from '../../page-world.ts'

const good = { ok: true, officialName: null, externalId: null, dataPermission: true, error: null }

async function open(handlers: FakeOptions['handlers'] = {}, list: App[] = makeApps(3)) {
  const world = await openPageWorld({ handlers: { 'apps.list': () => list, ...handlers } })
  await world.load()
  const { useAppsTable } = await import('../../../../renderer/views/settings/apps/store.ts')
  let table: ReturnType<typeof useAppsTable> | undefined
  await world.show({
    setup() {
      table = useAppsTable()
      return () => null
    },
  })
  if (!table) throw new Error('no store')
  return { ...world, table }
}

test('a name that is taken leaves the field open, a good one can be taken back', async () => {
  const names: unknown[] = []
  const { table, settle } = await open({
    'apps.rename': ({ app, name }) => {
      names.push(name)
      if (name === '有了') throw new AppError('app.exists', { app: name })
      return { ...(makeApps(3)[app - 1] as App), name }
    },
  })
  expect(await table.rename(1, '有了')).toBe(false)
  expect(document.querySelector('.el-message--error')?.textContent).toContain('有了')
  expect(await table.rename(1, '新名字')).toBe(true)
  await settle()
  document.querySelector<HTMLElement>('.tell-action')?.click()
  await settle()
  expect(names).toEqual(['有了', '新名字', '重庆小面外卖'])
  expect(await table.rename(1, '')).toBe(true)
  expect(await table.rename(1, '重庆小面外卖')).toBe(true)
  expect(names).toHaveLength(3)
})

test('an address can ask for the apps of one way', async () => {
  const { table, go } = await open({}, [
    ...makeApps(1),
    { ...(makeApps(2)[1] as App), tokenWay: 'token', tokenState: 'expired' },
  ])
  expect(table.shown).toHaveLength(2)
  await go('/settings?section=apps&token=token')
  expect(table.shown.map(({ id }) => id)).toEqual([2])
  table.clear()
  expect(table.shown).toHaveLength(2)
})

test('what is selected and hidden is not acted on', async () => {
  const { table } = await open()
  table.selected = new Set([1, 2])
  table.query = makeApps(3)[1]?.name ?? ''
  expect(table.chosen.map(({ id }) => id)).toEqual([2])
})

test('removing says what goes with it, and asks first', async () => {
  const { show, asked, settle } = await open({
    'apps.removeMany': ({ apps }) => ({ apps: apps.length, snapshots: 18 }),
  })
  const { default: RemoveDialog } = await import('../../../../renderer/views/settings/apps/RemoveDialog.vue')
  const shown = await show(RemoveDialog, { apps: [1, 2] })
  expect(asked('apps.removeMany')).toEqual([{ apps: [1, 2], dryRun: true }])
  expect(document.body.textContent).toContain('将一并删除它们的 18 份历史快照')
  document.querySelector<HTMLElement>('.pill.danger')?.click()
  await settle()
  expect(asked('apps.removeMany').at(-1)).toEqual({ apps: [1, 2] })
  expect(shown.emitted('close')).toBeDefined()
})

test('tags of many: which all carry and which some, for all or for none', async () => {
  const list = makeApps(3).map((app, i) => ({ ...app, tags: i === 0 ? ['a', 'b'] : ['b'] }))
  const { show, asked, settle } = await open({ 'apps.tagMany': () => ({ apps: 3 }) }, list)
  const { default: TagsDialog } = await import('../../../../renderer/views/settings/apps/TagsDialog.vue')
  await show(TagsDialog, { apps: [1, 2, 3] })
  const lines = [...document.querySelectorAll('li')].map((li) => li.textContent)
  expect(lines).toEqual(['b全部 3 个都有', 'a1 个有全部加上'])
  document.querySelectorAll<HTMLElement>('li .link')[1]?.click()
  document.querySelectorAll<HTMLElement>('li .remove')[0]?.click()
  const input = document.querySelector<HTMLInputElement>('.add input')
  if (!input) throw new Error('no field')
  input.value = '新一， 新二'
  input.dispatchEvent(new Event('input'))
  document.querySelector('form')?.dispatchEvent(new Event('submit'))
  await settle()
  expect(asked('apps.tagMany')).toEqual([
    { apps: [1, 2, 3], add: ['a'] },
    { apps: [1, 2, 3], remove: ['b'] },
    { apps: [1, 2, 3], add: ['新一', '新二'] },
  ])
})

test('a check of many goes on after a failure, tells what it found, and can be stopped', async () => {
  const apps = makeApps(10)
  await open({
    'apps.check': ({ app }) => {
      if (app === 3) return { ...good, ok: false, error: new AppError('token.expired', { app: '三' }).toShape() }
      return app === 5 ? { ...good, dataPermission: false } : good
    },
  })
  const { useChecks } = await import('../../../../renderer/views/settings/apps/checks.ts')
  const checks = useChecks()
  await checks.start(apps)
  expect(checks.done.value).toBe(10)
  expect(checks.passed.value).toBe(8)
  expect(checks.failures.value?.map(({ appId, error }) => [appId, error.code])).toEqual([
    [3, 'token.expired'],
    [5, 'api.permission'],
  ])
  const again = checks.start(apps)
  checks.stop()
  await again
  expect(checks.done.value).toBeLessThan(10)
  expect(checks.running.value).toBe(false)
})
