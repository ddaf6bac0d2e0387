import { expect, test } from 'vitest'
import type { Output } from '../../../electron/contract/index.ts'
import { aJob, anApp, aSummary, fakeCore, someReports, type FakeHandlers } from './fake-core.ts'
import { play } from './harness.ts'

const core = (more: FakeHandlers) =>
  fakeCore({
    'apps.list': () => [anApp(1, '晨光商城'), anApp(2, 'Lantern')],
    'reports.list': () => someReports,
    ...more,
  })
const none = { final: 0, open: 0, stale: 0, wider: 0, missing: 0, refused: 0, ahead: 0 }
const coverage: Output<'history.coverage'> = {
  from: '2026-11-01',
  to: '2026-11-03',
  reports: ['user-trend', 'terminal'],
  apps: [
    { appId: 1, app: '晨光商城', rows: ['ffo', 'wws'] },
    { appId: 2, app: 'Lantern', rows: ['ffo', 'rrr'] },
  ],
  counts: [
    { ...none, final: 4, open: 2 },
    { ...none, stale: 1, wider: 2, refused: 3 },
  ],
  refusals: [
    {
      appId: 2,
      report: 'terminal',
      error: { code: 'api.permission', message: 'm', details: {} },
      action: 'stop-app',
      at: '2026-11-04T01:00:00.000Z',
      job: 3,
    },
  ],
}

test('history coverage: what is there by report, what was refused and how to fill the rest; --json is the whole matrix', async () => {
  const fake = core({ 'history.coverage': () => coverage })
  const words = 'history coverage --from 2026-11-01 --to 2026-11-03 --app Lantern --report user-trend'
  const { code, out } = await play(words, { core: fake })
  expect(code).toBe(0)
  expect(fake.calls.at(-1)?.input).toMatchObject({
    range: { from: '2026-11-01', to: '2026-11-03' },
    scope: { apps: [2], tags: [] },
    reports: ['user-trend'],
  })
  expect(out).toMatch(/Report\s+final\s+may change\s+outdated\s+longer range only\s+refused/)
  expect(out).toMatch(/terminal\s+0\s+0\s+1\s+2\s+3/)
  expect(out).toContain('Lantern · terminal: ')
  expect(out).toContain('6 days by the day, 2 only in a longer range, 4 missing, outdated or refused.')
  expect(out).toContain('cygnet sync --fill --from 2026-11-01 --to 2026-11-03')
  expect(out).toContain('cygnet sync --fill --by-day --from 2026-11-01 --to 2026-11-03')
  const { json } = await play(`${words} --json`, { core: core({ 'history.coverage': () => coverage }) })
  expect(json).toEqual(coverage)
})

const numbers = (...values: (number | null)[]) => ({ values })
const members: Output<'query.members'> = {
  report: 'terminal',
  variant: 'terminal_os',
  from: '2026-11-01',
  to: '2026-11-07',
  compare: null,
  columns: [
    { key: 'sessions', unit: 'count', overApps: 'sum' },
    { key: 'share', unit: 'percent', overApps: 'share' },
  ],
  apps: [1, 2].map((appId) => ({
    appId,
    app: appId === 1 ? '晨光商城' : 'Lantern',
    exact: true,
    note: null,
    missing: null,
    capped: false,
    replies: 1,
    source: null,
    total: numbers(appId * 100, 100),
  })),
  combined: { apps: 2, missing: 0, notes: [null, null], total: numbers(300, 100) },
  members: [
    {
      id: 'os:ios',
      key: 'ios',
      label: 'iOS',
      alias: null,
      parent: null,
      combined: { ...numbers(210, 70), notes: [null, 'estimate'] },
      apps: [numbers(60, 60), numbers(150, 75)],
    },
  ],
  count: 2,
  matching: 2,
  leftOut: { members: 1, values: [90, null] },
}

test('query members: all apps as one, a few side by side, and how many are left out', async () => {
  const fake = core({ 'query.members': () => members })
  const words =
    'query members --report terminal --variant terminal_os --from 2026-11-01 --to 2026-11-07 --limit 1 --search io --compare year'
  const { code, out } = await play(words, { core: fake })
  expect(code).toBe(0)
  expect(fake.calls.at(-1)?.input).toMatchObject({
    report: 'terminal',
    variant: 'terminal_os',
    limit: 1,
    search: 'io',
    compare: 'year',
  })
  expect(out).toMatch(/iOS\s+210\s+70\.00%\s+60\s+150/)
  expect(out).toMatch(/Total\s+300\s+100\.00%\s+100\s+200/)
  expect(out).toContain('and 1 more: see --limit.')
  expect(out).toMatch(/Notes:\n.*: estimate/)
  const { json } = await play(`${words} --json`, { core: core({ 'query.members': () => members }) })
  expect(json).toEqual(members)
  expect((await play('query members --report terminal --from 7d --limit 0', { core: core({}) })).code).toBe(2)
})

test('sync --fill asks for the gaps and chooses by itself', async () => {
  const fake = core({
    'sync.start': () => ({ job: 1 }),
    'jobs.wait': () => aJob({ state: 'done', sync: aSummary() }),
  })
  expect((await play('sync --fill --from 2026-11-01 --to 2026-11-03', { core: fake })).code).toBe(0)
  expect(fake.calls.find(({ method }) => method === 'sync.start')?.input).toMatchObject({ fill: { wider: false } })
  const byDay = core({ 'sync.start': () => ({ job: 1 }), 'jobs.wait': () => aJob({ state: 'done', sync: aSummary() }) })
  expect((await play('sync --fill --by-day --from 2026-11-01 --to 2026-11-03', { core: byDay })).code).toBe(0)
  expect(byDay.calls.find(({ method }) => method === 'sync.start')?.input).toMatchObject({ fill: { wider: true } })
  expect((await play('sync --by-day --from 2026-11-01 --to 2026-11-03', { core: core({}) })).code).toBe(2)
  for (const other of ['--force', '--compare year', '--granularity week'])
    expect((await play(`sync --fill --from 2026-11-01 --to 2026-11-03 ${other}`, { core: core({}) })).code).toBe(2)
  expect((await play('sync --daily --fill', { core: core({}) })).code).toBe(2)
})
