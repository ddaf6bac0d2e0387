import { afterAll, expect, test } from 'vitest'
import { describeSandbox, startSandbox, type LogEntry } from '../../electron/sandbox/index.ts'
import { day, FORM, plain, post, type Envelope, type Row } from './support.ts'

const entries: LogEntry[] = []
const sandbox = await startSandbox({
  today: () => day('2024-10-04'),
  apps: [{}, {}, { authorised: false }, { name: '自定名', appId: '777' }],
  quirks: 'none',
  log: (entry) => entries.push(entry),
})
afterAll(() => sandbox.close())

const data = (path: string) => `${sandbox.url}/rest/2.0/smartapp/data/${path}`
const token = (index = 0) => sandbox.apps[index]?.token ?? ''
const DATES = { start_date: '20240901', end_date: '20240930', start_index: '0' }

async function send(path: string, form: Record<string, string>, query = `access_token=${token()}`): Promise<Envelope> {
  const reply = await fetch(`${data(path)}?${query}`, { method: 'POST', body: new URLSearchParams(form) })
  expect(reply.status).toBe(200)
  expect(reply.headers.get('content-type')).toContain('application/json')
  return (await reply.json()) as Envelope
}

test('stands on loopback only and describes itself', () => {
  expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const described = describeSandbox(sandbox)
  expect(Object.keys(described)).toEqual(['url', 'platform', 'apps'])
  expect(described.apps[3]).toMatchObject({ name: '自定名', appId: '777', authorised: true })
  expect(JSON.parse(JSON.stringify(described))).toEqual(described)
})

test('the envelope of a paged report, twenty rows a page, start_index a row offset', async () => {
  const pages = []
  for (const offset of [0, 20, 40]) {
    pages.push(await send('getanalysisusertrend', { ...DATES, start_index: String(offset), gran: 'day' }))
  }
  const [first, second, third] = pages
  expect(first).toMatchObject({ errno: 0, msg: 'success' })
  expect(Object.keys(first?.data ?? {})).toEqual(['time_span', 'offset', 'total', 'sum', 'data_list'])
  expect(first?.data).toMatchObject({ time_span: '2024/09/01 - 2024/09/30', offset: 0, total: 30 })
  expect(second?.data).toMatchObject({ offset: 20, total: 30, sum: first?.data.sum })
  expect(pages.map((page) => page.data.data_list.length)).toEqual([20, 10, 0])
  const odd = await send('getanalysisusertrend', { ...DATES, start_index: '7', gran: 'day' })
  expect(odd.data.data_list[0]).toEqual(first?.data.data_list[7])
  expect(odd.data.data_list).toHaveLength(20)
  expect([third?.data.offset, third?.errno]).toEqual([40, 0])
})

test('audience has neither paging nor a sum', async () => {
  const reply = await send('getanalysisvisitattribute', { start_date: '20240901', end_date: '20240930' })
  expect(Object.keys(reply.data)).toEqual(['data_list'])
})

test.each([
  ['no gran', 'getanalysisusertrend', {}],
  ['a gran that does not exist', 'getanalysisusertrend', { gran: 'year' }],
  ['hours of retention', 'getanalysisretaineduser', { gran: 'hour', report_type: 'count' }],
  ['no report_type', 'getanalysisretaineduser', { gran: 'day' }],
  ['no terminal_type', 'getanalysisterminal', {}],
  ['a shortened terminal_type', 'getanalysisterminal', { terminal_type: 'os' }],
  ['no start_index', 'getanalysisregion', { start_index: '' }],
  ['end before start', 'getanalysisregion', { end_date: '20240831' }],
  ['another date form', 'getanalysisregion', { start_date: '2024-09-01' }],
  ['a day that does not exist', 'getanalysisregion', { end_date: '20240931' }],
])('%s is errno 40001', async (_name, path, form) => {
  const reply = await send(path, { ...DATES, ...(form as Record<string, string>) })
  expect(reply).toEqual({ errno: 40001, msg: '参数错误,建议检查参数' })
})

