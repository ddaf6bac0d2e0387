import { expect, test } from 'vitest'
import { methods } from '../../electron/contract/index.ts'
import { isProxyAddress } from '../../electron/contract/proxy.ts'

test.each([
  'http://proxy.corp.example:8080',
  'https://10.0.0.1:443/',
  'socks5://localhost:1080',
  'http://[::1]:3128',
  'http://proxy',
])('%s is a proxy', (text) => {
  expect(isProxyAddress(text)).toBe(true)
})

test.each([
  ['', 'nothing'],
  ['proxy.corp.example:8080', 'no scheme'],
  ['ftp://proxy:21', 'another scheme'],
  ['http://li:secret@proxy:8080', 'a password'],
  ['http://proxy:8080/pac', 'a path'],
  ['http://proxy:8080?x=1', 'a query'],
  ['http://proxy:99999', 'no port'],
  ['http://pro xy:80', 'a space'],
  ['http://:80', 'no host'],
  ['http://proxy:80,http://other:80', 'two'],
])('%j is none: %s', (text) => {
  expect(isProxyAddress(text)).toBe(false)
  const set = methods['settings.set'].input.safeParse({ proxy: text })
  expect(set.error?.issues.map(({ path, message }) => [path, message])).toEqual([[['proxy'], 'not-a-proxy']])
})

test('system and none are said by name', () => {
  for (const proxy of ['system', 'none']) expect(methods['settings.set'].input.parse({ proxy })).toEqual({ proxy })
})
