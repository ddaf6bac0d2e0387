import { describe, expect, test, vi } from 'vitest'
import { AppError } from '../../../../electron/contract/errors.ts'
import type { Output } from '../../../../electron/contract/index.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { openReport } from '../../report-world.ts'

const none = { final: 0, open: 0, stale: 0, wider: 0, missing: 0, refused: 0, ahead: 0 }
const coverage: Output<'history.coverage'> = {
  from: '2026-11-01',
  to: '2026-11-04',
  reports: ['user-trend', 'active-users'],
  apps: [
    { appId: 1, app: '重庆小面外卖', rows: ['fffo', 'fmmo'] },
    { appId: 2, app: '青禾预约挂号', rows: ['fffo', 'frro'] },
  ],
  counts: [none, none],
  refusals: [
    {
      appId: 2,
      report: 'active-users',
      error: { code: 'api.permission', message: '', details: { app: '青禾预约挂号' } },
      action: 'stop-app',
      at: '2026-11-05T01:00:00.000Z',
      job: 3,
    },
  ],
}
async function open(path: string, handlers: FakeOptions['handlers'] = {}, settings: Record<string, unknown> = {}) {
  const world = await openReport(() => import('../../../../renderer/views/history/HistoryView.vue'), path, {
    settings,
    handlers: {
      'history.coverage': () => coverage,
      'files.save': () => ({ path: '/x/t.xlsx' }),
      'export.table': () => ({ job: 6 }),
      'sync.plan': ({ scope }) => ({ requests: scope.apps.length === 1 ? 1 : 4, skipped: 0 }),
      ...handlers,
    },
  })
  // each part of the view comes when it is first shown
  await vi.dynamicImportSettled()
  await world.settle()
  return world
}
const RANGE = 'range=2026-11-01_2026-11-04'

describe('coverage', () => {
  test('one click fills what is shown, another what is selected', async () => {
    const world = await open(`/history?${RANGE}`)
    expect(world.cells('name')).toEqual(['重庆小面外卖', '青禾预约挂号'])
    // 4 + 2 of 8 days, and 4 + 2 of 8
    expect(world.cells('part')).toEqual(['75.00%', '75.00%'])
    expect(world.cells('gaps')).toEqual(['2', '2'])
    await world.press('导出 Excel')
    const [question] = world.asked('history.coverage')
    expect(world.asked('export.table')).toMatchObject([{ asked: { table: 'coverage', question } }])
    await world.press('补齐缺口4 次请求')
    const range = { from: '2026-11-01', to: '2026-11-04' }
    const asked = { range, scope: { apps: [], tags: [] }, reports: [] }
    expect(world.asked('sync.start')).toEqual([{ ...asked, fill: { wider: false, unsettled: false } }])
  })

  test('a line opens into its reports, and a report into its stretches of days, with why they were refused', async () => {
    const world = await open(`/history?${RANGE}`)
    await world.press('青禾预约挂号')
    expect(world.cells('name')).toEqual(['重庆小面外卖', '青禾预约挂号', '用户趋势', '活跃用户'])
    await world.press('活跃用户')
    const aside = world.shown.find('aside')
    expect(aside.findAll('ol li').map((each) => each.text())).toEqual([
      '2026-11-01已定稿 1 天',
      '2026-11-02 – 11-03被拒绝 2 天',
      '2026-11-04可能修订 1 天',
    ])
    expect(aside.text()).toContain('没有开通“数据权限”')
    await world.press('补齐这一行')
    expect(world.asked('sync.start')).toMatchObject([
      { scope: { apps: [] }, reports: [], fill: { wider: false, only: [{ appId: 2, report: 'active-users' }] } },
    ])
  })

  test('days that only a longer range holds are no gap, and are fetched by the day where that is wanted', async () => {
    const held = { ...coverage, apps: [{ appId: 1, app: '重庆小面外卖', rows: ['fffo', 'wwww'] }], refusals: [] }
    const world = await open(`/history?${RANGE}`, {
      'history.coverage': () => held,
      'sync.plan': ({ fill }) => ({ requests: fill?.wider ? 4 : 0, skipped: 0 }),
    })
    const shares = () => world.shown.findAll('[data-share]').map((each) => each.text())
    expect(shares()).toEqual(['50.00%', '50.00%', '0.00%'])
    expect([world.cells('part'), world.cells('wider'), world.cells('gaps')]).toEqual([['50.00%'], ['4'], ['0']])
    expect(world.shown.get('button.fill').text()).toBe('没有缺口')
    await world.shown.findAll('label.also input')[0]?.setValue(true)
    await world.settle()
    expect(world.shown.get('button.fill').text()).toBe('补齐缺口4 次请求')
    await world.press('重庆小面外卖')
    await world.press('活跃用户')
    await world.press('逐日补取')
    expect(world.asked('sync.start')).toMatchObject([
      { fill: { wider: true, only: [{ appId: 1, report: 'active-users' }] } },
    ])
  })

  test('the legend filters, the address keeps it, and by report apps stand below', async () => {
    const world = await open(`/history?${RANGE}&by=report`)
    expect(world.cells('name')).toEqual(['用户趋势', '活跃用户'])
    await world.shown.find('[data-state=r]').trigger('click')
    await world.settle()
    expect(world.query()['state']).toBe('r')
    expect(world.cells('name')).toEqual(['活跃用户'])
    await world.press('活跃用户')
    expect(world.cells('name')).toEqual(['活跃用户', '青禾预约挂号'])
  })

  test('an earlier version is looked at, and cannot be filled', async () => {
    const asOf = '2026-11-04T02:00:00.000Z'
    const world = await open(`/history?${RANGE}&asof=${asOf}`, {}, { locale: 'en' })
    expect(world.asked('history.coverage')).toMatchObject([{ asOf }])
    expect(world.asked('sync.plan')).toEqual([])
    const fill = world.shown.get<HTMLButtonElement>('button.fill').element
    expect([fill.disabled, fill.title]).toEqual([true, 'An earlier version is shown: go back to now to fill it'])
  })

  test('a failure says so and asks again', async () => {
    let failing = true
    const world = await open(`/history?${RANGE}`, {
      'history.coverage': () => {
        if (failing) throw new AppError('store.failed', {})
        return coverage
      },
    })
    expect(world.shown.find('[role=alert]').text()).toContain('读写历史数据时出错')
    failing = false
    await world.press('重试')
    expect(world.cells('name')).toHaveLength(2)
  })
})
