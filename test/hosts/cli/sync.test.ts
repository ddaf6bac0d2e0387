import { expect, test } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import type { Job, SyncFailure } from '../../../electron/contract/methods/jobs.ts'
import { aJob, anApp, aSummary, fakeCore, someReports, unknown, type FakeHandlers } from './fake-core.ts'
import { play } from './harness.ts'

const failure: SyncFailure = {
  app: '晨光商城',
  appId: 1,
  report: 'region',
  action: 'stop-app',
  error: new AppError('api.permission', { apiCode: '40007', apiMessage: 'denied' }).toShape(),
}

const core = (job: Partial<Job>, more: FakeHandlers = {}) =>
  fakeCore({
    'apps.list': () => [anApp(1, '晨光商城', { tags: ['零售'] }), anApp(2, 'Lantern')],
    'reports.list': () => someReports,
    'sync.start': () => ({ job: 7 }),
    'sync.daily': () => ({ job: 7 }),
    'sync.resume': () => ({ job: 7 }),
    'jobs.cancel': () => ({}),
    'jobs.wait': () => aJob(job),
    ...more,
  })

const input = (fake: ReturnType<typeof core>, method: string) =>
  fake.calls.find((call) => call.method === method)?.input

test('sync --json is the promised document', async () => {
  const { code, json, err } = await play('sync --from 7d --json', { core: core({ sync: aSummary() }) })
  expect(code).toBe(0)
  expect(err).toBe('')
  expect(json).toEqual({
    requests: 12,
    pages: 15,
    snapshots: 10,
    unchanged: 2,
    rows: 345,
    seconds: 1.25,
    failed: [],
    skipped: 0,
    remaining: 0,
    capped: [],
    state: 'done',
    error: null,
  })
})

test('a failure names app, report, code, words and what to do', async () => {
  const fake = () => core({ state: 'partial', sync: aSummary({ failed: [failure] }) })
  const { code, json } = await play('sync --from 7d --json --lang zh-CN', { core: fake() })
  expect(code).toBe(3)
  expect(json).toMatchObject({
    failed: [
      {
        app: '晨光商城',
        report: 'region',
        code: 'api.permission',
        message: expect.stringMatching(/数据权限.*40007：denied/) as unknown,
        action: 'stop-app',
        apiCode: '40007',
      },
    ],
  })
  const text = await play('sync --from 7d', { core: fake() })
  expect(text.code).toBe(3)
  expect(text.out).toContain('晨光商城 · region: ')
  expect(text.out).toContain('check the authorisation')
})

const ENDS: [string, Partial<Job>, number][] = [
  ['all done', { sync: aSummary() }, 0],
  ['nothing was due', { sync: aSummary({ requests: 0, snapshots: 0, skipped: 5 }) }, 0],
  ['some failed', { state: 'partial', sync: aSummary({ failed: [failure] }) }, 3],
  ['all failed', { state: 'failed', sync: aSummary({ snapshots: 0, unchanged: 0, failed: [failure] }) }, 1],
  ['done, yet with a failure', { state: 'done', sync: aSummary({ failed: [failure] }) }, 3],
  ['stopped by the platform after a part', { state: 'failed', sync: aSummary({ failed: [failure], remaining: 3 }) }, 3],
  ['cancelled after a part', { state: 'cancelled', sync: aSummary({ remaining: 4 }) }, 3],
  ['cancelled before anything', { state: 'cancelled', sync: aSummary({ snapshots: 0, unchanged: 0 }) }, 1],
  ['failed without a summary', { state: 'failed', error: new AppError('store.full').toShape() }, 1],
  ['interrupted', { state: 'interrupted' }, 1],
]

test.each(ENDS)('exit code: %s', async (_, job, expected) => {
  expect((await play('sync --from 7d', { core: core(job) })).code).toBe(expected)
  const asJson = await play('sync --from 7d --json', { core: core(job) })
  expect(asJson.code).toBe(expected)
  expect(asJson.json).toHaveProperty('failed')
})

