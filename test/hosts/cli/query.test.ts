import { expect, test } from 'vitest'
import type { Output } from '../../../electron/contract/index.ts'
import { anApp, fakeCore, someReports, type FakeHandlers } from './fake-core.ts'
import { play } from './harness.ts'

const core = (more: FakeHandlers) =>
  fakeCore({
    'apps.list': () => [anApp(1, '晨光商城'), anApp(2, 'Lantern')],
    'reports.list': () => someReports,
    ...more,
  })

const series: Output<'query.series'> = {
  report: 'user-trend',
  metric: 'user_count',
  variant: '',
  unit: 'count',
  granularity: 'week',
  periods: [
    { key: '2026-W45', from: '2026-11-02', to: '2026-11-08', partial: false },
    { key: '2026-W46', from: '2026-11-09', to: '2026-11-10', partial: true },
  ],
  series: [
    {
      appId: 1,
      app: '晨光商城',
      values: [1234, null],
      total: { value: null, rule: 'unique', note: 'not-fetched-range' },
      source: { snapshot: 5, fetchedAt: '2026-11-11T00:00:00.000Z' },
    },
    { appId: 2, app: 'Lantern', values: [0, 56], total: { value: 56, rule: 'unique', note: null }, source: null },
  ],
  combined: { values: [1234, 56], total: { value: null, rule: 'unique', note: 'not-fetched-range' } },
}

test('query series --json is the promised document', async () => {
  const fake = core({ 'query.series': () => series })
  const words =
    'query series --metric user-trend/user_count --from 2026-11-02 --to 2026-11-10 --granularity week --json'
  const { code, json, err } = await play(words, { core: fake })
  expect([code, err]).toEqual([0, ''])
  expect(json).toMatchObject({
    metric: 'user-trend/user_count',
    unit: 'count',
    granularity: 'week',
    periods: series.periods,
    series: [
      {
        app: '晨光商城',
        values: [1234, null],
        total: {
          value: null,
          rule: 'unique',
          note: 'users cannot be added over days: sync exactly this range',
          noteCode: 'not-fetched-range',
        },
      },
      { app: 'Lantern', values: [0, 56], total: { value: 56, rule: 'unique', note: null, noteCode: null } },
    ],
  })
  expect(fake.calls.at(-1)?.input).toEqual({
    metric: 'user-trend/user_count',
    granularity: 'week',
    range: { from: '2026-11-02', to: '2026-11-10' },
    scope: { apps: [], tags: [] },
  })
})

test('query series for people: aligned, unknown is -- and never 0, partial periods marked, notes told', async () => {
  const fake = core({ 'query.series': () => series })
  const { out } = await play('query series --metric user-trend/user_count --from 7d', {
    core: fake,
    env: { CYGNET_LANG: 'zh-CN' },
  })
  const lines = out.trimEnd().split('\n')
  expect(lines[0]).toContain('启动用户数')
  expect(lines[2]).toMatch(/^2026-W45\s+1,234\s+0\s+1,234$/)
  expect(lines[3]).toMatch(/^2026-W46 \*\s+--\s+56\s+56$/)
  expect(lines[4]).toMatch(/^合计\s+--\s+56\s+--$/)
  expect(out).toContain('晨光商城、全部小程序：用户数不能按天相加')
})

test('query series: variant, scope and as-of are passed on; the default granularity is the contract’s', async () => {
  const fake = core({ 'query.series': () => series })
  const words =
    'query series --metric terminal/share --variant terminal_os --from 2d --app Lantern --as-of 2026-11-20T00:00Z'
  expect((await play(words, { core: fake })).code).toBe(0)
  expect(fake.calls.at(-1)?.input).toEqual({
    metric: 'terminal/share',
    variant: 'terminal_os',
    granularity: 'day',
    range: { from: '2026-11-22', to: '2026-11-23' },
    scope: { apps: [2], tags: [] },
    asOf: '2026-11-20T00:00:00.000Z',
  })
})

test('query series: nothing stored is said, with what to do', async () => {
  const empty = {
    ...series,
    series: [],
    combined: { values: [null, null], total: { value: null, rule: 'unique', note: 'not-fetched' as const } },
  }
  const { code, out } = await play('query series --metric user-trend/user_count --from 7d', {
    core: core({ 'query.series': () => empty }),
  })
  expect(code).toBe(0)
  expect(out).toContain('cygnet sync')
})

