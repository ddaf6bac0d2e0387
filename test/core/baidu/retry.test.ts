import { describe, expect, test } from 'vitest'
import type { AppError } from '../../../electron/contract/errors.ts'
import { createLimiter } from '../../../electron/core/baidu/limiter.ts'
import {
  call,
  everythingSaid,
  failure,
  newClient,
  regions,
  renewable,
  RENEWED,
  send,
  startServer,
  Time,
  TOKEN,
} from './support.ts'

const BUSY = { errno: 1000, msg: 'busy' }
const TOO_FAST = { error_code: 18, error_msg: 'qps' }

/** Answers the first requests as told, and every later one well. */
const struggling = (...first: readonly [body: unknown, status?: number, headers?: Record<string, string>][]) =>
  startServer((_, response, nth) => {
    const told = first[nth - 1]
    if (told) send(response, ...told)
    else send(response, regions(0, 1, 1))
  })

test('three hiccups are got over, and counted', async () => {
  const server = await struggling([BUSY], ['<html>', 502], [{ error_code: 2, error_msg: '' }, 503])
  const fetched = await newClient(server.url).client.report(call('region'))
  expect(fetched).toMatchObject({ requests: 4, pages: 1, capped: false })
  expect(fetched.decoded.rows).toHaveLength(1)
})

test('the fourth is not waited for', async () => {
  const server = await struggling([BUSY], [BUSY], [BUSY], [BUSY])
  expect((await failure(newClient(server.url).client.report(call('region')))).code).toBe('api.busy')
  expect(server.seen).toHaveLength(4)
})

test('each page has its own tries, and a page asked for again brings its rows once', async () => {
  const asked: string[] = []
  const server = await startServer((seen, response) => {
    const offset = Number(seen.form['start_index'])
    asked.push(String(offset))
    const hiccup = asked.filter((one) => one === String(offset)).length <= 3
    if (hiccup) send(response, BUSY)
    else send(response, regions(offset, Math.min(20, 45 - offset), 45))
  })
  const fetched = await newClient(server.url).client.report(call('region'))
  expect(fetched).toMatchObject({ requests: 12, pages: 3, total: 45 })
  expect(new Set(fetched.decoded.rows.map(({ member }) => member)).size).toBe(45)
  expect(fetched.decoded.rows).toHaveLength(45)
})

describe('Retry-After', () => {
  test.each([
    ['7', 7000],
    ['Mon, 05 Jan 2026 00:00:09 GMT', 9000],
  ])('%s is waited for', async (header, ms) => {
    const server = await struggling(['busy', 503, { 'retry-after': header }])
    const { client, time } = newClient(server.url)
    await client.report(call('region'))
    expect(time.slept).toEqual([ms])
  })

  test('more than two minutes are not: the call fails, and says how long', async () => {
    const server = await struggling(['busy', 503, { 'retry-after': '3600' }])
    const { client, time } = newClient(server.url)
    const error = await failure(client.report(call('region')))
    expect(error.details).toMatchObject({ retryAfterMs: 3_600_000, status: 503, action: 'retry' })
    expect([server.seen.length, time.slept]).toEqual([1, []])
  })

  test('an abort ends the wait', async () => {
    const controller = new AbortController()
    const server = await struggling(['busy', 503, { 'retry-after': '60' }])
    const { client } = newClient(server.url, {
      sleep: (_ms, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('given up')), { once: true })
          controller.abort()
        }),
    })
    const error = await failure(client.report({ ...call('region'), signal: controller.signal }))
    expect(error.code).toBe('cancelled')
    expect(server.seen).toHaveLength(1)
  })
})

describe('too fast', () => {
  test.each<[string, unknown, number]>([
    ['error_code 4', { error_code: 4, error_msg: '' }, 200],
    ['error_code 18', TOO_FAST, 403],
    ['HTTP 429', 'slow down', 429],
    ['HTTP 429 in JSON of no kind', { message: 'slow down' }, 429],
  ])('%s: a second’s pause at least, for everybody, and half the speed', async (_, body, status) => {
    const server = await struggling([body, status])
    const { client, limiter, time } = newClient(server.url, {}, 8)
    const began = time.now
    await client.report(call('region'))
    expect(time.now - began).toBeGreaterThanOrEqual(1000)
    expect(limiter.rate).toBe(4)
  })

  test('where it does not end, the call is given up after six slower tries', async () => {
    const server = await struggling(...Array.from({ length: 20 }, () => [TOO_FAST] as [unknown]))
    const { client, time } = newClient(server.url, {}, 5)
    const began = time.now
    const error = await failure(client.report(call('region')))
    expect(error.code).toBe('api.rate')
    expect(error.details['action']).toBe('retry')
    expect(server.seen).toHaveLength(7)
    expect(time.now - began).toBeGreaterThanOrEqual(6000)
  })

  test('is no hiccup: a call has its tries for those as well', async () => {
    const server = await struggling([TOO_FAST], [BUSY], [TOO_FAST], [BUSY], [TOO_FAST], [BUSY])
    const fetched = await newClient(server.url).client.report(call('region'))
    expect(fetched.requests).toBe(7)
  })
})

