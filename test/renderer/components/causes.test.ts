import { expect, test } from 'vitest'
import type { AppErrorShape } from '../../../electron/contract/errors.ts'
import { openPageWorld } from '../page-world.ts'

const error = (code: AppErrorShape['code'], details: AppErrorShape['details'] = {}): AppErrorShape => ({
  code,
  message: code,
  details,
})

async function causes(failures: object[]) {
  const world = await openPageWorld()
  const { default: CauseList } = await import('../../../renderer/components/causes/CauseList.vue')
  const { useTokenForm } = await import('../../../renderer/stores/token-form.ts')
  const shown = await world.show(CauseList, { failures })
  return { shown, tokens: useTokenForm() }
}

test('a cause is told once however many apps it hit, each with the form for its token', async () => {
  const { shown, tokens } = await causes([
    { appId: 3, app: '甲', error: error('token.expired', { app: '甲' }), what: '用户趋势' },
    { appId: 3, app: '甲', error: error('token.expired', { app: '甲' }), what: '地域分布' },
    { appId: 4, app: '乙', error: error('token.expired', { app: '乙' }), what: '用户趋势' },
    { appId: 5, app: '丙', error: error('api.rate') },
  ])
  const sections = shown.findAll('section')
  expect(sections).toHaveLength(2)
  expect(sections[0]?.text()).toContain('“这些小程序”的令牌已过期')
  expect(sections[0]?.findAll('li').map((li) => li.text())).toEqual([
    '甲 用户趋势 · 地域分布设置令牌',
    '乙 用户趋势设置令牌',
  ])
  await sections[0]?.findAll('li button')[1]?.trigger('click')
  expect(tokens.app).toBe(4)
})

test('a cause of one app names it', async () => {
  const { shown } = await causes([{ appId: 3, app: '甲', error: error('token.missing', { app: '甲' }) }])
  expect(shown.text()).toContain('“甲”还没有可用的令牌')
})

test.each([
  ['api.ip', 0, 'section=tokens&at=allow-list'],
  ['api.permission', 3, 'section=tokens&at=permission'],
  ['api.granted-elsewhere', 3, 'section=tokens&at=permission'],
  ['token.broker', 3, 'section=tokens'],
  ['token.expired', 0, 'section=tokens'],
  ['api.rate', 3, 'section=fetching'],
  ['network.unreachable', 3, 'section=fetching'],
  ['store.full', 3, 'section=history'],
] as const)('%s of app %i leads to %s', async (code, appId, query) => {
  const { shown } = await causes([{ appId, app: 'x', error: error(code) }])
  expect(shown.get('a').attributes('href')).toBe(`#/settings?${query}`)
})

test('where waiting is all there is, nothing else is offered', async () => {
  const { shown } = await causes([{ appId: 3, app: 'x', error: error('api.quota') }])
  expect(shown.findAll('a, button')).toHaveLength(0)
})

test('very many apps are cut, and shown on demand', async () => {
  const { shown } = await causes(
    Array.from({ length: 60 }, (_, i) => ({ appId: i + 1, app: `app ${i}`, error: error('api.app') })),
  )
  expect(shown.findAll('li')).toHaveLength(51)
  await shown.get('li .link').trigger('click')
  expect(shown.findAll('li')).toHaveLength(60)
})
