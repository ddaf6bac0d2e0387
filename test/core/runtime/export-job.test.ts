import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { parseDay } from '../../../electron/contract/calendar.ts'
import { AppError } from '../../../electron/contract/errors.ts'
import type { ExportInput, Job } from '../../../electron/contract/methods/jobs.ts'
import { getReport } from '../../../electron/core/catalogue/index.ts'
import { runExport } from '../../../electron/core/runtime/export-job.ts'
import { openStore } from '../../../electron/core/store/open.ts'
import { specSamples } from '../../fixtures/spec-samples.ts'
import { built } from '../../tools/built.ts'
import { partsOf, scratch } from '../excel/reader.ts'

let workerUrl: URL
beforeAll(async () => {
  workerUrl = pathToFileURL(await built('export-worker'))
}, 120_000)

const day = (text: string) => parseDay(text) ?? 0
const NOW = Date.parse('2019-05-20T04:00:00Z')

/** A history that holds the specification's sample replies. */
function sampledStore(folder: string): string {
  const path = join(folder, 'history.db')
  const store = openStore(path)
  const app = store.apps.add({ name: '甲' })
  for (const { report: id, variant, granularity, from, to, reply } of specSamples()) {
    const report = getReport(id)
    const request = { variant, granularity, from: day(from), to: day(to) }
    store.snapshots.record({
      ...request,
      app: report.token === 'platform' ? 0 : app.id,
      report: id,
      fetchedAt: NOW - 1000,
      payload: JSON.stringify(reply['data']),
      decoded: report.decode(reply['data'] as Record<string, unknown>, request),
      capped: false,
    })
  }
  store.close()
  return path
}

const orderFor = (path: string, more: Partial<ExportInput> = {}): ExportInput => ({
  range: { from: '2019-04-10', to: '2019-04-15' },
  compare: 'previous',
  scope: { apps: [], tags: [] },
  reports: [],
  metrics: [],
  granularity: 'day',
  format: 'xlsx',
  path,
  force: false,
  ...more,
})

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : thrown),
  )

test('the worker writes the very workbook this thread would, and tells how far it is', async () => {
  const folder = scratch()
  const storePath = sampledStore(folder)
  const told: NonNullable<Job['progress']>[] = []
  const job = { storePath, locale: 'zh-CN' as const, now: NOW, version: '0.1.0' }
  const here = await runExport({ ...job, task: { kind: 'export', input: orderFor(join(folder, 'here.xlsx')) } })
  const there = await runExport({
    ...job,
    workerUrl,
    task: { kind: 'export', input: orderFor(join(folder, 'there.xlsx')) },
    onProgress: (progress) => told.push(progress),
  })
  expect({ ...there, path: '', seconds: 0 }).toEqual({ ...here, path: '', seconds: 0 })
  expect(readFileSync(join(folder, 'there.xlsx')).equals(readFileSync(join(folder, 'here.xlsx')))).toBe(true)
  expect(told.at(-1)).toMatchObject({ done: told[0]?.total, total: told[0]?.total })
  // 7727 sessions is the sample's own sum for the range
  const parts = await partsOf(there.path)
  expect([...parts].some(([path, xml]) => path.startsWith('xl/worksheets/') && xml.includes('<v>7727</v>'))).toBe(true)
})

test('an error keeps its code and details on the way out of the worker', async () => {
  const folder = scratch()
  const storePath = sampledStore(folder)
  const path = join(folder, 'a.xlsx')
  writeFileSync(path, 'theirs')
  const job = { storePath, locale: 'en' as const, workerUrl, now: NOW }
  await expect(runExport({ ...job, task: { kind: 'export', input: orderFor(path) } })).rejects.toMatchObject({
    code: 'file.exists',
    details: { path },
  })
  expect(
    await codeOf(runExport({ ...job, task: { kind: 'export', input: orderFor(path, { reports: ['none'] }) } })),
  ).toBe('report.unknown')
  expect(readFileSync(path, 'utf8')).toBe('theirs')
})

test('cancelled, the worker stops and leaves nothing behind', async () => {
  const folder = scratch()
  const storePath = sampledStore(folder)
  const target = join(folder, 'a.xlsx')
  const before = readdirSync(folder).toSorted()
  const controller = new AbortController()
  const run = runExport({
    storePath,
    locale: 'zh-CN',
    workerUrl,
    now: NOW,
    task: { kind: 'export', input: orderFor(target) },
    signal: controller.signal,
    onProgress: () => {
      controller.abort()
    },
  })
  controller.abort()
  await expect(run).rejects.toMatchObject({ code: 'cancelled' })
  expect(existsSync(target)).toBe(false)
  expect(
    readdirSync(folder)
      .filter((name) => !name.startsWith('history.db'))
      .toSorted(),
  ).toEqual(before.filter((name) => !name.startsWith('history.db')))
})

test('cancelled in this thread, nothing is left either, and nothing is thrown that nobody catches', async () => {
  const folder = scratch()
  const storePath = sampledStore(folder)
  const controller = new AbortController()
  const input = orderFor(join(folder, 'a.xlsx'))
  const onProgress = () => {
    controller.abort()
  }
  const run = runExport({
    storePath,
    locale: 'zh-CN',
    now: NOW,
    task: { kind: 'export', input },
    signal: controller.signal,
    onProgress,
  })
  await expect(run).rejects.toMatchObject({ code: 'cancelled' })
  expect(readdirSync(folder).filter((name) => !name.startsWith('history.db'))).toEqual([])
})

test('a worker that dies is an error, not a wait for ever', async () => {
  const folder = scratch()
  const dying = join(folder, 'dying.mjs')
  writeFileSync(dying, 'process.exit(3)')
  const storePath = sampledStore(folder)
  const run = runExport({
    storePath,
    locale: 'en',
    workerUrl: pathToFileURL(dying),
    task: { kind: 'export', input: orderFor(join(folder, 'a.xlsx')) },
  })
  expect(await codeOf(run)).toBe('internal')
})

test('a workbook is of one moment, whatever is written to the history meanwhile', () => {
  const folder = scratch()
  const storePath = sampledStore(folder)
  const frozen = openStore(storePath, { readonly: true, frozen: true })
  const writer = openStore(storePath)
  writer.apps.add({ name: '乙' })
  expect(frozen.apps.list().map(({ name }) => name)).toEqual(['甲'])
  frozen.close()
  expect(writer.apps.list()).toHaveLength(2)
  writer.close()
})
