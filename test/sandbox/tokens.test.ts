import { expect, test } from 'vitest'
import { createSandbox, type SandboxCore, type SandboxOptions } from '../../electron/sandbox/index.ts'
import { day, FORM, post } from './support.ts'

interface Pair {
  access_token: string
  refresh_token: string
  expires_in: number
  error: string
  error_code: number
}

const OAUTH = '/rest/2.0/oauth/token'
const RETRIEVE = '/rest/2.0/smartapp/auth/retrieve/authorizationcode'
const DATES = { start_date: '20240901', end_date: '20240902', start_index: '0' }

function sandboxAt(clock: { now: number }, options: SandboxOptions = {}): SandboxCore {
  return createSandbox({ now: () => clock.now, today: () => day('2024-10-04'), samples: false, ...options })
}

function get(sandbox: SandboxCore, path: string, query: Record<string, string>): { status: number; body: unknown } {
  const { status, body } = sandbox.handle({ method: 'GET', url: `${path}?${new URLSearchParams(query)}` })
  return { status, body: JSON.parse(body) as unknown }
}

function retrieve(sandbox: SandboxCore, appId: string, token = sandbox.platform.token) {
  const url = `${RETRIEVE}?access_token=${token}`
  const { body } = sandbox.handle({ method: 'POST', url, contentType: FORM, body: `app_id=${appId}` })
  return JSON.parse(body) as { errno: number; error_code: number; data: { authorization_code: string } }
}

function exchange(sandbox: SandboxCore, code: string, token = sandbox.platform.token) {
  const grant = { access_token: token, code, grant_type: 'app_to_tp_authorization_code' }
  const { status, body } = get(sandbox, OAUTH, grant)
  return { status, ...(body as Pair) }
}

function refresh(sandbox: SandboxCore, refreshToken: string) {
  const grant = { refresh_token: refreshToken, grant_type: 'app_to_tp_refresh_token' }
  const { status, body } = get(sandbox, OAUTH, { access_token: sandbox.platform.token, ...grant })
  return { status, ...(body as Pair) }
}

const region = (sandbox: SandboxCore, token: string) => post(sandbox, 'getanalysisregion', DATES, token)

test('ticket → platform token → code → app token → data', () => {
  const sandbox = sandboxAt({ now: 1_728_000_000_000 })
  const { clientId, ticket } = sandbox.platform
  const answer = get(sandbox, '/public/2.0/smartapp/auth/tp/token', { client_id: clientId, ticket }).body as {
    errno: number
    data: Pair
  }
  expect(answer).toMatchObject({ errno: 0, data: { expires_in: 2_592_000 } })
  const platform = answer.data.access_token
  const app = sandbox.apps[1]
  const code = retrieve(sandbox, app?.appId ?? '', platform).data.authorization_code
  const pair = exchange(sandbox, code, platform)
  expect(pair).toMatchObject({ status: 200, expires_in: 3600 })
  expect(region(sandbox, pair.access_token)).toEqual(region(sandbox, app?.token ?? ''))
  expect(sandbox.requests.byApp).toEqual({ [app?.name ?? '']: 3 })
})

test('a code works once', () => {
  const sandbox = sandboxAt({ now: 0 })
  const { authorization_code: code } = retrieve(sandbox, sandbox.apps[0]?.appId ?? '').data
  expect(exchange(sandbox, code).status).toBe(200)
  expect(exchange(sandbox, code)).toMatchObject({ status: 400, error: 'invalid_grant' })
})

test('codes run out after five hours, app tokens after one, platform tokens after thirty days', () => {
  const clock = { now: 1_000 }
  const sandbox = sandboxAt(clock)
  const appId = sandbox.apps[0]?.appId ?? ''
  const { authorization_code: late } = retrieve(sandbox, appId).data
  const { authorization_code: code } = retrieve(sandbox, appId).data
  const { access_token: token } = exchange(sandbox, code)
  const { clientId, ticket } = sandbox.platform
  const tp = get(sandbox, '/public/2.0/smartapp/auth/tp/token', { client_id: clientId, ticket }).body as { data: Pair }
  clock.now += 3_599_000
  expect(region(sandbox, token).errno).toBe(0)
  clock.now += 1_000
  expect(region(sandbox, token)).toMatchObject({ error_code: 111 })
  expect(region(sandbox, sandbox.apps[0]?.token ?? '').errno).toBe(0)
  clock.now += 4 * 3_600_000
  expect(exchange(sandbox, late)).toMatchObject({ error: 'invalid_grant' })
  clock.now += 30 * 86_400_000
  expect(retrieve(sandbox, appId, tp.data.access_token)).toMatchObject({ error_code: 111 })
})

