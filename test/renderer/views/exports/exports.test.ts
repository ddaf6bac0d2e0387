import { expect, test, vi } from 'vitest'
import { AppError } from '../../../../electron/contract/errors.ts'
import type { ExportPreview } from '../../../../electron/contract/methods/export-preview.ts'
import { REPORTS } from '../../fake-data.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { MEMBER_REPORTS } from '../../fake-members.ts'
import { openPageWorld } from '../../page-world.ts'

const ALL = [...REPORTS, ...MEMBER_REPORTS].map(({ id }) => id)
const RANGE = { from: '2026-11-01', to: '2026-11-07' }
const preview: ExportPreview = {
  apps: 12,
  compare: { from: '2026-10-25', to: '2026-10-31' },
  sheets: [
    { name: '封面', rows: 30 },
    { name: '数据', rows: 1_234 },
  ],
  numbers: 1_233,
  missing: [{ report: 'active-users', reason: 'not-fetched', apps: 7, names: ['甲', '乙'] }],
  uncompared: 0,
}

async function open(handlers: FakeOptions['handlers'] = {}, address = '/exports?range=2026-11-01_2026-11-07') {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true, advanceTimeDelta: 50 })
  const world = await openPageWorld({
    handlers: {
      'platform.status': () => ({ token: 'ok', expiresAt: null, clientId: null, broker: null, endpoint: '' }),
      'export.preview': () => preview,
      'exports.recent': () => [],
      'sync.plan': () => ({ requests: 21, skipped: 0 }),
      'files.save': ({ name }) => ({ path: `/x/${name}` }),
      'export.start': () => ({ job: 3 }),
      ...handlers,
    },
  })
  await world.load()
  await world.go(address)
  const { default: NewExport } = await import('../../../../renderer/views/exports/NewExport.vue')
  const shown = await world.show(NewExport)
  const wait = async () => {
    await vi.advanceTimersByTimeAsync(600)
    await world.settle()
  }
  await wait()
  const press = async (name: string) => {
    const button = shown.findAll('button').find((each) => each.text() === name)
    if (!button) throw new Error(`no button ${name} in ${shown.text()}`)
    await button.trigger('click')
    await wait()
  }
  return { ...world, shown, press, wait }
}

test('what will be in it is told: sheets, rows, what is missing, and what fetching that takes', async () => {
  const { shown, press, asked } = await open()
  expect(asked('export.preview')).toEqual([
    {
      range: RANGE,
      compare: 'previous',
      scope: { apps: [], tags: [] },
      locale: 'zh-CN',
      granularity: 'day',
      format: 'xlsx',
      reports: [],
    },
  ])
  const text = shown.text()
  for (const words of [
    '12 个应用',
    '2 张工作表，共 1,264 行',
    '活跃用户：7 个应用还没有同步过这段日期',
    '甲、乙 等',
    '约 21 次请求',
  ])
    expect(text).toContain(words)
  await press('一键获取缺失的数据')
  expect(asked('sync.start')).toEqual([
    { range: RANGE, compare: 'previous', scope: { apps: [], tags: [] }, reports: ['active-users'] },
  ])
})

test('where only the comparison is missing, all chosen reports are fetched for it', async () => {
  const { shown, press, asked } = await open({ 'export.preview': () => ({ ...preview, missing: [], uncompared: 3 }) })
  expect(shown.text()).toContain('3 个应用还没有取得对比期的数据')
  await press('一键获取缺失的数据')
  expect(asked('sync.start')).toMatchObject([{ reports: ALL }])
})

test('of an earlier moment nothing can be fetched', async () => {
  const { shown, asked } = await open({}, '/exports?asof=2026-11-08T00:00:00.000Z&range=2026-11-01_2026-11-07')
  expect(shown.text()).toContain('当时尚未取得的会留空')
  expect(shown.text()).not.toContain('一键获取')
  expect(asked('sync.plan')).toEqual([])
})

