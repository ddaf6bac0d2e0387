import { afterAll, afterEach, expect, test } from 'vitest'
import { startSandbox, type Fault } from '../../electron/sandbox/index.ts'
import { ask, day, num, plain, type Envelope, type Row } from './support.ts'

const sandbox = await startSandbox({ today: () => day('2024-10-04'), quirks: 'none' })
afterAll(() => sandbox.close())
afterEach(() => sandbox.faults.clear())

const URL_BASE = `${sandbox.url}/rest/2.0/smartapp/data/`
const DATES = { start_date: '20240901', end_date: '20240903', start_index: '0' }

function send(path = 'getanalysisregion', index = 0, form: Record<string, string> = DATES): Promise<Response> {
  const url = `${URL_BASE}${path}?access_token=${sandbox.apps[index]?.token}`
  return fetch(url, { method: 'POST', body: new URLSearchParams(form) })
}
const json = async (reply: Promise<Response>) => (await (await reply).json()) as Envelope

test('http-5xx with Retry-After, as often as told', async () => {
  sandbox.faults.add({ kind: 'http-5xx', status: 502, retryAfter: 2, times: 1 })
  const reply = await send()
  expect([reply.status, reply.headers.get('retry-after')]).toEqual([502, '2'])
  expect((await send()).status).toBe(200)
})

test('html with status 200', async () => {
  sandbox.faults.add({ kind: 'html' })
  const reply = await send()
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html;charset=utf-8'])
  expect(await reply.text()).toMatch(/^<!DOCTYPE html>/)
})

test('cut-json is the beginning of the right reply', async () => {
  const whole = await (await send()).text()
  sandbox.faults.add({ kind: 'cut-json' })
  const reply = await send()
  const cut = await reply.text()
  expect(reply.status).toBe(200)
  expect(cut.length).toBeLessThan(whole.length)
  expect(whole.startsWith(cut)).toBe(true)
  expect(() => JSON.parse(cut) as unknown).toThrow(SyntaxError)
})

test('reset breaks the connection before or within the reply', async () => {
  sandbox.faults.add({ kind: 'reset', times: 1 })
  await expect(send()).rejects.toThrow('fetch failed')
  sandbox.faults.add({ kind: 'reset', within: true, times: 1 })
  const reply = await send()
  expect(reply.status).toBe(200)
  await expect(reply.text()).rejects.toThrow()
  expect((await json(send())).errno).toBe(0)
})

test('slow is the right reply, late; closing does not wait for it', async () => {
  const slow = await startSandbox({
    faults: [
      { kind: 'slow', delayMs: 40, times: 1 },
      { kind: 'slow', delayMs: 60_000, afterRequests: 1 },
    ],
  })
  const begun = performance.now()
  expect(
    await (await fetch(`${slow.url}/rest/2.0/smartapp/app/info?access_token=${slow.apps[0]?.token}`)).json(),
  ).toMatchObject({ errno: 0 })
  expect(performance.now() - begun).toBeGreaterThanOrEqual(39)
  const hanging = fetch(`${slow.url}/rest/2.0/smartapp/app/info`).catch((error: unknown) => error)
  while (slow.requests.total < 2) await new Promise((resolve) => setImmediate(resolve))
  await slow.close()
  expect(await hanging).toBeInstanceOf(Error)
})

const CODES: [Fault, number, object][] = [
  [{ kind: 'code', errno: 1000 }, 200, { errno: 1000, msg: '内部服务错误' }],
  [{ kind: 'code', errno: 40008, msg: 'ip' }, 200, { errno: 40008, msg: 'ip' }],
  [{ kind: 'code', error_code: 18 }, 200, { error_code: 18, error_msg: 'Open api qps request limit reached' }],
  [
    { kind: 'code', error_code: 110, status: 401 },
    401,
    { error_code: 110, error_msg: 'Access token invalid or no longer valid' },
  ],
  [{ kind: 'code', error: 'expired_token' }, 400, { error: 'expired_token', error_description: 'expired token' }],
  [
    { kind: 'data-error', errorCode: 9 },
    200,
    { errno: 0, msg: 'success', data: { errorCode: 9, errorMessage: 'internal error' } },
  ],
]

test.each(CODES)('%j', async (fault, status, body) => {
  sandbox.faults.add(fault)
  const reply = await send()
  expect(reply.status).toBe(status)
  expect(await reply.json()).toEqual(body)
})

