import { expect, test } from 'vitest'
import type { App } from '../../../electron/contract/methods/apps.ts'
import { AppError } from '../../../electron/contract/errors.ts'
import { makeApps } from '../fake-data.ts'
import type { FakeOptions } from '../fake-host.ts'
import { openPageWorld } from '../page-world.ts'

const status = { token: 'ok' as const, expiresAt: null, clientId: null, broker: 'https://b.example/t', endpoint: '' }
const good = { ok: true, officialName: '甲', externalId: '11', dataPermission: true, error: null }

async function form(some: Partial<App> = {}, handlers: FakeOptions['handlers'] = {}) {
  const [base] = makeApps(1)
  if (!base) throw new Error('no app')
  const app: App = { ...base, name: '甲', ...some }
  const world = await openPageWorld({
    handlers: {
      'platform.status': () => status,
      'apps.setToken': () => app,
      'apps.check': () => good,
      'apps.forgetTokens': () => app,
      ...handlers,
    },
  })
  const { default: AppTokenForm } = await import('../../../renderer/components/app-token/AppTokenForm.vue')
  const shown = await world.show(AppTokenForm, { app })
  const choose = (way: string) => shown.get(`[data-value="${way}"]`).trigger('click')
  const submit = async () => {
    await shown.get('form').trigger('submit')
    await world.settle()
  }
  return { ...world, shown, choose, submit }
}

test('a pasted token is saved, tried, and not kept in the field', async () => {
  const { shown, choose, submit, asked } = await form({ tokenWay: 'token', tokenState: 'expired' })
  await choose('token')
  const input = shown.get('input')
  expect(input.attributes('type')).toBe('password')
  await input.setValue('  secret-1 ')
  await submit()
  expect(asked('apps.setToken')).toEqual([{ app: 1, token: 'secret-1' }])
  expect(asked('apps.check')).toEqual([{ app: 1 }])
  expect(shown.emitted('done')).toHaveLength(1)
  expect(shown.html()).not.toContain('secret-1')
  expect(document.querySelector('.el-message')?.textContent).toContain('“甲”的令牌有效')
})

test('platform and broker take the app id, a refresh token its warning and a promise', async () => {
  const { shown, choose, submit, asked } = await form({ externalId: '77' })
  await choose('platform')
  await submit()
  await choose('broker')
  await shown.get('input').setValue('88')
  await submit()
  await choose('refresh')
  expect(shown.text()).toContain('刷新令牌只能用一次')
  expect(shown.get('input[type="checkbox"]').attributes('required')).toBeDefined()
  await shown.get('input[type="password"]').setValue('r-1')
  await submit()
  expect(asked('apps.setToken')).toEqual([
    { app: 1, externalId: '77' },
    { app: 1, externalId: '88' },
    { app: 1, refreshToken: 'r-1' },
  ])
})

test('a way that is not set up says so and leads there', async () => {
  const { shown, choose } = await form({}, { 'platform.status': () => ({ ...status, token: 'none', broker: null }) })
  for (const [way, words] of [
    ['platform', '还没有设置平台令牌'],
    ['refresh', '还没有设置平台令牌'],
    ['broker', '还没有设置令牌服务'],
  ] as const) {
    await choose(way)
    expect(shown.text()).toContain(words)
    expect(shown.get('a').attributes('href')).toBe('#/settings?section=tokens')
    expect(shown.find('[type="submit"]').exists()).toBe(false)
  }
  await choose('token')
  expect(shown.find('[type="submit"]').exists()).toBe(true)
})

test('a token that does not pass stays open and says why', async () => {
  const { shown, choose, submit } = await form(
    {},
    { 'apps.check': () => ({ ...good, ok: false, error: new AppError('api.ip').toShape() }) },
  )
  await choose('token')
  await shown.get('input').setValue('x')
  await submit()
  expect(shown.emitted('done')).toBeUndefined()
  expect(shown.get('[role="alert"]').text()).toContain('白名单')
})

test('a good token without the data permission says what is missing', async () => {
  const { shown, choose, submit } = await form({}, { 'apps.check': () => ({ ...good, dataPermission: false }) })
  await choose('token')
  await shown.get('input').setValue('x')
  await submit()
  expect(shown.get('[role="alert"]').text()).toContain('还没有开通“数据权限”')
})

test('a refresh token can be let go', async () => {
  const { shown, asked, settle } = await form({ tokenWay: 'refresh' })
  await shown.get('p.row .pill').trigger('click')
  await settle()
  expect(asked('apps.forgetTokens')).toEqual([{ app: 1 }])
  expect(shown.emitted('done')).toHaveLength(1)
})
