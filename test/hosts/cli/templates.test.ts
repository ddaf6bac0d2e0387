import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Template } from '../../../electron/contract/methods/templates.ts'
import { AppError } from '../../../electron/contract/errors.ts'
import { aJob, fakeCore, type FakeHandlers } from './fake-core.ts'
import { play } from './harness.ts'

const weekly: Template = {
  ...{
    id: 4,
    name: 'Weekly',
    locale: null,
    client: '',
    title: '',
    lines: [],
    reports: [],
    metrics: [],
    granularity: 'day',
  },
  ...{
    scope: { apps: [], tags: [] },
    range: 'last-week',
    compare: 'previous',
    split: 'tag',
    fileName: '{tag}',
    folder: '/out',
  },
  ...{ schedule: null, hasLogo: false, createdAt: '2026-11-01T00:00:00.000Z', updatedAt: '2026-11-01T00:00:00.000Z' },
  ...{ nextRun: '2026-11-30T01:00:00.000Z', lastRun: null, lastOutcome: null },
}
const core = (more: FakeHandlers = {}) => fakeCore({ 'templates.list': () => [weekly], ...more })

function file(document: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'cygnet-template-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 't.json')
  writeFileSync(path, typeof document === 'string' ? document : JSON.stringify(document))
  return path
}

test('list and show', async () => {
  const { out } = await play('templates list', { core: core() })
  expect(out).toMatch(/Weekly\s+last-week\s+one a tag\s+2026-11-30 09:00\s+\/out/)
  const shown = (await play('templates show Weekly --json', { core: core() })).json as object
  expect(Object.keys(shown)).not.toContain('id')
  expect(shown).toMatchObject({ name: 'Weekly', folder: '/out' })
  const none = await play('templates show Nothing', { core: core() })
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('Nothing')])
})

test('save: what show prints can be saved again; the same name changes, a folder is made absolute', async () => {
  const save = { 'templates.save': () => weekly }
  const fake = core(save)
  const { code } = await play(`templates save ${file({ name: 'Weekly', folder: 'reports' })}`, { core: fake })
  expect(code).toBe(0)
  expect(fake.calls.find(({ method }) => method === 'templates.save')?.input).toMatchObject({
    ...{ id: 4, name: 'Weekly', folder: '/work-here/reports', range: 'last-week' },
  })
  const fresh = core(save)
  await play(`templates save ${file({ name: 'Other', folder: '/x' })}`, { core: fresh })
  expect(fresh.calls.find(({ method }) => method === 'templates.save')?.input).not.toHaveProperty('id')
  for (const wrong of [{ name: 'Weekly' }, 'no json', { name: 'a', folder: '/x', split: 'day' }])
    expect((await play(`templates save ${file(wrong)}`, { core: core(save) })).code).toBe(2)
})

test('remove', async () => {
  const fake = core({ 'templates.remove': () => ({}) })
  expect((await play('templates remove Weekly', { core: fake })).code).toBe(0)
  expect(fake.calls.at(-1)).toEqual({ method: 'templates.remove', input: { id: 4 } })
})

const made = {
  ...{ path: '/out/a.xlsx', bytes: 3000, sheets: 4, cells: 5, seconds: 1 },
  files: [
    { path: '/out/a.xlsx', bytes: 1000 },
    { path: '/out/b.xlsx', bytes: 2000 },
  ],
}

test('export --template writes all its workbooks; one that failed ends with 3', async () => {
  const run = (job: Parameters<typeof aJob>[0]) =>
    core({ 'templates.run': () => ({ job: 7 }), 'jobs.wait': () => aJob({ id: 7, kind: 'export', ...job }) })
  const fake = run({ export: made })
  const { code, out } = await play('export --template Weekly --force', { core: fake })
  expect(code).toBe(0)
  expect(out).toContain('/out/a.xlsx')
  expect(out).toContain('/out/b.xlsx')
  expect(fake.calls.find(({ method }) => method === 'templates.run')?.input).toEqual({
    template: 'Weekly',
    force: true,
  })
  const error = new AppError('file.unwritable', { path: '/out/c.xlsx', reason: 'ENOSPC' }).toShape()
  const partial = await play('export --template Weekly', { core: run({ state: 'partial', export: made, error }) })
  expect([partial.code, partial.err]).toEqual([3, expect.stringContaining('/out/c.xlsx')])
  expect((await play('export --template Weekly --from 7d', { core: run({ export: made }) })).code).toBe(2)
})