test('match, every and afterRequests choose the requests', async () => {
  sandbox.faults.add({
    kind: 'code',
    errno: 500,
    match: { report: 'region', app: '好大夫预约' },
    afterRequests: 1,
    every: 2,
  })
  const codes = []
  for (let i = 0; i < 6; i++) codes.push((await json(send('getanalysisregion', 2))).errno)
  expect(codes).toEqual([0, 0, 500, 0, 500, 0])
  expect((await json(send('getanalysisregion', 1))).errno).toBe(0)
  expect((await json(send('getanalysissource', 2))).errno).toBe(0)
  expect(sandbox.faults.list()).toMatchObject([{ seen: 6, struck: 2 }])
  sandbox.faults.clear()
  sandbox.faults.add({ kind: 'code', errno: 501, match: { path: 'getanalysissource' } })
  expect((await json(send('getanalysissource'))).errno).toBe(501)
  expect((await json(send('getanalysisregion'))).errno).toBe(0)
})

test('expire-tokens ends the tokens given out until then', async () => {
  const own = await startSandbox({ today: () => day('2024-10-04') })
  own.faults.add({ kind: 'expire-tokens', times: 1, afterRequests: 1 })
  const info = async (token: string): Promise<unknown> =>
    (await fetch(`${own.url}/rest/2.0/smartapp/app/info?access_token=${token}`)).json()
  const token = own.apps[0]?.token ?? ''
  expect(await info(token)).toMatchObject({ errno: 0 })
  expect(await info(token)).toMatchObject({ error_code: 111 })
  expect(await info(own.issueToken(own.apps[0]?.appId ?? ''))).toMatchObject({ errno: 0 })
  await own.close()
})

test('restate changes days from a request on, once', () => {
  const core = plain()
  const users = () =>
    num(ask(core, 0, 'getanalysisusertrend', day('2024-09-02'), day('2024-09-02'), { gran: 'day' }).sum, 'user_count')
  core.faults.add({ kind: 'restate', from: '2024-09-01', to: '2024-09-02', factor: 1.2, afterRequests: 1 })
  const [first, second, third] = [users(), users(), users()]
  expect(second / first).toBeCloseTo(1.2, 2)
  expect(third).toBe(second)
})

test('duplicate-rows repeats rows across pages and loses none', () => {
  const core = plain()
  const straight = ask(core, 0, 'getanalysisregion', day('2024-09-01'), day('2024-09-03')).rows
  core.faults.add({ kind: 'duplicate-rows', rows: 2 })
  const seen: Row[] = []
  for (const offset of [0, 20]) {
    const url = `/rest/2.0/smartapp/data/getanalysisregion?access_token=${core.apps[0]?.token}`
    const body = new URLSearchParams({ ...DATES, start_index: String(offset) }).toString()
    const reply = core.handle({ method: 'POST', url, body, contentType: 'application/x-www-form-urlencoded' })
    seen.push(...(JSON.parse(reply.body) as Envelope).data.data_list)
  }
  expect(seen).toEqual([...straight.slice(0, 20), ...straight.slice(18)])
})

test('wrong-total says another number than there are rows', async () => {
  sandbox.faults.add({ kind: 'wrong-total', by: 5, times: 1 })
  sandbox.faults.add({ kind: 'wrong-total', total: 3, afterRequests: 1 })
  expect((await json(send())).data.total).toBe(39)
  expect((await json(send())).data.total).toBe(3)
})

test('faults can be switched over HTTP', async () => {
  const url = `${sandbox.url}/__sandbox/faults`
  const body = JSON.stringify([
    { kind: 'code', errno: 1000 },
    { kind: 'html', match: { report: 'pages' } },
  ])
  const added = await fetch(url, { method: 'POST', body })
  expect(added.status).toBe(201)
  const { ids } = (await added.json()) as { ids: number[] }
  expect((await json(send())).errno).toBe(1000)
  expect(await (await fetch(`${url}?id=${ids[0]}`, { method: 'DELETE' })).json()).toMatchObject([{ id: ids[1] }])
  expect((await json(send())).errno).toBe(0)
  expect(await (await fetch(url)).json()).toHaveLength(1)
  expect(await (await fetch(url, { method: 'DELETE' })).json()).toEqual([])
  for (const wrong of ['{"kind":"fire"}', '{"kind":"code"}', '{"kind":"restate","from":"x","to":"y"}', 'no json']) {
    expect((await fetch(url, { method: 'POST', body: wrong })).status).toBe(400)
  }
  expect(sandbox.faults.list()).toEqual([])
})
