import { describe, expect, test } from 'vitest'
import { classify, toError } from '../../../electron/core/baidu/classify.ts'
import { call, failure, newClient, send, startServer } from './support.ts'

/** api-facts §4, written down once more: envelope, HTTP status, what it is, what to do, how often it is asked in all. */
type Case = readonly [body: Record<string, unknown>, status: number, code: string, action: string, requests: number]

const business = (codes: readonly number[], code: string, action: string, requests: number): Case[] =>
  codes.map((errno) => [{ errno, msg: 'said so' }, 200, code, action, requests])
const gateway = (codes: readonly number[], code: string, action: string, requests: number): Case[] =>
  codes.map((error_code) => [{ error_code, error_msg: 'said so' }, 200, code, action, requests])
const oauth = (codes: readonly string[], action: string, requests: number): Case[] =>
  codes.map((error) => [{ error, error_description: 'said so' }, 400, 'api.oauth', action, requests])

const CASES: readonly Case[] = [
  ...business([1000, 500, 501, 5000], 'api.busy', 'retry', 4),
  ...business([40001, 41000, 2002], 'api.parameter', 'stop-call', 1),
  ...business([40007, 45001, 6001], 'api.permission', 'stop-app', 1),
  ...business([40008], 'api.ip', 'stop-all', 1),
  // renewed once, replayed once, then the app stops
  ...business([44002, 44003, 44004], 'api.token', 'stop-app', 2),
  ...business([45000, 50032], 'api.app', 'stop-app', 1),
  ...business([50029], 'api.quota', 'pause', 1),
  ...business([50041, 50044, 50053], 'api.granted-elsewhere', 'stop-app', 1),
  ...gateway([1, 2], 'api.busy', 'retry', 4),
  ...gateway([4, 18], 'api.rate', 'retry', 7),
  ...gateway([17, 19], 'api.quota', 'stop-all', 1),
  ...gateway([5, 114], 'api.ip', 'stop-all', 1),
  ...gateway([6], 'api.permission', 'stop-app', 1),
  ...gateway([100], 'api.parameter', 'stop-call', 1),
  ...gateway([110, 111], 'api.token', 'stop-app', 2),
  ...oauth(
    ['invalid_request', 'invalid_client', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope'],
    'stop-app',
    1,
  ),
  // On a data call they mean the call's own token, which is renewed. What is never replayed is a grant: see tokens-refresh.test.ts.
  ...oauth(['invalid_grant', 'expired_token'], 'recover', 2),
  [{ errno: 0, msg: '', data: { errorCode: 500, errorMessage: 'said so' } }, 200, 'api.busy', 'retry', 4],
  [{ errno: 0, msg: '', data: { errorCode: '40001', errorMessage: 'said so' } }, 200, 'api.parameter', 'stop-call', 1],
  [{ errno: 98765, msg: 'said so' }, 200, 'api.unknown', 'stop-call', 1],
  [{ errno: 'constructor', msg: 'said so' }, 200, 'api.unknown', 'stop-call', 1],
  [{ error: '__proto__', error_description: 'said so' }, 400, 'api.unknown', 'stop-call', 1],
]

test.each(CASES)('%j (HTTP %i) is %s: %s, asked %i times', async (body, status, code, action, requests) => {
  const server = await startServer((_, response) => {
    send(response, body, status)
  })
  const { client } = newClient(server.url)
  const error = await failure(client.report(call('region')))
  const said = body['errno'] === 0 ? (body['data'] as Record<string, unknown>)['errorCode'] : Object.values(body)[0]
  expect(error.code).toBe(code)
  expect(error.details).toMatchObject({
    action,
    report: 'region',
    apiCode: String(said),
    apiMessage: 'said so',
    httpStatus: status,
  })
  expect(server.seen).toHaveLength(requests)
})

test.each([200, 400, 401, 403, 404, 500, 503])('the body speaks first: errno 40007 under HTTP %i', async (status) => {
  const server = await startServer((_, response) => {
    send(response, { errno: 40007, msg: '没有权限' }, status)
  })
  const { client } = newClient(server.url)
  const error = await failure(client.report(call('region')))
  expect([error.code, error.details['apiMessage'], server.seen.length]).toEqual(['api.permission', '没有权限', 1])
})

describe('reading an envelope', () => {
  test.each([
    ['a success', { errno: 0, msg: 'success', data: {} }],
    ['a success in quotes', { errno: '0', data: null }],
    ['a flat token reply', { access_token: 'x', expires_in: 3600 }],
    ['an empty error', { error: '', data: [] }],
    ['a list', []],
    ['null', null],
    ['text', 'errno'],
  ])('%s is no error', (_, body) => {
    expect(classify(body)).toBeNull()
  })

  test('codes may be quoted', () => {
    expect(classify({ error_code: '111', error_msg: 'x' })?.is).toEqual({ code: 'api.token', action: 'renew' })
    expect(classify({ errno: ' 40008 ' })?.is.action).toBe('stop-all')
  })
})

describe('the error made of it', () => {
  const made = (body: unknown, now = 0) => {
    const found = classify(body)
    if (!found) throw new Error('no error found')
    return toError(found, { redact: (text) => text.replaceAll('hidden', '•••'), now })
  }

  test('hides what must be hidden before it is cut', () => {
    const { details } = made({ errno: 1, msg: `${'a'.repeat(297)}hidden${'b'.repeat(100)}` })
    expect(details['apiMessage']).toBe(`${'a'.repeat(297)}•••`)
  })

  test.each([
    // 23:59:59 and 00:00 in Beijing, which is eight hours ahead
    ['2026-01-05T15:59:59.999Z', '2026-01-05T16:00:00.000Z'],
    ['2026-01-05T16:00:00.000Z', '2026-01-06T16:00:00.000Z'],
  ])('a quota used up at %s comes back at %s', (now, resumeAt) => {
    expect(made({ error_code: 17 }, Date.parse(now)).details['resumeAt']).toBe(resumeAt)
    expect(made({ error_code: 18 }, Date.parse(now)).details).not.toHaveProperty('resumeAt')
  })
})
