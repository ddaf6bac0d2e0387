import { expect, test } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import type { Snapshot } from '../../../electron/contract/methods/history.ts'
import { aJob, anApp, fakeCore, someReports, unknown, type FakeHandlers } from './fake-core.ts'
import { play } from './harness.ts'

const snapshot = (id: number, more: Partial<Snapshot> = {}): Snapshot => ({
  id,
  appId: 1,
  app: '晨光商城',
  report: 'terminal',
  variant: 'terminal_os',
  granularity: 'range',
  from: '2026-11-01',
  to: '2026-11-07',
  fetchedAt: '2026-11-08T01:00:00.000Z',
  rows: 12,
  changed: true,
  capped: false,
  ...more,
})

const core = (more: FakeHandlers) =>
  fakeCore({ 'apps.list': () => [anApp(1, '晨光商城')], 'reports.list': () => someReports, ...more })

test('history list: filters reach the core, times are Shanghai’s', async () => {
  const fake = core({ 'history.list': () => [snapshot(5)] })
  const { code, out } = await play('history list --app 晨光商城 --report terminal --limit 20 --before 9', {
    core: fake,
  })
  expect(code).toBe(0)
  expect(fake.calls.at(-1)?.input).toMatchObject({ app: 1, report: 'terminal', limit: 20, before: 9 })
  expect(out).toContain('terminal/terminal_os')
  expect(out).toContain('2026-11-08 09:00')
  expect((await play('history list --json', { core: fake })).json).toEqual([snapshot(5)])
  expect((await play('history list', { core: core({ 'history.list': () => [] }) })).out).toContain('no history')
})

test('history show: the reply as it came; an unknown number is wrong usage', async () => {
  const payload = { pageId: '18446744073709551615', name: '首页' }
  const fake = core({ 'history.show': ({ id }) => ({ snapshot: snapshot(id, { capped: true }), payload }) })
  const { out } = await play('history show 5', { core: fake })
  expect(out).toContain('"18446744073709551615"')
  expect(out).toContain('part of the rows')
  expect((await play('history show 5 --json', { core: fake })).json).toEqual({
    snapshot: snapshot(5, { capped: true }),
    payload,
  })
  const none = core({ 'history.show': ({ id }) => unknown('snapshot.unknown', { snapshot: id }) })
  const missing = await play('history show 99', { core: none })
  expect(missing.code).toBe(2)
  expect(missing.err).toContain('99')
})

test('history diff', async () => {
  const change = {
    key: 'ios',
    label: 'iOS',
    parent: null,
    whole: false,
    from: '2026-11-01',
    to: '2026-11-07',
    metric: 'share',
    unit: 'percent' as const,
    before: null,
    after: 12.5,
    difference: null,
    percent: null,
  }
  const fake = core({
    'history.diff': ({ before, after }) => ({
      before: snapshot(before),
      after: snapshot(after),
      changes: [change],
      same: 8,
    }),
  })
  const { code, out } = await play('history diff 4 5', { core: fake })
  expect(code).toBe(0)
  expect(fake.calls.at(-1)?.input).toEqual({ before: 4, after: 5 })
  expect(out).toMatch(/iOS\s+2026-11-01 – 2026-11-07\s+share\s+--\s+12\.50%/)
  expect(out).toContain('8 values are the same, 1 differ')
})

test.each([
  ['--keep 90d', { keepDays: 90, dryRun: false }],
  ['--keep 0 --dry-run', { keepDays: 0, dryRun: true }],
])('history prune %s', async (words, input) => {
  const fake = core({ 'history.prune': () => ({ snapshots: 3, bytes: 4_200_000 }) })
  const { code, out } = await play(`history prune ${words}`, { core: fake })
  expect(code).toBe(0)
  expect(fake.calls[0]?.input).toEqual(input)
  expect(out).toContain('4.2 MB')
})

test('backup and restore take paths as typed', async () => {
  const fake = core({
    'backup.run': () => ({ job: 7 }),
    'jobs.wait': () => aJob({ kind: 'backup', backup: { path: '/work-here/b.cygnet', bytes: 999 } }),
    'backup.restore': () => ({ apps: 2, snapshots: 30, kept: '/home/x/old.db' }),
  })
  expect((await play('backup b.cygnet --force', { core: fake })).out).toContain('999 B')
  expect((await play('restore ../b.cygnet', { core: fake })).out).toContain('/home/x/old.db')
  expect(fake.calls.map(({ input }) => input)).toEqual([
    { path: '/work-here/b.cygnet', force: true },
    { job: 7 },
    { path: '/b.cygnet' },
  ])
  const error = new AppError('file.exists', { path: '/work-here/x' }).toShape()
  const failed = aJob({ kind: 'backup', state: 'failed', error })
  const taken = await play('backup x --json', {
    core: core({ 'backup.run': () => ({ job: 7 }), 'jobs.wait': () => failed }),
  })
  expect(taken).toMatchObject({ code: 1, json: { error: { code: 'file.exists' } } })
  const bad = core({ 'backup.restore': ({ path }) => unknown('backup.invalid', { path }) })
  const refused = await play('restore x', { core: bad })
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('/work-here/x')
})

test('doctor: what is well and what is not; exit 1 when something is not', async () => {
  const checks = [
    { check: 'home', ok: true, details: { path: '/d' } },
    { check: 'integrity', ok: false, details: { path: '/d/x', reason: 'page 7' } },
    { check: 'brand-new', ok: true, details: { n: 3 } },
  ]
  const ill = await play('doctor', { core: core({ 'doctor.run': () => ({ ok: false, checks }) }) })
  expect(ill.code).toBe(1)
  expect(ill.out).toContain('[ok] Data folder: /d')
  expect(ill.out).toMatch(/\[bad\] The history is damaged.*\(page 7\)/)
  expect(ill.out).toContain('brand-new n 3')
  expect(ill.out).toContain('Needs attention: 1')
  const offline = [{ check: 'api', ok: false, details: { host: 'h.example' } }]
  const away = await play('doctor', { core: core({ 'doctor.run': () => ({ ok: true, checks: offline }) }) })
  expect(away.code).toBe(0)
  expect(away.out).toContain('h.example')
  expect(away.out).not.toContain('Everything')
  const well = await play('doctor --json', { core: core({ 'doctor.run': () => ({ ok: true, checks: [] }) }) })
  expect(well).toMatchObject({ code: 0, json: { ok: true, checks: [] } })
})
