import { expect, test } from 'vitest'
import { anApp, fakeCore, unknown, type FakeHandlers } from './fake-core.ts'
import { play } from './harness.ts'

const TOKEN = '24.secret-token-0123456789'
const three = [anApp(1, '晨光商城', { tags: ['零售'] }), anApp(2, 'Lantern'), anApp(3, '远方')]
const fine = { ok: true, officialName: '官方', externalId: '10009', dataPermission: true, error: null }

const core = (more: FakeHandlers = {}) =>
  fakeCore({
    'apps.list': ({ tags }) => three.filter((app) => tags.length === 0 || app.tags.some((tag) => tags.includes(tag))),
    'apps.add': ({ name, tags }) => ({ app: anApp(9, name, { tags }), check: fine }),
    'apps.rename': ({ app, name }) => anApp(app, name),
    'apps.tag': ({ app, add }) => anApp(app, 'Lantern', { tags: add }),
    'apps.setToken': ({ app }) => anApp(app, 'Lantern'),
    'apps.remove': () => ({ snapshots: 4 }),
    'apps.check': ({ app }) => (app === 2 ? { ...fine, ok: false, error: denied } : fine),
    ...more,
  })

const denied = {
  code: 'api.permission' as const,
  message: 'log words',
  details: { apiCode: '40007', apiMessage: 'no' },
}
const input = (fake: ReturnType<typeof core>, method: string) =>
  fake.calls.find((call) => call.method === method)?.input

test('apps add: the token goes in by standard input and comes out nowhere', async () => {
  const fake = core()
  const words = ['apps', 'add', '--name', '新店', '--tag', 'a', '--tag', 'b', '--token-stdin', '--app-id', '10009']
  const { code, out, err } = await play(words, { core: fake, stdin: `${TOKEN}\nmore lines\n` })
  expect(code).toBe(0)
  expect(input(fake, 'apps.add')).toEqual({
    name: '新店',
    token: TOKEN,
    externalId: '10009',
    tags: ['a', 'b'],
    check: true,
  })
  expect(out + err).toContain('新店')
  expect(out + err).not.toContain(TOKEN)
})

test.each([['\uFEFF' + TOKEN + '\r\n'], [`  ${TOKEN}  `], [TOKEN]])(
  'a token line as editors leave it: %j',
  async (stdin) => {
    const fake = core()
    await play('apps add --name A --token-stdin', { core: fake, stdin })
    expect(input(fake, 'apps.add')).toMatchObject({ token: TOKEN })
  },
)

test('a token with a space in it is refused without being repeated', async () => {
  const { code, err } = await play('apps add --name A --token-stdin', { core: core(), stdin: 'half token\n' })
  expect(code).toBe(2)
  expect(err).not.toContain('half')
})

test('on a terminal the token is asked for, without echo', async () => {
  const fake = core()
  const typed = `${TOKEN}x\u007f\r`
  const { code, err } = await play('apps add --name A --token-stdin', { core: fake, typed, terminal: true })
  expect(code).toBe(0)
  expect(input(fake, 'apps.add')).toMatchObject({ token: TOKEN })
  expect(err).toContain('Paste the token')
  expect(err).not.toContain(TOKEN)
})

test('Ctrl+C at the prompt adds nothing', async () => {
  const fake = core()
  const { code } = await play('apps add --name A --token-stdin', { core: fake, typed: 'abc\u0003', terminal: true })
  expect(code).toBe(1)
  expect(fake.calls).toEqual([])
})

test('apps add: from the environment, as a refresh token, or by app id alone', async () => {
  const byEnv = core()
  await play('apps add --name A --token-env MY_TOKEN', { core: byEnv, env: { MY_TOKEN: TOKEN } })
  expect(input(byEnv, 'apps.add')).toMatchObject({ token: TOKEN })
  const refresh = core()
  await play('apps add --name A --refresh-token-stdin', { core: refresh, stdin: TOKEN })
  expect(input(refresh, 'apps.add')).toMatchObject({ refreshToken: TOKEN })
  expect(input(refresh, 'apps.add')).not.toHaveProperty('token')
  const byId = core()
  expect((await play('apps add --name A --app-id 77 --no-check', { core: byId })).code).toBe(0)
  expect(input(byId, 'apps.add')).toEqual({ name: 'A', externalId: '77', tags: [], check: false })
})

