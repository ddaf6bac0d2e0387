import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { built } from '../../tools/built.ts'
import { partsOf, scratch } from '../excel/reader.ts'
import { fast, openWorld } from './world.ts'

let exportWorker: URL
beforeAll(async () => {
  exportWorker = pathToFileURL(await built('export-worker'))
}, 120_000)

const range = { from: '2026-10-01', to: '2026-10-07' }

async function synced(apps: number, fetched: number) {
  const world = await openWorld({ sandbox: { apps }, core: { exportWorker } })
  const ids = await world.addApps()
  const sync = async (input: object) => {
    const { job } = await world.core.call('sync.start', {
      range,
      scope: { apps: ids.slice(0, fetched) },
      ...fast,
      ...input,
    })
    await world.core.call('jobs.wait', { job })
  }
  return { ...world, ids, sync }
}

test('what is told beforehand is what is written', async () => {
  const { core, sync } = await synced(2, 2)
  await sync({ reports: ['user-trend', 'region'], compare: 'previous' })
  const question = { range, scope: {}, reports: ['user-trend', 'region'], locale: 'zh-CN' as const }
  const preview = await core.call('export.preview', question)
  expect(preview).toMatchObject({
    apps: 2,
    compare: { from: '2026-09-24', to: '2026-09-30' },
    missing: [],
    uncompared: 0,
  })
  const path = join(scratch(), 'out.xlsx')
  const { job } = await core.call('export.start', { ...question, path })
  expect((await core.call('jobs.wait', { job })).state).toBe('done')
  expect(preview.sheets).toEqual(await outlineOf(path))
  expect(preview.numbers).toBe((preview.sheets.find(({ name }) => name === '数据')?.rows ?? 0) - 1)
  const long = await core.call('export.preview', { ...question, format: 'csv' })
  expect([long.sheets, long.numbers]).toEqual([[], preview.numbers])
})

/** Names and last rows of a package's sheets, from its own parts. */
async function outlineOf(path: string) {
  const parts = await partsOf(path)
  const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*?name="([^"]+)"/g)].map(
    ([, name]) => name,
  )
  return names.map((name, i) => {
    const rows = [...(parts.get(`xl/worksheets/sheet${i + 1}.xml`) ?? '').matchAll(/<row r="(\d+)"/g)]
    return { name, rows: Number(rows.at(-1)?.[1]) }
  })
}

test('what is missing is told by report and reason, with the apps it is missing of', async () => {
  const { core, sync, sandbox } = await synced(8, 1)
  await sync({ reports: ['user-trend'] })
  const { missing, uncompared } = await core.call('export.preview', {
    range,
    scope: {},
    reports: ['user-trend', 'pages'],
  })
  const names = sandbox.apps.map(({ name }) => name)
  expect(missing).toEqual([
    { report: 'user-trend', reason: 'not-fetched', apps: 7, names: names.slice(1, 6) },
    { report: 'pages', reason: 'not-fetched', apps: 8, names: names.slice(0, 5) },
  ])
  expect(uncompared).toBe(1)
  const none = await core.call('export.preview', { range, compare: 'none', scope: {}, reports: ['user-trend'] })
  expect(none).toMatchObject({ compare: null, uncompared: 0 })
})

test('a newer question ends the one before', async () => {
  const { core, sync } = await synced(2, 2)
  await sync({ reports: ['user-trend'] })
  const question = { range, scope: {}, reports: ['user-trend'] }
  const overtaken = core.call('export.preview', question)
  const newest = core.call('export.preview', { ...question, locale: 'en' })
  await expect(overtaken).rejects.toMatchObject({ code: 'cancelled' })
  expect((await newest).sheets.map(({ name }) => name)).toContain('User trend')
})

test('a report nobody knows is refused', async () => {
  const { core } = await synced(1, 1)
  await expect(core.call('export.preview', { range, scope: {}, reports: ['nope'] })).rejects.toMatchObject({
    code: 'report.unknown',
  })
})
