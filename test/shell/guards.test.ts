import { expect, test, vi } from 'vitest'
import { isAllowedExternal, isOwnUrl } from '../../electron/shell/guards.ts'
import { isTrusted, onlyContract } from '../../electron/shell/ipc.ts'
import { isFetchable } from '../../electron/shell/net-fetch.ts'
import { pathWithin } from '../../electron/shell/protocol.ts'

vi.mock('electron', () => ({ ipcMain: {}, net: {}, protocol: {}, shell: {} }))

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
  ['https://openapi.baidu.com/x', true],
  ['http://127.0.0.1:9/x', true],
  ['http://openapi.baidu.com/x', false],
  ['file:///etc/passwd', false],
])('the app’s network stack fetches %s: %s', (url, fetches) => {
  expect(isFetchable(url)).toBe(fetches)
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