test('call count exceeded (50029) holds back the other calls for a moment, and is not tried again', async () => {
  const server = await struggling([{ errno: 50029, msg: '' }])
  const { client, time } = newClient(server.url)
  const error = await failure(client.report(call('region')))
  expect([error.code, error.details['action'], server.seen.length]).toEqual(['api.quota', 'pause', 1])
  const before = time.now
  await client.report(call('region'))
  expect(time.now - before).toBeGreaterThanOrEqual(5000)
})

test('a cancel while the rate limit is waited for', async () => {
  const server = await struggling()
  const controller = new AbortController()
  const { clock } = new Time()
  const limiter = createLimiter({
    ratePerSecond: 1,
    clock,
    sleep: (_ms, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('given up')), { once: true })
        controller.abort()
      }),
  })
  const { client } = newClient(server.url, { limiter })
  await client.report(call('region'))
  const error = await failure(client.report({ ...call('region'), signal: controller.signal }))
  expect(error.code).toBe('cancelled')
  expect(server.seen).toHaveLength(1)
})

test('a job that was cancelled before it began asks nothing', async () => {
  const server = await struggling()
  const error = await failure(newClient(server.url).client.report({ ...call('region'), signal: AbortSignal.abort() }))
  expect([error.code, server.seen.length]).toEqual(['cancelled', 0])
})

describe('a token the API no longer takes', () => {
  const expiring = (...good: readonly string[]) =>
    startServer((seen, response) => {
      if (good.includes(seen.query['access_token'] ?? '')) send(response, regions(0, 1, 1))
      else send(response, { error_code: 111, error_msg: `Access token expired: ${seen.query['access_token']}` })
    })

  test('is renewed once, and the call made once more', async () => {
    const server = await expiring(RENEWED)
    const token = renewable()
    const fetched = await newClient(server.url).client.report(call('region', {}, token))
    expect(fetched.decoded.rows).toHaveLength(1)
    expect(server.seen.map(({ query }) => query['access_token'])).toEqual([TOKEN, RENEWED])
    expect(token.renewals).toEqual([TOKEN])
  })

  test('twice: the app stops, and the tokens the API repeats are in nothing that is said', async () => {
    const server = await expiring()
    const error: AppError = await failure(newClient(server.url).client.report(call('region')))
    expect(error.code).toBe('api.token')
    expect(error.details).toMatchObject({ action: 'stop-app', apiMessage: 'Access token expired: •••' })
    expect(server.seen).toHaveLength(2)
    for (const token of [TOKEN, RENEWED]) expect(everythingSaid(error)).not.toContain(token)
  })

  test('without a way to another says so', async () => {
    const server = await expiring()
    const error = await failure(newClient(server.url).client.report(call('region', {}, renewable(TOKEN, null))))
    expect(error.code).toBe('token.expired')
    expect(error.details).toMatchObject({ app: 'shop', action: 'token', report: 'region' })
    expect(server.seen).toHaveLength(1)
  })

  test('between two pages: the page is asked for again, the first is kept', async () => {
    const server = await startServer((seen, response) => {
      const offset = Number(seen.form['start_index'])
      const isGood = seen.query['access_token'] === (offset < 20 ? TOKEN : RENEWED)
      send(response, isGood ? regions(offset, 20 - offset / 2, 30) : { errno: 44003, msg: 'expired' })
    })
    const fetched = await newClient(server.url).client.report(call('region'))
    expect(fetched).toMatchObject({ pages: 2, total: 30 })
    expect(fetched.decoded.rows).toHaveLength(30)
    expect(server.seen.map(({ form }) => form['start_index'])).toEqual(['0', '20', '20'])
  })
})

test('a reply that repeats the token it was asked with does not bring it into the history', async () => {
  const server = await startServer((seen, response) => {
    send(response, { ...regions(0, 1, 1), debug: `token=${seen.query['access_token']}` })
  })
  const { payload } = await newClient(server.url).client.report(call('region'))
  expect(payload).not.toContain(TOKEN)
  expect(payload).toContain('p0')
})