test('apps add: a failed check keeps the app and ends with 3', async () => {
  const failing = { 'apps.add': () => ({ app: anApp(9, 'A'), check: { ...fine, ok: false, error: denied } }) }
  const text = await play('apps add --name A --token-stdin', { core: core(failing), stdin: TOKEN })
  expect(text.code).toBe(3)
  expect(text.out).toContain('数据权限')
  expect(text.out).toContain('40007')
  const json = await play('apps add --name A --token-stdin --json', { core: core(failing), stdin: TOKEN })
  expect(json.code).toBe(3)
  expect(json.json).toMatchObject({
    app: { name: 'A' },
    check: { ok: false, error: { code: 'api.permission', message: expect.stringContaining('数据权限') as unknown } },
  })
})

test('apps add: a missing data permission is told, and is no failure', async () => {
  const without = { 'apps.add': () => ({ app: anApp(9, 'A'), check: { ...fine, dataPermission: false } }) }
  const { code, err } = await play('apps add --name A --token-stdin', { core: core(without), stdin: TOKEN })
  expect(code).toBe(0)
  expect(err).toContain('permission')
})

test('apps add: a name that is taken fails with 1 and says so', async () => {
  const taken = { 'apps.add': () => unknown('app.exists', { app: 'Lantern' }) }
  const { code, err } = await play('apps add --name Lantern --app-id 1', { core: core(taken) })
  expect(code).toBe(1)
  expect(err).toContain('“Lantern” has already been added')
})

test('apps list: an aligned table, or the apps as JSON', async () => {
  const { code, out } = await play('apps list', { core: core(), env: { CYGNET_LANG: 'zh-CN' } })
  expect(code).toBe(0)
  const lines = out.split('\n')
  expect(lines[0]).toMatch(/^名称 {6}小程序 ID/)
  expect(lines[1]).toMatch(/^晨光商城 {2}10001/)
  expect(lines[2]).toMatch(/^Lantern {3}10002/)
  expect((await play('apps list --json', { core: core() })).json).toEqual(three)
  expect((await play('apps list --tag 零售 --json', { core: core() })).json).toEqual([three[0]])
})

test('apps list: none yet', async () => {
  const empty = () => core({ 'apps.list': () => [] })
  expect((await play('apps list', { core: empty() })).out).toContain('cygnet apps add')
  expect((await play('apps list --json', { core: empty() })).out).toBe('[]\n')
})

test('apps are found by name, by app id, and without regard to capitals', async () => {
  for (const name of ['Lantern', 'lantern', '10002'])
    expect((await play(`apps show ${name} --json`, { core: core() })).json).toMatchObject({ id: 2 })
})

test('apps rename, tag, token', async () => {
  const fake = core()
  expect((await play('apps rename Lantern 灯笼', { core: fake })).out).toContain('灯笼')
  expect(input(fake, 'apps.rename')).toEqual({ app: 2, name: '灯笼' })
  expect((await play('apps tag Lantern a --add b --remove c', { core: fake })).code).toBe(0)
  expect(input(fake, 'apps.tag')).toEqual({ app: 2, add: ['a', 'b'], remove: ['c'] })
  const { code, out, err } = await play('apps token Lantern --token-stdin', { core: fake, stdin: TOKEN })
  expect(code).toBe(0)
  expect(out + err).not.toContain(TOKEN)
  expect(input(fake, 'apps.setToken')).toEqual({ app: 2, token: TOKEN })
})

test('apps remove: a person is asked, a script is not', async () => {
  const script = core()
  expect((await play('apps remove Lantern', { core: script })).code).toBe(0)
  expect(input(script, 'apps.remove')).toEqual({ app: 2 })
  const refused = core()
  expect((await play('apps remove Lantern', { core: refused, typed: 'n\n', terminal: true })).code).toBe(1)
  expect(input(refused, 'apps.remove')).toBeUndefined()
  const agreed = core()
  expect((await play('apps remove Lantern', { core: agreed, typed: 'y\n', terminal: true })).code).toBe(0)
  expect(input(agreed, 'apps.remove')).toEqual({ app: 2 })
  const sure = core()
  expect((await play('apps remove Lantern -y', { core: sure, typed: '', terminal: true })).code).toBe(0)
})

