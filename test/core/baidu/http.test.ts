import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { retryAfter } from '../../../electron/core/baidu/http.ts'
import { call, everythingSaid, failure, newClient, regions, renewable, send, startServer, TOKEN } from './support.ts'

const answering = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  startServer((_, response) => {
    send(response, body, status, headers)
  })

test('reports 1 to 9: the token in the query, everything else as a form', async () => {
  const server = await answering(regions(0, 1, 1))
  const { client } = newClient(server.url)
  await failure(client.report(call('terminal', { variant: 'terminal_os' }))).catch(() => undefined)
  const [seen] = server.seen
  expect(seen).toMatchObject({
    method: 'POST',
    path: '/rest/2.0/smartapp/data/getanalysisterminal',
    query: { access_token: TOKEN },
    form: { start_date: '20190401', end_date: '20190407', start_index: '0' },
  })
  expect(Object.keys(seen?.query ?? {})).toEqual(['access_token'])
  expect(Object.keys(seen?.form ?? {}).sort()).toEqual(['end_date', 'start_date', 'start_index', 'terminal_type'])
  expect(seen?.contentType).toMatch(/^application\/x-www-form-urlencoded(;|$)/)
})

test('a report without pages sends no start_index', async () => {
  const server = await answering({ errno: 0, data: { data_list: [{ age: [], sex: [], interest: [] }] } })
  await newClient(server.url).client.report(call('audience'))
  expect(server.seen[0]?.form).toEqual({ start_date: '20190401', end_date: '20190407' })
})

test.each([
  ['getdata', '', {}],
  ['getdata', '21', { scene: '21' }],
  ['gettpdata', '0', { scene: '0' }],
])('report 10 (%s, scene %j): all in the query', async (endpoint, scene, more) => {
  const result = [{ data: '20190401', tp_day_app_count: '7' }]
  const server = await answering({ errno: 0, data: { offset: 0, total: 1, result } })
  const { client } = newClient(server.url, { platformEndpoint: () => endpoint, platformScene: () => scene })
  await client.report(call('platform'))
  const [seen] = server.seen
  expect(seen).toMatchObject({ method: 'GET', path: `/rest/2.0/smartapp/data/${endpoint}`, form: {} })
  const { metrics, ...query } = seen?.query ?? {}
  expect(query).toEqual({
    access_token: TOKEN,
    start_date: '20190401',
    end_date: '20190407',
    start_index: '0',
    max_result: '20',
    max_results: '20',
    ...more,
  })
  expect(metrics?.split(',')).toHaveLength(18)
})

test.each(['', '/', '/gateway', '/gateway/v2/'])('a base address that ends in %j keeps its path', async (path) => {
  const server = await answering(regions(0, 1, 1))
  await newClient(server.url + path).client.report(call('region'))
  expect(server.seen[0]?.path).toBe(`${path.replace(/\/$/, '')}/rest/2.0/smartapp/data/getanalysisregion`)
})

test('app/info names the app and says whether 数据权限 was granted', async () => {
  const data = { app_id: '18446744073709551', app_name: '小店', status: 1, auth_info: [{ scope_name: '数据权限' }] }
  const server = await answering({ errno: 0, data })
  const info = await newClient(server.url).client.appInfo(renewable(), new AbortController().signal)
  expect(info).toEqual({ appId: '18446744073709551', name: '小店', status: '1', dataPermission: true })
  expect(server.seen[0]).toMatchObject({
    method: 'GET',
    path: '/rest/2.0/smartapp/app/info',
    query: { access_token: TOKEN },
  })
})

test('app/info of another form is an error that names it', async () => {
  const server = await answering({ errno: 0, data: null })
  const error = await failure(newClient(server.url).client.appInfo(renewable(), new AbortController().signal))
  expect(error.code).toBe('api.shape')
  expect(error.details).toMatchObject({ report: 'app/info', path: 'data', action: 'stop-call' })
})

test.each<[string, (response: ServerResponse) => void, string, Record<string, unknown>, number]>([
  ['5xx in plain text', (r) => send(r, 'upstream', 503), 'network.http', { status: 503, action: 'retry' }, 4],
  ['5xx in JSON of no kind', (r) => send(r, {}, 502), 'network.http', { status: 502, action: 'retry' }, 4],
  ['404 with a web page', (r) => send(r, '<html>', 404), 'network.http', { status: 404, action: 'retry' }, 4],
  ['403 in JSON', (r) => send(r, { ok: false }, 403), 'network.http', { status: 403, action: 'stop-call' }, 1],
  ['HTML', (r) => send(r, '<!doctype html>'), 'network.garbled', { status: 200, action: 'retry' }, 4],
  ['cut-off JSON', (r) => send(r, '{"errno":0,"da'), 'network.garbled', { action: 'retry' }, 4],
  ['nothing', (r) => send(r, ''), 'network.garbled', { action: 'retry' }, 4],
  ['a number', (r) => send(r, '7'), 'network.garbled', { action: 'retry' }, 4],
  ['a reset', (r) => r.socket?.resetAndDestroy(), 'network.unreachable', { action: 'retry' }, 4],
])('%s', async (_, answer, code, details, requests) => {
  const server = await startServer((_seen, response) => {
    answer(response)
  })
  const error = await failure(newClient(server.url).client.report(call('region')))
  expect(error.code).toBe(code)
  expect(error.details).toMatchObject({ ...details, host: new URL(server.url).host, report: 'region' })
  expect(server.seen).toHaveLength(requests)
  expect(everythingSaid(error)).not.toContain(TOKEN)
})