test('what stopped everything is told, in words', async () => {
  const error = new AppError('api.ip', { apiCode: '40008' }).toShape()
  const job = { state: 'failed' as const, sync: aSummary({ snapshots: 0, failed: [failure], remaining: 9 }), error }
  const { out } = await play('sync --from 7d', { core: core(job) })
  expect(out).toContain('allow-list')
  expect(out).toContain('--resume')
  expect((await play('sync --from 7d --json', { core: core(job) })).json).toMatchObject({
    error: { code: 'api.ip', message: expect.stringContaining('allow-list') as unknown },
    remaining: 9,
  })
})

test('all options reach the core', async () => {
  const fake = core({ sync: aSummary() })
  const words =
    'sync --from 2026-11-01 --to 2026-11-03 --app 晨光商城 --app lantern --tag 零售 --report terminal,user-trend ' +
    '--granularity day --granularity week,month --concurrency 8 --rate 2.5 --compare weekday --force'
  expect((await play(words, { core: fake })).code).toBe(0)
  expect(input(fake, 'sync.start')).toEqual({
    range: { from: '2026-11-01', to: '2026-11-03' },
    scope: { apps: [1, 2], tags: ['零售'] },
    reports: ['terminal', 'user-trend'],
    granularities: ['day', 'week', 'month'],
    compare: 'weekday',
    concurrency: 8,
    rate: 2.5,
    force: true,
  })
})

test('--daily takes scope and pace; --resume takes nothing', async () => {
  const fake = core({ sync: aSummary() })
  expect((await play('sync --daily --app Lantern --rate 3', { core: fake })).code).toBe(0)
  expect(input(fake, 'sync.daily')).toEqual({ scope: { apps: [2], tags: [] }, rate: 3 })
  expect((await play('sync --resume', { core: fake })).code).toBe(0)
  expect(input(fake, 'sync.resume')).toEqual({})
})

test('without any app there is a hint', async () => {
  const nothing = aSummary({ requests: 0, snapshots: 0, unchanged: 0, rows: 0, pages: 0 })
  const fake = core({ sync: nothing }, { 'apps.list': () => [] })
  const { code, err } = await play('sync --from 7d', { core: fake })
  expect(code).toBe(0)
  expect(err).toContain('cygnet apps add')
})

test('progress is one updating line on a terminal, and nothing elsewhere', async () => {
  const running = (terminal: boolean) => {
    const fake = core(
      { sync: aSummary() },
      {
        'jobs.wait': () => {
          fake.emit(aJob({ state: 'running', progress: { done: 3, total: 9, label: `晨光商城 · ${'页'.repeat(90)}` } }))
          fake.emit(aJob({ id: 8, state: 'running', progress: { done: 1, total: 1, label: 'another job' } }))
          return aJob({ sync: aSummary() })
        },
      },
    )
    return play('sync --from 7d --json', { core: fake, terminal })
  }
  const onTerminal = await running(true)
  expect(onTerminal.err).toContain('3/9 晨光商城')
  expect(onTerminal.err).not.toContain('another')
  expect(onTerminal.err).not.toContain('\n')
  expect(onTerminal.err.endsWith('\r\u001b[2K')).toBe(true)
  expect(onTerminal.json).toMatchObject({ requests: 12 })
  expect((await running(false)).err).toBe('')
})

test('Ctrl+C cancels and still gives the summary; the second one leaves at once', async () => {
  let press = () => {}
  let cancelled = () => {}
  const fake = core(
    {},
    {
      'jobs.cancel': () => {
        cancelled()
        return {}
      },
      'jobs.wait': async () => {
        const told = new Promise<void>((resolve) => (cancelled = resolve))
        press()
        await told
        press()
        return aJob({ state: 'cancelled', sync: aSummary({ remaining: 5 }) })
      },
    },
  )
  const { code, err, json, exits } = await play('sync --from 7d --json', { core: fake, onReady: (p) => (press = p) })
  expect(code).toBe(3)
  expect(json).toMatchObject({ state: 'cancelled', remaining: 5 })
  expect(err).toContain('Ctrl+C again')
  expect(exits).toEqual([130])
  expect(fake.calls.filter(({ method }) => method === 'jobs.cancel')).toEqual([
    { method: 'jobs.cancel', input: { job: 7 } },
  ])
})