const table: Output<'query.table'> = {
  report: 'terminal',
  variant: 'terminal_os',
  granularity: 'range',
  from: '2026-11-01',
  to: '2026-11-02',
  columns: [{ key: 'share', unit: 'percent' }],
  rows: [
    { appId: 1, app: '晨光商城', key: 'ios', label: 'iOS', parent: null, values: { share: 40 } },
    { appId: 1, app: '晨光商城', key: '17', label: 'iOS 17', parent: 'ios', values: { share: null } },
    { appId: 2, app: 'Lantern', key: 'android', label: 'Android', parent: null, values: { share: 100 } },
  ],
  sum: { 晨光商城: { share: 40 }, Lantern: { share: null } },
  sources: [{ appId: 1, app: '晨光商城', exact: false, snapshots: [], note: 'derived' }],
  missing: [{ appId: 3, app: '远方', reason: 'not-fetched' }],
}

test('query table --json is the promised document', async () => {
  const fake = core({ 'query.table': () => table })
  const words = 'query table --report terminal --variant terminal_os --from 2026-11-01 --to 2026-11-02 --json'
  const { code, json } = await play(words, { core: fake })
  expect(code).toBe(0)
  expect(json).toMatchObject({
    report: 'terminal',
    variant: 'terminal_os',
    from: '2026-11-01',
    to: '2026-11-02',
    columns: [{ key: 'share', unit: 'percent' }],
    rows: [
      { app: '晨光商城', key: 'ios', label: 'iOS', parent: null, values: { share: 40 } },
      { app: '晨光商城', key: '17', label: 'iOS 17', parent: 'ios', values: { share: null } },
      { app: 'Lantern', key: 'android', label: 'Android', parent: null, values: { share: 100 } },
    ],
    sum: { 晨光商城: { share: 40 }, Lantern: { share: null } },
    missing: [{ app: '远方', reason: 'this range was never synced', code: 'not-fetched' }],
    sources: [{ note: 'put together from shorter periods', noteCode: 'derived' }],
  })
})

test('query table for people', async () => {
  const fake = core({ 'query.table': () => table })
  const { out } = await play('query table --report terminal --variant terminal_os --from 2d', {
    core: fake,
    env: { CYGNET_LANG: 'zh-CN' },
  })
  expect(out).toContain('终端 · 系统，2026-11-01 至 2026-11-02')
  expect(out).toMatch(/^晨光商城 {2}iOS\s+40\.00%$/m)
  expect(out).toMatch(/^晨光商城 {4}iOS 17\s+--$/m)
  expect(out).toMatch(/^晨光商城 {2}合计\s+40\.00%$/m)
  expect(out).not.toMatch(/^Lantern {3}合计/m)
  expect(out).toContain('远方：还没有同步过这段日期')
})

const total = (value: number | null, note: 'estimate' | null = null) => ({ value, rule: 'sum', note })
const overview: Output<'query.overview'> = {
  from: '2026-11-17',
  to: '2026-11-23',
  compare: { from: '2026-11-10', to: '2026-11-16' },
  metrics: [{ metric: 'user-trend/session_count', unit: 'count', overTime: 'sum', overApps: 'sum' }],
  apps: [
    {
      appId: 1,
      app: '晨光商城',
      kpis: [{ total: total(1200), previous: total(1000), change: 20 }],
      spark: [],
      freshness: { day: '2026-11-23', fetchedAt: '2026-11-24T00:00:00.000Z' },
    },
    {
      appId: 2,
      app: 'Lantern',
      kpis: [{ total: total(null), previous: null, change: null }],
      spark: [],
      freshness: { day: null, fetchedAt: null },
    },
  ],
  combined: [{ total: total(1200, 'estimate'), previous: total(1000), change: -0.04 }],
}

test('query overview: figures with their change, and the comparison asked for', async () => {
  const fake = core({ 'query.overview': () => overview })
  const { code, out } = await play('query overview --from 7d --compare weekday', { core: fake })
  expect(code).toBe(0)
  expect(fake.calls.find(({ method }) => method === 'query.overview')?.input).toMatchObject({ compare: 'weekday' })
  expect(out).toMatch(/晨光商城\s+1,200 \(\+20\.0%\)\s+2026-11-23/)
  expect(out).toMatch(/Lantern\s+--/)
  expect(out).toContain('estimate')
  const json = await play('query overview --from 7d --json', { core: core({ 'query.overview': () => overview }) })
  expect(json.json).toMatchObject({ combined: [{ total: { value: 1200, note: 'estimate', noteCode: 'estimate' } }] })
})

test('reports: the catalogue with units and rules, or one report with its definitions', async () => {
  const { code, out } = await play('reports', { core: core({}), env: { CYGNET_LANG: 'zh-CN' } })
  expect(code).toBe(0)
  expect(out).toContain('1. 用户趋势（user-trend）')
  expect(out).toMatch(/session_count\s+启动次数\s+数量\s+相加\s+不可合计（接口不给基数，不能合计）/)
  expect((await play('reports --json', { core: core({}) })).json).toEqual(someReports)
  expect((await play('reports terminal', { core: core({}) })).out).toContain('What Share means')
  expect((await play('reports terminal --json', { core: core({}) })).json).toMatchObject({ id: 'terminal' })
})
