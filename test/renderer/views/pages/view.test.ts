import { describe, expect, test, vi } from 'vitest'
import { formatUnit } from '../../../../electron/contract/units.ts'
import { makeApps, YESTERDAY } from '../../fake-data.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { fakeMember } from '../../fake-member.ts'
import { fakeMembers } from '../../fake-members.ts'
import { cellsOf, openReport, radioOf } from '../open-report.ts'

const open = (path: string, options: Partial<FakeOptions> = {}) =>
  openReport(() => import('../../../../renderer/views/pages/PagesView.vue'), path, options)
const RANGE = { from: YESTERDAY, to: YESTERDAY }
const PAGE = 'pages/search/search'
const answer = (show: number[] | undefined, more: object = {}) =>
  fakeMembers(
    makeApps(6),
    {
      report: 'pages',
      range: RANGE,
      compare: 'previous',
      scope: { apps: show ?? [] },
      limit: 5000,
      ...(show ? { show } : {}),
      ...more,
    },
    'zh-CN',
  )
const count = (value: number | null | undefined) => formatUnit('count', value ?? null, 'zh-CN')
const percent = (value: number | null | undefined) => formatUnit('percent', value ?? null, 'zh-CN')
const cut: Partial<FakeOptions> = {
  handlers: {
    'query.members': (input) => {
      const whole = fakeMembers(makeApps(6), input, 'zh-CN')
      return { ...whole, apps: whole.apps.map((app) => ({ ...app, capped: app.appId === 2 })) }
    },
  },
}

describe('the list', () => {
  test('of one app is seen against its own past at first; nothing else is asked for', async () => {
    const { asked } = await open('/pages?mode=one&app=2&range=yesterday')
    expect(asked('query.members')).toEqual([
      { report: 'pages', range: RANGE, compare: 'previous', limit: 5000, scope: { apps: [2], tags: [] }, show: [2] },
    ])
  })

  test('has path and alias, every metric, and what views were before', async () => {
    const { shown } = await open('/pages?mode=one&app=2&range=yesterday')
    const { members } = answer([2])
    const some = members.slice(0, 10)
    expect(cellsOf(shown, 'name').slice(0, 10)).toEqual(some.map(({ label }) => label))
    expect(cellsOf(shown, 'alias').slice(0, 3)).toEqual(['首页', '', '搜索'])
    expect(cellsOf(shown, 'pv_count').slice(0, 10)).toEqual(some.map(({ apps }) => count(apps[0]?.values[0])))
    expect(cellsOf(shown, 'before').slice(0, 10)).toEqual(some.map(({ apps }) => count(apps[0]?.previous?.[0])))
    expect(cellsOf(shown, 'bounce_ratio').slice(0, 10)).toEqual(some.map(({ apps }) => percent(apps[0]?.values[5])))
    expect(shown.get('p.foot').text()).toContain('未去重')
    expect(shown.text()).toContain('按入口页次数取前 10 个页面')
  })

  test('is searched by path and by alias', async () => {
    const { shown, settle } = await open('/pages?mode=one&app=2')
    await shown.get('input[data-search]').setValue('搜索')
    await settle()
    expect(cellsOf(shown, 'name')).toEqual([PAGE])
    await shown.get('input[data-search]').setValue('topic/4')
    await settle()
    expect(cellsOf(shown, 'name').every((path) => path.startsWith('pages/topic/4'))).toBe(true)
    expect(shown.get('.tools [role=status]').text()).toBe('11 / 80')
  })

  test('says that it was cut off, and how far it goes', async () => {
    const { shown } = await open('/pages?mode=one&app=2', cut)
    expect(shown.get('p.foot').text()).toContain('只取到前 80 个')
    const other = await open('/pages?mode=one&app=3', cut)
    expect(other.shown.get('p.foot').text()).not.toContain('只取到')
  })

  test('of apps side by side: what they have in common alone', async () => {
    const { shown, query } = await open('/pages?mode=side&apps=2,3', {
      handlers: {
        'query.members': (input) => {
          const whole = fakeMembers(makeApps(6), input, 'zh-CN')
          const members = whole.members.map((row, i) => ({
            ...row,
            apps: row.apps.map((own, a) => (i > 1 && a > 0 ? null : own)),
          }))
          return { ...whole, members }
        },
      },
    })
    expect(shown.get('p.foot').text()).toContain('80 个页面中有 2 个在两个以上应用中出现')
    expect(cellsOf(shown, 'name').length).toBeGreaterThan(10)
    await radioOf(shown, '共有页面').trigger('click')
    await vi.waitFor(() => expect(query()['only']).toBe('common'))
    expect(cellsOf(shown, 'name')).toEqual(['pages/index/index', 'pages/detail/detail'])
  })

  test('of all apps as one, and below each other with short heads', async () => {
    const { shown } = await open('/pages?mode=all')
    const heads = shown
      .findAll('[role=grid]')[1]
      ?.findAll('[role=columnheader][data-column]')
      .map((each) => each.text())
    expect(heads?.slice(0, 3)).toEqual(['应用', '…/index/index', '…/detail'])
    expect(shown.findAll('p.foot')[1]?.text()).toContain('列出整体最大的 40 个页面，共 80 个')
  })
})

