import { EventEmitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import { abortFetch, doorFetch, isFetchable } from '../../electron/shell/net-fetch.ts'
import { proxyConfig, proxyLogin, useProxy } from '../../electron/shell/proxy.ts'

const electron = vi.hoisted(() => ({
  order: [] as string[],
  requests: [] as { options: Record<string, unknown>; request: EventEmitter & { aborted: boolean; body: string } }[],
  setProxy: (): Promise<unknown> => Promise.resolve(),
}))
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  return {
    net: {
      request: (options: Record<string, unknown>) => {
        electron.order.push('request')
        const request = Object.assign(new Emitter(), {
          body: '',
          aborted: false,
          write: (text: string) => (request.body += text),
          end: () => undefined,
          abort: () => {
            request.aborted = true
            request.emit('abort')
          },
        })
        electron.requests.push({ options, request })
        return request
      },
    },
    session: {
      defaultSession: {
        setProxy: (config: object) => {
          electron.order.push(JSON.stringify(config))
          return electron.setProxy()
        },
        closeAllConnections: () => {
          electron.order.push('close')
          return Promise.resolve()
        },
      },
    },
  }
})
beforeEach(() => {
  electron.order.length = 0
  electron.requests.length = 0
})

const ask = { id: 1, url: 'https://openapi.baidu.com/x', method: 'POST', headers: { a: 'b' }, body: 'k=v' }
async function sent() {
  await vi.waitFor(() => expect(electron.requests).toHaveLength(1))
  const [made] = electron.requests
  if (!made) throw new Error('nothing was sent')
  return made
}
function respond(request: EventEmitter, parts: readonly string[]): void {
  const response = Object.assign(new EventEmitter(), { statusCode: 200, headers: { one: '1', two: ['a', 'b'] } })
  request.emit('response', response)
  for (const part of parts) response.emit('data', Buffer.from(part))
  response.emit('end')
}

test.each([
  ['https://openapi.baidu.com/x', true],
  ['http://127.0.0.1:9/x', true],
  ['http://localhost:9/x', true],
  ['http://openapi.baidu.com/x', false],
  ['http://127.0.0.1.evil.example/x', false],
  ['file:///etc/passwd', false],
  ['app://cygnet/index.html', false],
])('the app’s network stack fetches %s: %s', async (url, fetches) => {
  expect(isFetchable(url)).toBe(fetches)
  if (!fetches) await expect(doorFetch({ ...ask, url })).rejects.toThrow('refused')
  if (!fetches) expect(electron.requests).toEqual([])
})

test('a call goes out as it was asked, follows no redirect, and comes back whole', async () => {
  const answer = doorFetch(ask)
  const { options, request } = await sent()
  expect(options).toMatchObject({
    url: ask.url,
    method: 'POST',
    headers: { a: 'b' },
    redirect: 'error',
    cache: 'no-store',
  })
  expect(options).not.toHaveProperty('useSessionCookies')
  expect(request.body).toBe('k=v')
  respond(request, ['{"errno"', ':0}'])
  expect(await answer).toEqual({ status: 200, headers: { one: '1', two: 'a, b' }, body: Buffer.from('{"errno":0}') })
})

test('what breaks is told', async () => {
  const answer = doorFetch(ask)
  const { request } = await sent()
  request.emit('error', new Error('net::ERR_PROXY_CONNECTION_FAILED'))
  await expect(answer).rejects.toThrow('ERR_PROXY_CONNECTION_FAILED')
})

test('an aborted call is taken back', async () => {
  const answer = doorFetch(ask)
  const { request } = await sent()
  abortFetch(1)
  await expect(answer).rejects.toThrow()
  expect(request.aborted).toBe(true)
  abortFetch(1)
})

test('the proxy of the setting is in use before the next call goes out', async () => {
  const slow = Promise.withResolvers<undefined>()
  electron.setProxy = () => slow.promise
  useProxy('http://user:p%40ss@proxy.example:8080')
  const answer = doorFetch(ask)
  await new Promise((resolve) => setImmediate(resolve))
  expect(electron.requests).toEqual([])
  slow.resolve(undefined)
  const { request } = await sent()
  expect(electron.order).toEqual(['{"proxyRules":"http://proxy.example:8080"}', 'close', 'request'])

  const answered = vi.fn()
  request.emit('login', { isProxy: true, host: 'proxy.example', port: 8080 }, answered)
  request.emit('login', { isProxy: true, host: 'other.example', port: 8080 }, answered)
  request.emit('login', { isProxy: false, host: 'proxy.example', port: 8080 }, answered)
  expect(answered.mock.calls).toEqual([['user', 'p@ss'], [], []])
  respond(request, ['{}'])
  await answer
  electron.setProxy = () => Promise.resolve()
  useProxy('system')
  expect(proxyLogin({ isProxy: true, host: 'proxy.example', port: 8080 })).toEqual([])
})

test('a setting that is in use already changes nothing', () => {
  useProxy('none')
  useProxy('none')
  expect(electron.order.filter((entry) => entry !== 'close')).toEqual(['{"mode":"direct"}'])
})

test.each([
  ['system', { mode: 'system' }],
  ['none', { mode: 'direct' }],
  ['socks5://127.0.0.1:1080', { proxyRules: 'socks5://127.0.0.1:1080' }],
  ['https://a:b@proxy.example', { proxyRules: 'https://proxy.example' }],
])('Chromium is told of %s in its own words, without its password', (setting, config) => {
  expect(proxyConfig(setting)).toEqual(config)
})
