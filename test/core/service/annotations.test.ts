import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concernsOf } from '../../../electron/core/service/annotations.ts'
import { openWorld } from './world.ts'

const DAY = { from: '2026-03-01', to: '2026-03-01' }

test('annotations are kept, changed, listed by days and scope, and told to the page', async () => {
  const { core } = await openWorld()
  const add = async (name: string, tags: string[]) => (await core.call('apps.add', { name, tags, check: false })).app.id
  const [a, b] = [await add('甲', ['客户']), await add('乙', [])]
  const told: string[] = []
  core.on('changed', ({ what }) => told.push(what))
  const release = await core.call('annotations.save', { appId: a, ...DAY, text: ' 发布 2.0 ', kind: 'release' })
  expect(release).toMatchObject({ appId: a, app: '甲', tag: null, text: '发布 2.0', kind: 'release', ...DAY })
  await core.call('annotations.save', {
    tag: '客户',
    from: '2026-02-20',
    to: '2026-03-02',
    text: '活动',
    kind: 'campaign',
  })
  await core.call('annotations.save', { from: '2026-02-10', to: '2026-02-16', text: '春节' })
  await core.call('annotations.save', { appId: 0, ...DAY, text: '平台' })
  const texts = async (input: { range?: typeof DAY; scope?: { apps?: number[]; tags?: string[] } }) =>
    (await core.call('annotations.list', { scope: {}, ...input })).map((one) => one.text)
  expect(await texts({})).toEqual(['春节', '活动', '发布 2.0', '平台'])
  expect(await texts({ range: DAY })).toEqual(['活动', '发布 2.0', '平台'])
  expect(await texts({ range: { from: '2026-02-16', to: '2026-02-20' } })).toEqual(['春节', '活动'])
  expect(await texts({ scope: { apps: [b] } })).toEqual(['春节'])
  expect(await texts({ scope: { apps: [a] } })).toEqual(['春节', '活动', '发布 2.0'])
  expect(await texts({ scope: { tags: ['客户'] } })).toEqual(['春节', '活动', '发布 2.0'])
  expect(await texts({ scope: { apps: [0] } })).toEqual(['春节', '平台'])

  const { id } = release
  const changed = await core.call('annotations.save', { id, ...DAY, text: '回滚', kind: 'incident' })
  expect(changed).toMatchObject({ id, appId: null, app: null, text: '回滚', createdAt: release.createdAt })
  expect(await texts({ range: DAY, scope: { apps: [b] } })).toEqual(['回滚'])
  await core.call('annotations.remove', { id })
  expect(await texts({ range: DAY })).toEqual(['活动', '平台'])
  expect(new Set(told)).toEqual(new Set(['annotations']))
  expect(told).toHaveLength(6)
})

test('an annotation goes with its app; one of a tag outlives the tag’s last app', async () => {
  const { core } = await openWorld()
  const { app } = await core.call('apps.add', { name: '甲', tags: ['客户'], check: false })
  await core.call('annotations.save', { appId: app.id, ...DAY, text: 'app' })
  await core.call('annotations.save', { tag: '客户', ...DAY, text: 'tag' })
  await core.call('apps.remove', { app: app.id })
  expect((await core.call('annotations.list', { scope: {} })).map((one) => one.text)).toEqual(['tag'])
})

test('what cannot be kept is refused by name', async () => {
  const { core } = await openWorld()
  const save = (input: object) => core.call('annotations.save', { ...DAY, text: 'x', ...input })
  await expect(save({ appId: 99 })).rejects.toMatchObject({ code: 'app.unknown' })
  await expect(save({ appId: 0, tag: 'a' })).rejects.toMatchObject({ code: 'input.invalid', details: { field: 'tag' } })
  await expect(save({ to: '2026-02-01' })).rejects.toMatchObject({ code: 'input.invalid', details: { field: 'to' } })
  await expect(save({ id: 5 })).rejects.toMatchObject({ code: 'input.invalid', details: { field: 'id' } })
  await expect(save({ text: '  ' })).rejects.toMatchObject({ code: 'input.invalid', details: { field: 'text' } })
})

test('an annotation concerns a scope exactly when one of the scope’s apps would show it', () => {
  const tags = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 })
  const scope = fc.record({ apps: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }), tags })
  const about = fc.oneof(
    fc.record({ app: fc.integer({ min: 1, max: 4 }), tag: fc.constant(null) }),
    fc.record({ app: fc.constant(null), tag: fc.option(fc.constantFrom('a', 'b', 'c')) }),
  )
  fc.assert(
    fc.property(fc.array(tags, { minLength: 4, maxLength: 4 }), scope, about, (carried, wanted, given) => {
      const apps = carried.map((own, i) => ({ id: i + 1, tags: own }))
      const list = () => apps as never
      const all = wanted.apps.length + wanted.tags.length === 0
      const inScope = apps.filter(
        ({ id, tags: own }) => all || wanted.apps.includes(id) || own.some((tag) => wanted.tags.includes(tag)),
      )
      const shown =
        all ||
        (given.app === null && given.tag === null) ||
        (given.tag !== null && wanted.tags.includes(given.tag)) ||
        inScope.some((app) => app.id === given.app || (given.tag !== null && app.tags.includes(given.tag)))
      expect(concernsOf({ apps: { list } as never }, wanted)(given)).toBe(shown)
    }),
  )
})