test('a refresh token works once and gives a new pair', () => {
  const sandbox = sandboxAt({ now: 0 })
  const first = exchange(sandbox, retrieve(sandbox, sandbox.apps[0]?.appId ?? '').data.authorization_code)
  const second = refresh(sandbox, first.refresh_token)
  expect(second.status).toBe(200)
  expect(new Set([first, second].flatMap((pair) => [pair.access_token, pair.refresh_token])).size).toBe(4)
  expect(refresh(sandbox, first.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' })
  expect(refresh(sandbox, second.refresh_token).status).toBe(200)
})

test('what is wrong is refused with the right envelope', () => {
  const sandbox = sandboxAt({ now: 0 })
  const tp = sandbox.platform.token
  expect(get(sandbox, '/public/2.0/smartapp/auth/tp/token', { client_id: 'x', ticket: 'y' }).body).toMatchObject({
    errno: 40001,
  })
  expect(get(sandbox, OAUTH, { access_token: tp, grant_type: 'password' })).toMatchObject({
    status: 400,
    body: { error: 'unsupported_grant_type' },
  })
  expect(get(sandbox, OAUTH, { access_token: tp, grant_type: 'app_to_tp_refresh_token' }).body).toMatchObject({
    error: 'invalid_request',
  })
  expect(exchange(sandbox, 'anything', '42.unknown')).toMatchObject({ status: 200, error_code: 110 })
  expect(exchange(sandbox, 'anything', sandbox.apps[0]?.token)).toMatchObject({ error_code: 6 })
  expect(retrieve(sandbox, '1')).toMatchObject({ errno: 45000 })
})

test('app info names the app and shows whether 数据权限 was granted', () => {
  const sandbox = sandboxAt({ now: 0 }, { apps: [{}, { authorised: false }] })
  const scopes = sandbox.apps.map((app) => {
    const { body } = get(sandbox, '/rest/2.0/smartapp/app/info', { access_token: app.token })
    const { data } = body as { data: { app_name: string; app_id: number; auth_info: { scope_name: string }[] } }
    expect([data.app_name, String(data.app_id)]).toEqual([app.name, app.appId])
    return data.auth_info.some((scope) => scope.scope_name === '数据权限')
  })
  expect(scopes).toEqual([true, false])
})

test('the broker hands out app tokens', () => {
  const sandbox = sandboxAt({ now: 0 }, { lifetimes: { app: 60 } })
  const { body } = get(sandbox, '/broker', { app_id: sandbox.apps[2]?.appId ?? '' })
  expect(body).toMatchObject({ expires_in: 60 })
  expect(region(sandbox, (body as Pair).access_token).errno).toBe(0)
  expect(get(sandbox, '/broker', { app_id: 'nobody' })).toEqual({ status: 404, body: { error: 'unknown app' } })
})

test('the same seed gives the same lasting tokens, another seed others', () => {
  const tokens = (seed: number) => createSandbox({ seed }).apps.map((app) => app.token)
  expect(tokens(5)).toEqual(tokens(5))
  expect(tokens(5).filter((token) => tokens(6).includes(token))).toEqual([])
})

test('expireTokens ends pasted and issued tokens, later ones live', () => {
  const sandbox = sandboxAt({ now: 0 })
  const issued = sandbox.issueToken(sandbox.apps[0]?.appId ?? '')
  sandbox.expireTokens()
  for (const token of [issued, sandbox.apps[1]?.token ?? ''])
    expect(region(sandbox, token)).toMatchObject({ error_code: 111 })
  expect(region(sandbox, sandbox.issueToken(sandbox.apps[0]?.appId ?? '')).errno).toBe(0)
})
