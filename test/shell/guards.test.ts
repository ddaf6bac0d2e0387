import { expect, test, vi } from 'vitest'
import { denyPermissions, guardContents, isAllowedExternal, isOwnUrl } from '../../electron/shell/guards.ts'
import { isTrusted, onlyContract } from '../../electron/shell/ipc.ts'
import { pathWithin } from '../../electron/shell/protocol.ts'

vi.mock('electron', () => ({ ipcMain: {}, protocol: {}, shell: { openExternal: vi.fn() } }))

test.each([
  ['app://cygnet/', true],
  ['app://cygnet/assets/a.js', true],
  ['app://evil/', false],
  ['https://cygnet/', false],
  ['file:///etc/passwd', false],
  ['http://localhost:5173/', false],
  ['not a url', false],
])('%s is our own page: %s', (url, own) => {
  expect(isOwnUrl(url)).toBe(own)
})

test('the development server counts only where it is told, and only itself', () => {
  expect(isOwnUrl('http://localhost:5173/x', 'http://localhost:5173')).toBe(true)
  expect(isOwnUrl('http://localhost:5174/x', 'http://localhost:5173')).toBe(false)
  expect(isOwnUrl('https://localhost:5173/x', 'http://localhost:5173')).toBe(false)
})

test.each([
  ['https://smartprogram.baidu.com/docs', true],
  ['http://smartprogram.baidu.com/docs', false],
  ['https://smartprogram.baidu.com.evil.example/', false],
  ['https://evil.example/?smartprogram.baidu.com', false],
  ['javascript:alert(1)', false],
])('%s opens in the browser: %s', (url, opens) => {
  expect(isAllowedExternal(url)).toBe(opens)
})

test('a message counts only from the main frame of our own page', () => {
  const main = { url: 'app://cygnet/' }
  const event = (senderFrame: object | null, mainFrame: object = main) =>
    ({ senderFrame, sender: { mainFrame } }) as Parameters<typeof isTrusted>[0]
  expect(isTrusted(event(main))).toBe(true)
  expect(isTrusted(event(null))).toBe(false)
  expect(isTrusted(event({ url: 'app://cygnet/' }))).toBe(false)
  const foreign = { url: 'https://evil.example/' }
  expect(isTrusted(event(foreign, foreign))).toBe(false)
})

test('only methods of the contract go further, inherited names neither', async () => {
  const call = vi.fn(() => Promise.resolve({ ok: true as const, value: null }))
  const host = onlyContract({ call })
  expect(await host.call('apps.list', {})).toMatchObject({ ok: true })
  for (const method of ['nope', 'constructor', '__proto__', 'toString'])
    expect(await host.call(method, {})).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
  expect(call).toHaveBeenCalledTimes(1)
})

test.each([
  ['app://cygnet/', '/page/index.html'],
  ['app://cygnet/assets/a.js', '/page/assets/a.js'],
  ['app://cygnet/../secret', '/page/secret'],
  ['app://cygnet/%2e%2e/secret', '/page/secret'],
  ['app://cygnet/..%2fsecret', null],
  ['app://cygnet/a%5c..%5c..%5csecret', null],
  ['app://cygnet/%00', null],
  ['app://other/', null],
  ['https://cygnet/', null],
])('%s is served from %s', (url, path) => {
  expect(pathWithin('/page', url)).toBe(path)
})

test('of all permissions our own page may copy, in its main frame', () => {
  type Session = Parameters<typeof denyPermissions>[0]
  type Request = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>
  type Check = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>
  const set = { request: vi.fn<Request>(), check: vi.fn<Check>(), device: () => true }
  denyPermissions({
    setPermissionRequestHandler: (handler: Request) => (set.request = vi.fn(handler)),
    setPermissionCheckHandler: (handler: Check) => (set.check = vi.fn(handler)),
    setDevicePermissionHandler: (handler: () => boolean) => (set.device = handler),
  } as unknown as Session)
  const granted = (permission: string, url: string, isMainFrame: boolean) => {
    const answer = vi.fn()
    set.request(null as never, permission as never, answer, { requestingUrl: url, isMainFrame })
    const check = set.check(null, permission as never, url, { isMainFrame })
    expect(answer.mock.calls).toEqual([[check]])
    return check
  }
  expect(granted('clipboard-sanitized-write', 'app://cygnet/', true)).toBe(true)
  expect(granted('clipboard-sanitized-write', 'app://cygnet/', false)).toBe(false)
  expect(granted('clipboard-sanitized-write', 'https://evil.example/', true)).toBe(false)
  for (const permission of ['clipboard-read', 'media', 'geolocation', 'notifications', 'openExternal', 'unknown'])
    expect(granted(permission, 'app://cygnet/', true)).toBe(false)
  expect(set.device()).toBe(false)
})

test('no page opens a window, whatever its address: not even one of ours, or one the browser may have', () => {
  type Open = (details: { url: string }) => { action: string }
  type Created = (event: unknown, contents: unknown) => void
  const set: { created?: Created; open?: Open } = {}
  const app = { on: (_name: string, listener: Created) => (set.created = listener) }
  guardContents(app as unknown as Parameters<typeof guardContents>[0])
  set.created?.(null, { on: vi.fn(), setWindowOpenHandler: (handler: Open) => (set.open = handler) })
  for (const url of ['app://cygnet/', 'https://github.com/cygnet', 'https://evil.example/', 'about:blank'])
    expect(set.open?.({ url })).toEqual({ action: 'deny' })
})