test.each([
  [{ added: 2, updated: 0, unchanged: 0, errors: 0 }, 0],
  [{ added: 1, updated: 0, unchanged: 0, errors: 1 }, 3],
  [{ added: 0, updated: 0, unchanged: 0, errors: 2 }, 1],
])('apps import %j ends with %i', async (counts, expected) => {
  const row = { line: 2, name: 'A', externalId: '1.2E+10', tags: ['x'], hasToken: true }
  const rows = [{ ...row, action: 'error' as const, problems: ['id-rounded'] }]
  const fake = core({ 'apps.import': () => ({ rows, ...counts }) })
  const { code, out } = await play('apps import list.csv --dry-run', { core: fake })
  expect(code).toBe(expected)
  expect(input(fake, 'apps.import')).toEqual({ path: '/work-here/list.csv', dryRun: true })
  expect(out).toContain('scientific')
  expect(out).toContain('nothing was changed')
})

test('apps check: one app’s trouble does not hide the others', async () => {
  const all = await play('apps check', { core: core() })
  expect(all.code).toBe(3)
  expect(all.out.split('\n').filter(Boolean)).toHaveLength(3)
  expect((await play('apps check Lantern', { core: core() })).code).toBe(1)
  expect((await play('apps check 远方', { core: core() })).code).toBe(0)
  const throwing = core({ 'apps.check': ({ app }) => (app === 1 ? unknown('network.timeout', { host: 'h' }) : fine) })
  const { code, json } = await play('apps check --json', { core: throwing })
  expect(code).toBe(3)
  expect(json).toMatchObject([
    { app: '晨光商城', ok: false, error: { code: 'network.timeout' } },
    { ok: true },
    { ok: true },
  ])
})

test('platform: token, ticket, status, broker, clear', async () => {
  const fake = fakeCore({
    'platform.set': () => ({ expiresAt: '2026-12-24T00:00:00.000Z' }),
    'platform.status': () => ({
      token: 'expired',
      expiresAt: null,
      clientId: 'c1',
      broker: null,
      endpoint: 'getdata',
    }),
    'platform.broker': ({ url }) => ({ broker: url }),
    'platform.clear': () => ({}),
  })
  const set = await play('platform set --token-stdin', { core: fake, stdin: TOKEN })
  expect(set).toMatchObject({ code: 0 })
  expect(set.out).toContain('2026-12-24 08:00')
  expect(set.out + set.err).not.toContain(TOKEN)
  await play('platform set --ticket-stdin --client-id c1', { core: fake, stdin: 'ticket-1' })
  expect(fake.calls.map(({ input }) => input)).toEqual([{ token: TOKEN }, { ticket: 'ticket-1', clientId: 'c1' }])
  expect((await play('platform status', { core: fake })).out).toContain('expired')
  expect((await play('platform broker https://b.example/t', { core: fake })).out).toContain('https://b.example/t')
  expect((await play('platform broker --remove --json', { core: fake })).json).toEqual({ broker: null })
  expect((await play('platform clear', { core: fake })).code).toBe(0)
})

test('the core is closed after every command, a failed one too', async () => {
  const good = core()
  await play('apps list', { core: good })
  const bad = core({ 'apps.list': () => unknown('store.damaged', { path: '/x' }) })
  expect((await play('apps list', { core: bad })).code).toBe(1)
  expect([good.closed, bad.closed]).toEqual([true, true])
})

test('control characters in a name do not reach the terminal', async () => {
  const fake = core({ 'apps.list': () => [anApp(1, 'a\u001b[31mb\nc\u202e')] })
  const { out } = await play('apps list', { core: fake })
  expect(out).not.toMatch(/\u001b|\u202e/)
  expect(out.trimEnd().split('\n')).toHaveLength(2)
})

test('an unforeseen failure is told in words and ends with 1', async () => {
  const fake = core({
    'apps.list': () => {
      throw new TypeError('x is not a function')
    },
  })
  const { code, err, json } = await play('apps list --json', { core: fake })
  expect(code).toBe(1)
  expect(err).not.toContain(' at ')
  expect(json).toMatchObject({ error: { code: 'internal' } })
})
