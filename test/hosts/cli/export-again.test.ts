import { expect, test } from 'vitest'
import type { Output } from '../../../electron/contract/index.ts'
import { describeCatalogue } from '../../../electron/core/catalogue/index.ts'
import { aJob, fakeCore } from './fake-core.ts'
import { play } from './harness.ts'

const found: Output<'export.inspect'> = {
  path: '/work-here/a.xlsx',
  version: '0.1.0',
  madeAt: '2026-11-20T01:00:00.000Z',
  knownAt: '2026-11-20T01:00:00.000Z',
  locale: 'en',
  query: {
    range: { from: '2026-11-01', to: '2026-11-19' },
    compare: 'previous',
    scope: { apps: [1], tags: [] },
    reports: [],
    metrics: [],
    granularity: 'day',
  },
  apps: [{ id: 1, name: 'Lantern' }],
  snapshots: 12,
  edited: ['Data'],
  removed: [],
  compared: 1234,
  changed: 2,
  changes: [
    {
      ...{
        report: 'region',
        variant: '',
        metric: 'session_count_district',
        unit: 'count' as const,
        appId: 1,
        app: 'Lantern',
      },
      ...{ key: '广东', label: '广东', parent: null, from: '2026-11-01', to: '2026-11-19', before: 1500, now: null },
    },
  ],
}

const workbook = { path: '/work-here/b.xlsx', bytes: 1, sheets: 3, cells: 4, seconds: 1, differing: ['Data'] }

const core = () =>
  fakeCore({
    'reports.list': () => describeCatalogue(),
    'export.inspect': () => found,
    'export.reproduce': () => ({ job: 9 }),
    'jobs.wait': ({ job }) => aJob({ id: job, kind: 'export', export: workbook }),
  })

test('export --reproduce tells what has changed since, and writes nothing', async () => {
  const fake = core()
  const { code, out } = await play('export --reproduce a.xlsx', { core: fake })
  expect(code).toBe(0)
  expect(fake.calls.filter(({ method }) => method === 'export.inspect')).toEqual([
    { method: 'export.inspect', input: { path: '/work-here/a.xlsx', limit: 10_000 } },
  ])
  expect(fake.calls.map(({ method }) => method)).not.toContain('export.reproduce')
  expect(out).toContain('Made at 2026-11-20 09:00')
  expect(out).toContain('Edited after it was exported: Data')
  expect(out).toContain('2 of 1,234 values are different now')
  expect(out).toMatch(/Lantern\s+\S.*广东\s+.*1,500\s+--/)
  expect(out).toContain('and 1 more')
  expect((await play('export --reproduce a.xlsx --json', { core: core() })).json).toEqual(found)
})

test('with --out the workbook is made again, and what differs from it is named', async () => {
  const fake = core()
  const { code, out } = await play('export --reproduce a.xlsx --out b.xlsx --edited', { core: fake })
  expect(code).toBe(0)
  expect(fake.calls.find(({ method }) => method === 'export.reproduce')?.input).toEqual({
    path: '/work-here/a.xlsx',
    out: '/work-here/b.xlsx',
    force: false,
    edited: true,
  })
  expect(out).toContain('These sheets differ from the former workbook: Data')
  const json = await play('export --reproduce a.xlsx --out b.xlsx --json', { core: core() })
  expect(json.json).toMatchObject({ changed: 2, workbook })
})

test('the record says all: dates and the like beside it are refused, and without it they are needed', async () => {
  const { code, err } = await play('export --reproduce a.xlsx --from 7d', { core: core() })
  expect(code).toBe(2)
  expect(err).toContain('--reproduce')
  expect((await play('export --out a.xlsx', { core: core() })).err).toContain('--from')
  expect((await play('export --from 7d', { core: core() })).err).toContain('--out')
})