test('parameters count only as a form in the body, the token only in the query', async () => {
  const json = await fetch(`${data('getanalysisregion')}?access_token=${token()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(DATES),
  })
  expect(await json.json()).toMatchObject({ errno: 40001 })
  expect(await send('getanalysisregion', {}, `access_token=${token()}&${new URLSearchParams(DATES)}`)).toMatchObject({
    errno: 40001,
  })
  expect(await send('getanalysisregion', { ...DATES, access_token: token() }, '')).toMatchObject({ error_code: 100 })
  const get = await fetch(`${data('getanalysisregion')}?access_token=${token()}&${new URLSearchParams(DATES)}`)
  expect(await get.json()).toMatchObject({ error_code: 3 })
  expect(await (await fetch(`${data('getnothing')}?access_token=${token()}`)).json()).toMatchObject({ error_code: 3 })
})

test('tokens that are missing, unknown or of the wrong kind, and an app without the permission', async () => {
  expect(await send('getanalysisregion', DATES, '')).toEqual({ error_code: 100, error_msg: 'Invalid parameter' })
  expect(await send('getanalysisregion', DATES, 'access_token=42.wrong')).toMatchObject({ error_code: 110 })
  expect(await send('getanalysisregion', DATES, `access_token=${sandbox.platform.token}`)).toMatchObject({
    error_code: 6,
  })
  expect(await send('getanalysisregion', DATES, `access_token=${token(2)}`)).toMatchObject({ errno: 40007 })
})

const platform = async (path: string, query: Record<string, string>, accessToken = sandbox.platform.token) => {
  const reply = await fetch(`${data(path)}?${new URLSearchParams({ access_token: accessToken, ...query })}`)
  return (await reply.json()) as {
    errno: number
    error_code: number
    data: { offset: number; total: number; result: Row[] }
  }
}
const TP = {
  start_date: '20240915',
  end_date: '20241003',
  metrics: 'tp_day_user_count,tp_week_user_count,tp_month_user_count',
}

test('report 10: strings, oldest first, the latest days unknown, the day key by path', async () => {
  const reply = await platform('getdata', { ...TP, scene: '0' })
  expect(Object.keys(reply.data)).toEqual(['offset', 'total', 'result'])
  const { result } = reply.data
  expect([reply.data.total, result.length]).toEqual([19, 19])
  expect(Object.keys(result[0] ?? {})).toEqual(['data', ...TP.metrics.split(',')])
  expect(result.map((row) => row['data'])).toEqual([...result.map((row) => row['data'])].sort())
  expect(result.at(-1)).toMatchObject({ data: '20241003', tp_day_user_count: '--', tp_month_user_count: '--' })
  for (const row of result.slice(0, -1)) {
    const [dau, wau, mau] = TP.metrics.split(',').map((key) => {
      expect(row[key]).toMatch(/^\d+$/)
      return Number(row[key])
    }) as [number, number, number]
    expect([dau <= wau, wau <= mau]).toEqual([true, true])
  }
  const renamed = await platform('gettpdata', { ...TP, start_index: '5', max_results: '3' })
  expect(renamed.data.result.map((row) => row['date'])).toEqual(['20240920', '20240921', '20240922'])
  expect(renamed.data.result[0]?.['tp_day_user_count']).toBe(result[5]?.['tp_day_user_count'])
})

test('report 10 refuses a missing scene or metrics, and app tokens', async () => {
  expect(await platform('getdata', TP)).toMatchObject({ errno: 40001 })
  expect(await platform('gettpdata', TP)).toMatchObject({ errno: 0 })
  expect(await platform('gettpdata', { ...TP, metrics: '' })).toMatchObject({ errno: 40001 })
  expect(await platform('gettpdata', TP, token())).toMatchObject({ error_code: 6 })
})

test('counts requests by path and app, over HTTP too, and logs no token', async () => {
  await fetch(`${sandbox.url}/__sandbox/stats`, { method: 'DELETE' })
  await send('getanalysisregion', DATES)
  await send('getanalysissource', DATES, `access_token=${token(1)}`)
  await send('getanalysissource', DATES, 'access_token=42.wrong')
  expect(sandbox.requests).toEqual({
    total: 3,
    byPath: { '/rest/2.0/smartapp/data/getanalysisregion': 1, '/rest/2.0/smartapp/data/getanalysissource': 2 },
    byApp: { 小鹿育儿: 1, 城市公积金查询: 1 },
  })
  expect(await (await fetch(`${sandbox.url}/__sandbox/stats`)).json()).toEqual(sandbox.requests)
  expect(await (await fetch(`${sandbox.url}/__sandbox`)).json()).toEqual({
    platform: sandbox.platform,
    apps: sandbox.apps,
  })
  expect(entries.at(-2)).toMatchObject({ method: 'POST', app: '城市公积金查询', report: 'sources', status: 200 })
  expect(JSON.stringify(entries)).not.toContain(token())
})

test('quirks: a blank key, tabs behind keys, quoted numbers, fields nobody knows', () => {
  const dates = { start_date: '20240901', end_date: '20240903', start_index: '0' }
  const get = (options: Parameters<typeof plain>[0], path: string) => {
    const odd = plain(options)
    return post(odd, path, dates, odd.apps[0]?.token ?? '').data
  }
  const straight = get({}, 'getanalysisactivityuser')
  const blank = get({ quirks: { blankKey: true } }, 'getanalysisactivityuser')
  expect(blank.data_list[0]).toHaveProperty([' '], straight.data_list[0]?.['weekly_user_count'])
  expect(blank.data_list[0]).not.toHaveProperty('weekly_user_count')
  expect(blank.data_list.slice(1)).toEqual(straight.data_list.slice(1))
  const tab = get({ quirks: { tabKeys: true } }, 'getanalysisactivityuser').data_list[0]
  expect(tab?.['accumulative_user_count\t']).toBe(straight.data_list[0]?.['accumulative_user_count'])
  const quoted = get({ quirks: { stringNumbers: true } }, 'getanalysissource').data_list[0]
  expect(quoted?.['user_count']).toMatch(/^\d+$/)
  expect((quoted?.['name'] as Row[])[0]?.['user_count']).toMatch(/^\d+$/)
  const more = get({ quirks: { unknownFields: true } }, 'getanalysissource')
  expect(more).toHaveProperty('server')
  expect(more.data_list[0]).toHaveProperty('trace_id')
  expect(get({ quirks: 'by-app' }, 'getanalysisactivityuser')).toEqual(blank)
})

test('handle answers without a network', () => {
  const core = plain()
  const url = `/rest/2.0/smartapp/app/info?access_token=${core.apps[0]?.token}`
  expect(JSON.parse(core.handle({ method: 'GET', url }).body)).toMatchObject({ data: { app_name: '小鹿育儿' } })
  expect(core.handle({ method: 'POST', url, contentType: FORM, body: '' }).status).toBe(404)
})
