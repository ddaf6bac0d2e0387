import { describe, expect, test } from 'vitest'
import { YESTERDAY } from '../../fake-data.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { job } from '../../fake-host.ts'
import { fakeMembers } from '../../fake-members.ts'
import { makeApps } from '../../fake-data.ts'
import { cellsOf, openReport, radioOf } from '../open-report.ts'

const open = (path: string, options: Partial<FakeOptions> = {}) =>
  openReport(() => import('../../../../renderer/views/sources/SourcesView.vue'), path, options)
const labels = (shown: Awaited<ReturnType<typeof open>>['shown']) =>
  cellsOf(shown, 'name').map((text) => text.replaceAll(/\s*\d+$/g, ''))

describe('one app', () => {
  test('what it is made of, how good that is, and its groups', async () => {
    const { shown, asked } = await open('/sources?mode=one&app=2&range=yesterday')
    expect(asked('query.members')).toMatchObject([{ report: 'sources', show: [2] }, { report: 'sources' }])
    expect(shown.find('.mix h2').text()).toBe('来源构成 · 启动用户占比')
    expect(shown.findAll('.qualities h2').map((each) => each.text())).toEqual([
      '人均启动次数 · 各来源',
      '次均使用时长 · 各来源',
    ])
    expect(labels(shown)).toEqual(['商业广告', '自然搜索', '首页下拉', '我的', '分享', '未知', '合计'])
  })

  test('a group opens in place, and the address keeps it', async () => {
    const { shown, query, settle } = await open('/sources?mode=one&app=2&range=yesterday')
    const fold = shown.findAll('.fold[aria-expanded]')[2]
    expect(fold?.attributes('aria-expanded')).toBe('false')
    expect(fold?.attributes('aria-label')).toBe('展开“首页下拉”的 2 个场景')
    await fold?.trigger('click')
    await settle()
    expect(query()['open']).toBe('46')
    expect(labels(shown).slice(2, 6)).toEqual(['首页下拉', '首页下拉 / 推荐', '首页下拉 / 历史', '我的'])
    await shown
      .findAll('button')
      .find((each) => each.text() === '全部展开')
      ?.trigger('click')
    await settle()
    expect(shown.findAll('.scene')).toHaveLength(10)
  })

  test('Enter on a row opens its group', async () => {
    const { shown, query, settle } = await open('/sources?mode=one&app=2&range=yesterday')
    const grid = shown.get('[role=grid]')
    await grid.trigger('focus')
    await grid.trigger('keydown', { key: 'ArrowDown' })
    await grid.trigger('keydown', { key: 'Enter' })
    await settle()
    expect(query()['open']).toBe('39')
    await grid.trigger('keydown', { key: 'Enter' })
    await settle()
    expect(query()['open']).toBeUndefined()
  })

  test('scenes instead of groups', async () => {
    const { shown, query, settle } = await open('/sources?mode=one&app=2&range=yesterday')
    await radioOf(shown, '按场景').trigger('click')
    await settle()
    expect(query()['level']).toBe('scenes')
    expect(shown.find('.mix .names').text()).toContain('原生（商业广告）')
  })
})

describe('over time', () => {
  test('each period is asked for by itself, with what it lacks', async () => {
    const { shown, asked, settle } = await open('/sources?mode=one&app=2&range=last30')
    await radioOf(shown, '随时间').trigger('click')
    await settle()
    const weeks = (asked('query.members') as { range: { from: string; to: string }; compare: string }[]).filter(
      ({ compare }) => compare === 'none',
    )
    expect(weeks.length).toBeGreaterThanOrEqual(5)
    expect(weeks.at(-1)?.range.to).toBe(YESTERDAY)
    expect(shown.find('.time canvas').exists()).toBe(true)
  })

  test('side by side one source is followed in each app, in any metric', async () => {
    const { shown, asked, settle } = await open('/sources?mode=side&apps=1,2,3&range=last7&by=day&vs=none')
    await radioOf(shown, '随时间').trigger('click')
    await settle()
    const days = (asked('query.members') as { range: { from: string; to: string }; show?: number[] }[]).filter(
      ({ range }) => range.from === range.to,
    )
    expect(days).toHaveLength(7)
    expect(days[0]).toMatchObject({ scope: { apps: [1, 2, 3], tags: [] }, show: [1, 2, 3], metrics: ['user_scale'] })
    expect(shown.get('.time h2').text()).toBe('商业广告的启动用户占比随时间')
    expect(shown.findAll('.time .names li')).toHaveLength(3)
    const { members } = fakeMembers(
      makeApps(6),
      { report: 'sources', range: { from: YESTERDAY, to: YESTERDAY }, scope: {} },
      'zh-CN',
    )
    const search = members.find(({ label }) => label === '自然搜索')?.id ?? ''
    const other = await open(
      `/sources?mode=side&apps=1,2,3&range=last7&by=day&vs=none&chart=time&m=user_count&source=${search}`,
    )
    expect(other.shown.get('.time h2').text()).toBe('自然搜索的启动用户数随时间')
    expect(other.asked('query.members')).toContainEqual(
      expect.objectContaining({ metrics: ['user_count'], show: [1, 2, 3] }),
    )
  })

  test('what was never fetched is fetched period by period, one after the other', async () => {
    const { shown, asked, settle } = await open('/sources?mode=all&chart=time&range=last7&by=day&vs=none', {
      apps: 3,
      handlers: {
        'query.members': (input) => {
          const table = fakeMembers(makeApps(3), input, 'zh-CN')
          const single = input.range.from === input.range.to
          return single ? { ...table, combined: { ...table.combined, missing: table.combined.apps } } : table
        },
        'jobs.wait': ({ job: id }) => job({ id, state: 'done' }),
      },
    })
    expect(shown.find('.time').text()).toContain('还没有按日的来源数据')
    await shown.get('.time .pill.primary').trigger('click')
    await settle()
    const ranges = (asked('sync.start') as { range: { from: string; to: string }; reports: string[] }[]).map(
      ({ range, reports }) => [range.from === range.to, reports],
    )
    expect(ranges).toEqual(Array.from({ length: 7 }, () => [true, ['sources']]))
  })

  test('a fetch that was cancelled ends it', async () => {
    const { shown, asked, settle } = await open('/sources?mode=all&chart=time&range=last7&by=day&vs=none', {
      apps: 3,
      handlers: {
        'query.members': (input) => {
          const table = fakeMembers(makeApps(3), input, 'zh-CN')
          return input.range.from === input.range.to
            ? { ...table, combined: { ...table.combined, missing: table.combined.apps } }
            : table
        },
        'jobs.wait': ({ job: id }) => job({ id, state: 'cancelled' }),
      },
    })
    await shown.get('.time .pill.primary').trigger('click')
    await settle()
    expect(asked('sync.start')).toHaveLength(1)
  })
})

test('side by side, and all below each other', async () => {
  const side = await open('/sources?mode=side&range=yesterday')
  expect(side.shown.find('.qualities').exists()).toBe(false)
  expect(cellsOf(side.shown, 'name').slice(0, 2)).toEqual(['商业广告', '自然搜索'])
  const all = await open('/sources?mode=all&range=yesterday&m=average_session_time')
  expect(all.asked('query.members')).toMatchObject([{}, { metrics: ['average_session_time'] }])
  expect(all.shown.findAll('[role=grid]')).toHaveLength(2)
})
