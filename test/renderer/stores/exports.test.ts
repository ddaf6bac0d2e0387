import { expect, test } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import type { FakeOptions } from '../fake-host.ts'
import { job } from '../fake-host.ts'
import { openPageWorld } from '../page-world.ts'

const path = '/home/li/Cygnet 对比.xlsx'

async function open(handlers: FakeOptions['handlers'] = {}) {
  const world = await openPageWorld({
    settings: { locale: 'zh-CN' },
    handlers: { 'files.save': () => ({ path }), 'export.start': () => ({ job: 5 }), ...handlers },
  })
  const { useExports, fileName } = await import('../../../renderer/stores/exports.ts')
  const { useSettings } = await import('../../../renderer/stores/settings.ts')
  const { useStatus } = await import('../../../renderer/stores/status.ts')
  await world.go('/overview?range=2026-11-01_2026-11-23&vs=year&tags=a&asof=2026-11-24T00:00:00.000Z')
  // the store asks the router, which only a component can be given
  let exports: ReturnType<typeof useExports> | undefined
  await world.show({
    setup() {
      exports = useExports()
      exports.start()
      return () => null
    },
  })
  if (!exports) throw new Error('no store')
  await useStatus().load()
  await useSettings().load()
  return { ...world, exports, fileName }
}

test('an export asks the page’s present question, under a name that says what it is', async () => {
  const { exports, asked } = await open()
  expect(await exports.exportNow({ reports: ['region'] })).toBe(5)
  expect(asked('files.save')).toEqual([{ kind: 'workbook', name: 'Cygnet 对比 2026-11-01–2026-11-23.xlsx' }])
  expect(asked('export.start')).toEqual([
    {
      range: { from: '2026-11-01', to: '2026-11-23' },
      compare: 'year',
      scope: { apps: [], tags: ['a'] },
      locale: 'zh-CN',
      asOf: '2026-11-24T00:00:00.000Z',
      reports: ['region'],
      path,
      force: false,
    },
  ])
})

test('a table of the page is asked for by the page’s own question, in its language', async () => {
  const { exports, asked } = await open({ 'export.table': () => ({ job: 6 }) })
  const table = {
    table: 'lag',
    question: { report: 'region', range: { from: '2026-11-01', to: '2026-11-02' }, scope: {} },
  }
  const choice = { asked: table as never, name: '修订周期: 地域' }
  expect(await exports.exportTable(choice)).toBe(6)
  expect(await exports.exportTable({ ...choice, days: null })).toBe(6)
  expect(asked('files.save')).toEqual([
    { kind: 'workbook', name: 'Cygnet 修订周期 地域 2026-11-01–2026-11-23.xlsx' },
    { kind: 'workbook', name: 'Cygnet 修订周期 地域.xlsx' },
  ])
  expect(asked('export.table')[0]).toEqual({ asked: table, locale: 'zh-CN', path, force: false })
  const refused = await open({ 'files.save': () => ({ path: null }) })
  expect(await refused.exports.exportTable(choice)).toBeNull()
  expect(refused.asked('export.table')).toEqual([])
})

test('a dismissed dialog starts nothing, a refusal is told', async () => {
  const dismissed = await open({ 'files.save': () => ({ path: null }) })
  expect(await dismissed.exports.exportNow()).toBeNull()
  expect(dismissed.asked('export.start')).toEqual([])
  const refused = await open({
    'export.start': () => {
      throw new AppError('file.exists', { path })
    },
  })
  expect(await refused.exports.exportNow()).toBeNull()
  expect(document.querySelector('.el-message')?.textContent).toContain(path)
})

test('a finished workbook is told with the way to it', async () => {
  const shown: unknown[] = []
  const { host, settle } = await open({
    'files.reveal': (input) => {
      shown.push(input)
      return { download: null }
    },
  })
  const summary = { path, bytes: 5, sheets: 1, cells: 1, seconds: 1 }
  host.tell(job({ id: 4, kind: 'export', state: 'cancelled' }))
  host.tell(job({ id: 5, kind: 'export', state: 'done', export: summary }))
  await settle()
  const messages = document.querySelectorAll<HTMLElement>('.el-message')
  expect(messages).toHaveLength(1)
  expect(messages[0]?.textContent).toContain('Cygnet 对比.xlsx')
  messages[0]?.querySelector<HTMLElement>('.tell-action')?.click()
  await settle()
  expect(shown).toEqual([{ path }])
})

test('of many workbooks the first and how many is told; whether one made again is the same is told where that was asked', async () => {
  const { host, settle } = await open()
  const summary = { path, bytes: 5, sheets: 1, cells: 1, seconds: 1 }
  host.tell(job({ id: 5, kind: 'export', state: 'done', export: { ...summary, differing: [] } }))
  const files = [path, '/home/li/b.xlsx', '/home/li/c.xlsx'].map((each) => ({ path: each, bytes: 1 }))
  host.tell(job({ id: 6, kind: 'export', state: 'done', export: { ...summary, files } }))
  await settle()
  const messages = [...document.querySelectorAll('.el-message')].map((each) => each.textContent)
  expect(messages).toHaveLength(1)
  expect(messages[0]).toContain('“Cygnet 对比.xlsx”等 3 个工作簿')
})

test('a file name holds nothing a file system refuses, and is short enough', async () => {
  const { fileName } = await open()
  const day = { from: '2026-11-01', to: '2026-11-01' }
  expect(fileName('a/b: "c"?\n', day)).toBe('Cygnet a b c 2026-11-01.xlsx')
  const long = fileName('客'.repeat(300), day)
  expect(long.length).toBeLessThanOrEqual(110)
  expect(long.endsWith(' 2026-11-01.xlsx')).toBe(true)
})