test('a refused connection says so, and no more than so', async () => {
  const error = await failure(newClient('http://127.0.0.1:1').client.report(call('region')))
  expect(error.code).toBe('network.unreachable')
  expect(error.details).toMatchObject({ host: '127.0.0.1:1', action: 'retry', report: 'region' })
  expect(everythingSaid(error)).not.toContain(TOKEN)
})

test.each([301, 302, 307, 308])(
  'a redirect (%i) is refused: a token does not follow to another host',
  async (status) => {
    const elsewhere = await answering(regions(0, 1, 1))
    const server = await answering('', status, { location: `${elsewhere.url}/there` })
    const error = await failure(newClient(server.url).client.report(call('region')))
    expect(error.details).toMatchObject({ reason: 'redirect', action: 'stop-call' })
    expect([server.seen.length, elsewhere.seen.length]).toEqual([1, 0])
  },
)

test('a reply without end is given up, once', async () => {
  const server = await startServer((_, response) => {
    response.writeHead(200)
    const pour = () => {
      if (!response.destroyed) response.write('x'.repeat(65_536), pour)
    }
    pour()
  })
  const error = await failure(newClient(server.url, { maxBytes: 1_000_000 }).client.report(call('region')))
  expect(error.code).toBe('network.garbled')
  expect(error.details).toMatchObject({ reason: 'too-large', action: 'stop-call' })
  expect(server.seen).toHaveLength(1)
})

const SILENT: readonly [string, (response: ServerResponse) => void][] = [
  ['before the headers', () => undefined],
  ['within the body', (response) => void response.writeHead(200).write('{"errno"')],
]

test.each(SILENT)('a server that falls silent %s meets the time-out', async (_, begin) => {
  const server = await startServer((_seen, response) => {
    begin(response)
  })
  const { client } = newClient(server.url, { timeoutMs: () => 40, retry: { retries: 1, minDelayMs: 1, maxDelayMs: 1 } })
  const error = await failure(client.report(call('region')))
  expect(error.code).toBe('network.timeout')
  expect(error.details).toMatchObject({ seconds: 0.04, action: 'retry', host: new URL(server.url).host })
  expect(server.seen).toHaveLength(2)
})

test.each(SILENT)('cancelled %s: at once, and not tried again', async (_, begin) => {
  const controller = new AbortController()
  const server = await startServer((_seen, response) => {
    begin(response)
    setImmediate(() => {
      controller.abort()
    })
  })
  const error = await failure(newClient(server.url).client.report({ ...call('region'), signal: controller.signal }))
  expect(error.code).toBe('cancelled')
  expect(server.seen).toHaveLength(1)
})

test('a time limit of the caller’s own is told as a time-out, not as a cancel', async () => {
  const server = await startServer(() => undefined)
  const { client } = newClient(server.url)
  const error = await failure(client.appInfo(renewable(), AbortSignal.timeout(40)))
  expect(error.code).toBe('network.timeout')
  expect(error.details).toMatchObject({ host: new URL(server.url).host, action: 'retry', report: 'app/info' })
})

test('a finished call leaves nothing hanging on a long job’s signal', async () => {
  const server = await answering(regions(0, 1, 1))
  const { client } = newClient(server.url)
  const { signal } = new AbortController()
  let listening = 0
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listening += 1
    add(...args)
  }
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listening -= 1
    remove(...args)
  }
  for (let i = 0; i < 5; i++) await client.report({ ...call('region'), signal })
  expect(listening).toBe(0)
})

test.each([
  [null, null],
  ['', null],
  ['soon', null],
  ['0', 0],
  ['2', 2000],
  ['0.5', 500],
  ['-3', 0],
  ['Mon, 05 Jan 2026 00:00:07 GMT', 7000],
  ['Sun, 04 Jan 2026 00:00:00 GMT', 0],
])('Retry-After %j is %s ms', (header, ms) => {
  expect(retryAfter(header, Date.parse('2026-01-05T00:00:00Z'))).toBe(ms)
})