test('reports left out stay left out; with none there is nothing to export', async () => {
  const first = await open()
  await first.shown.get('.report input').setValue(false)
  await first.wait()
  expect(first.asked('export.preview').at(-1)).toMatchObject({ reports: ALL.slice(1) })
  expect(localStorage.getItem('cygnet.exports.without')).toBe('["user-trend"]')
  await first.press('全不选')
  expect(first.shown.text()).toContain('请至少选择一张报表')
  expect(first.shown.get('.pill.primary').attributes('disabled')).toBeDefined()
})

test('the workbook is asked for as it was shown: language, name, reports', async () => {
  const { shown, press, asked, wait } = await open()
  await shown.get('[data-value="en"]').trigger('click')
  await shown.get('.name input').setValue('客户周报')
  await wait()
  await press('导出 Excel')
  expect(asked('files.save')).toEqual([{ kind: 'workbook', name: '客户周报.xlsx' }])
  expect(asked('export.start')).toMatchObject([{ range: RANGE, locale: 'en', path: '/x/客户周报.xlsx', reports: [] }])
})

test('the long data alone is a file of another kind, without sheets', async () => {
  const { shown, press, asked, wait } = await open({ 'export.preview': () => ({ ...preview, sheets: [] }) })
  await shown.get('[data-value="csv.gz"]').trigger('click')
  await wait()
  expect(shown.text()).toContain('明细数据 1,233 行')
  await press('导出 CSV')
  expect(asked('files.save')).toEqual([{ kind: 'data', name: 'Cygnet 对比 2026-11-01–2026-11-07.csv.gz' }])
  expect(asked('export.start')).toMatchObject([{ format: 'csv.gz' }])
})

test('a preview that cannot be made says why; one that was overtaken says nothing', async () => {
  const large = await open({
    'export.preview': () => {
      throw new AppError('export.too-large', { rows: 2_000_000 })
    },
  })
  expect(large.shown.get('[role="alert"]').text()).toContain('超出了 Excel 的上限')
  const overtaken = await open({
    'export.preview': () => {
      throw new AppError('cancelled')
    },
  })
  expect(overtaken.shown.find('[role="alert"]').exists()).toBe(false)
})

test('a former workbook is made again with the data of now, or with what was known then', async () => {
  const input = {
    range: RANGE,
    compare: 'year' as const,
    scope: { apps: [2], tags: [] },
    reports: ['region'],
    metrics: [],
    granularity: 'day' as const,
    format: 'xlsx' as const,
    locale: 'en' as const,
    path: '/old/客户.xlsx',
    force: true,
  }
  const file = {
    job: 8,
    path: '/old/客户.xlsx',
    bytes: 1_200_000,
    startedAt: '2026-11-08T01:00:00.000Z',
    endedAt: '2026-11-08T01:00:09.000Z',
    exists: true,
    input,
    template: null,
    table: null,
    from: null,
  }
  const gone = { ...file, job: 7, exists: false, input: null }
  const made = { ...gone, job: 6, template: '客户周报' }
  const remade = { ...gone, job: 5, from: '/old/客户.xlsx' }
  const { shown, press, asked } = await open({ 'exports.recent': () => [file, gone, made, remade] })
  const [first, second, third, fourth] = shown.findAll('.recent tbody tr')
  expect(first?.text()).toContain('2026-11-01 – 11-07 · 青禾预约挂号 · 1 张报表 · 对比：去年同期')
  expect(first?.text()).toContain('1.2 MB')
  expect(second?.text()).toContain('文件已移动或删除')
  expect(second?.findAll('button')).toHaveLength(0)
  expect(third?.text()).toContain('模板“客户周报”')
  expect(fourth?.text()).toContain('按“客户.xlsx”的记录重新生成')
  await press('再导出')
  await press('按当时数据')
  const { path, force, ...question } = input
  expect([path, force]).toEqual(['/old/客户.xlsx', true])
  expect(asked('export.start')).toEqual([
    { ...question, path: '/x/客户.xlsx', force: false },
    { ...question, asOf: '2026-11-08T01:00:00.000Z', path: '/x/客户.xlsx', force: false },
  ])
})