test('a sync that cannot start fails with 1', async () => {
  const busy = core({}, { 'sync.start': () => unknown('store.locked') })
  const { code, err, json } = await play('sync --from 7d --json', { core: busy })
  expect(code).toBe(1)
  expect(err).toContain('Another Cygnet')
  expect(json).toMatchObject({ error: { code: 'store.locked' } })
})

test('the same failure of one app and report is one line for people, all of them for scripts', async () => {
  const fake = () =>
    core({ state: 'partial', sync: aSummary({ failed: [failure, failure, { ...failure, report: 'pages' }] }) })
  const { out } = await play('sync --from 7d', { core: fake() })
  expect(out.match(/晨光商城 · region/g)).toHaveLength(1)
  expect(out).toContain('Failed (3)')
  expect((await play('sync --from 7d --json', { core: fake() })).json).toMatchObject({ failed: { length: 3 } })
})

const workbook = { path: '/work-here/a.xlsx', bytes: 123_456, sheets: 13, cells: 98_765, seconds: 2.5 }

test('export: path made absolute, the same scope as a query, no overwriting unless asked', async () => {
  const fake = core({ kind: 'export', export: workbook }, { 'export.start': () => ({ job: 7 }) })
  const words =
    'export --from 30d --app Lantern --report terminal --metric user-trend/session_count --granularity week --as-of 2026-11-20 --out a.xlsx'
  const { code, out } = await play(words, { core: fake })
  expect(code).toBe(0)
  expect(out).toContain('98,765')
  expect(input(fake, 'export.start')).toEqual({
    range: { from: '2026-10-25', to: '2026-11-23' },
    compare: 'previous',
    scope: { apps: [2], tags: [] },
    reports: ['terminal'],
    metrics: ['user-trend/session_count'],
    granularity: 'week',
    asOf: '2026-11-20T15:59:59.999Z',
    locale: 'en',
    format: 'xlsx',
    path: '/work-here/a.xlsx',
    force: false,
  })
  const forced = core({ kind: 'export', export: workbook }, { 'export.start': () => ({ job: 7 }) })
  const json = await play('export --from 30d --compare none --out /x/a.xlsx --force --json', { core: forced })
  expect(json.json).toEqual(workbook)
  expect(input(forced, 'export.start')).toMatchObject({ force: true, compare: 'none', path: '/x/a.xlsx' })
})

test('export --csv: by the ending, plain or packed', async () => {
  for (const [out, format] of [
    ['a.csv', 'csv'],
    ['a.CSV.gz', 'csv.gz'],
  ]) {
    const written = { ...workbook, path: `/work-here/${out}`, sheets: 0 }
    const fake = core({ kind: 'export', export: written }, { 'export.start': () => ({ job: 7 }) })
    const played = await play(`export --from 30d --csv --out ${out}`, { core: fake })
    expect(played.out).toContain('98,765 fields')
    expect(input(fake, 'export.start')).toMatchObject({ format, path: `/work-here/${out}` })
  }
  const wrong = await play('export --from 30d --csv --out a.xlsx', { core: core({}, {}) })
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('.csv.gz')])
  expect((await play('export --from 30d --out a.csv', { core: core({}, {}) })).code).toBe(2)
})

test('export: a file that is there, and a cancelled export, end with 1', async () => {
  const failing = (code: 'file.exists' | 'cancelled') =>
    core(
      { kind: 'export', state: 'failed', error: new AppError(code, { path: '/x/a.xlsx' }).toShape() },
      { 'export.start': () => ({ job: 7 }) },
    )
  const exists = await play('export --from 30d --out /x/a.xlsx', { core: failing('file.exists') })
  expect(exists.code).toBe(1)
  expect(exists.err).toContain('/x/a.xlsx')
  expect((await play('export --from 30d --out /x/a.xlsx --json', { core: failing('cancelled') })).json).toMatchObject({
    error: { code: 'cancelled' },
  })
})