describe('one page', () => {
  const address = (mode: string) => `/pages?mode=${mode}&app=2&range=yesterday&path=${encodeURIComponent(PAGE)}`

  test('is reached from the list, and left with Escape', async () => {
    const { shown, query, settle } = await open('/pages?mode=one&app=2')
    await shown.findAll('.grid button.name')[1]?.trigger('click')
    await vi.waitFor(() => expect(query()['path']).toBe('pages/detail/detail'))
    await settle()
    expect(document.activeElement?.textContent).toContain('全部页面')
    await shown.get('.detail header button').trigger('keydown', { key: 'Escape' })
    await vi.waitFor(() => expect(query()['path']).toBeUndefined())
  })

  test('has its numbers in this app, and in every app that has its path', async () => {
    const { shown } = await open(address('one'))
    const row = answer(undefined, { search: PAGE }).members.find(({ id }) => id === PAGE)
    const own = row?.apps[1]
    expect(shown.get('[data-metric=pv_count] .value').text()).toBe(count(own?.values[0]))
    expect(shown.get('[data-metric=bounce_ratio] .value').text()).toBe(percent(own?.values[5]))
    const names = makeApps(6).map(({ name }) => name)
    const order = [
      1,
      ...[0, 2, 3, 4, 5].toSorted((a, b) => (row?.apps[b]?.values[0] ?? 0) - (row?.apps[a]?.values[0] ?? 0)),
    ]
    expect(
      cellsOf(shown, 'name')
        .slice(0, -1)
        .map((text) => text.slice(1).trim()),
    ).toEqual(order.map((at) => names[at]))
    expect(cellsOf(shown, 'pv_count')).toEqual([
      ...order.map((at) => count(row?.apps[at]?.values[0])),
      count(row?.combined.values[0]),
    ])
    expect(shown.get('p.foot').text()).toContain('6 / 6 个应用有这个页面')
  })

  test('by day asks for the app alone; another metric asks for nothing', async () => {
    const { shown, asked, query, settle } = await open(address('one').replace('yesterday', 'last7'))
    const of = { report: 'pages', member: PAGE, scope: { apps: [2] } }
    // the days, and those they are compared with
    const [now, before] = asked('query.member') as { range: { from: string; to: string } }[]
    expect([now, before]).toMatchObject([of, of])
    expect(Date.parse(now?.range.from ?? '') - Date.parse(before?.range.to ?? '')).toBe(24 * 3_600_000)
    expect(shown.get('.days footer').text()).toContain(`对比区间 ${before?.range.from}`)
    expect(shown.get('.days footer').text()).toMatch(/共 7 天，已取得 [23] 天的按日数据/)
    await shown.get('[data-metric=bounce_ratio]').trigger('click')
    await vi.waitFor(() => expect(query()['m']).toBe('bounce_ratio'))
    await settle()
    expect(shown.get('.days h2').text()).toBe('每日退出率')
    expect(asked('query.member')).toHaveLength(2)
  })

  test('without a comparison there are no days before', async () => {
    const { shown, asked } = await open(`${address('one').replace('yesterday', 'last7')}&vs=none`)
    expect(asked('query.member')).toHaveLength(1)
    expect(shown.get('.days footer').text()).not.toContain('对比区间')
  })

  test('fetches the days compared with once the days themselves are there', async () => {
    const { shown, asked, settle } = await open(address('one').replace('yesterday', 'last7'), {
      handlers: {
        'query.member': (input) => {
          const found = fakeMember(makeApps(6), input)
          const state = input.range.to === YESTERDAY ? ('listed' as const) : ('not-fetched' as const)
          return { ...found, apps: found.apps.map((app) => ({ ...app, days: app.days.map(() => state) })) }
        },
        'sync.start': () => ({ job: 1 }),
      },
    })
    const [, before] = asked('query.member') as { range: unknown }[]
    expect(shown.get('.days header button').text()).toBe('获取对比区间的每日数据（约 7 次请求）')
    await shown.get('.days header button').trigger('click')
    await settle()
    expect(asked('sync.start')).toMatchObject([{ range: before?.range, scope: { apps: [2] }, fill: { wider: true } }])
  })

  test('fetches the days that lack, each by itself', async () => {
    const { shown, asked, settle } = await open(address('side').replace('yesterday', 'last7'), {
      handlers: {
        'query.member': (input) => {
          const found = fakeMember(makeApps(6), input)
          return {
            ...found,
            apps: found.apps.map((app) => ({
              ...app,
              days: app.days.map(() => (app.appId === 3 ? 'not-fetched' : 'listed')),
            })),
          }
        },
        'sync.start': () => ({ job: 1 }),
      },
    })
    const [{ range } = { range: null }] = asked('query.member') as { range: unknown }[]
    expect(shown.get('.days header button').text()).toBe('补齐每日数据（约 7 次请求）')
    await shown.get('.days header button').trigger('click')
    await settle()
    expect(asked('sync.start')).toEqual([
      { range, scope: { apps: [3], tags: [] }, reports: ['pages'], fill: { wider: true } },
    ])
  })

  test('of an earlier moment nothing is fetched', async () => {
    const { shown } = await open(`${address('one')}&asof=2026-01-05T02:00:00.000Z`, {
      handlers: {
        'query.member': (input) => {
          const found = fakeMember(makeApps(6), input)
          return {
            ...found,
            apps: found.apps.map((app) => ({ ...app, days: app.days.map(() => 'not-fetched' as const) })),
          }
        },
      },
    })
    expect(shown.get('.days').text()).toContain('当时还没有逐日获取过')
    expect(shown.find('.days button').exists()).toBe(false)
  })

  test('that nobody has is said', async () => {
    const { shown } = await open('/pages?mode=one&app=2&path=pages%2Fgone')
    expect(shown.text()).toContain('这段日期没有这个页面的数据')
  })
})
