import { describe, expect, test, vi } from 'vitest'
import type { MembersTable } from '../../../../electron/contract/methods/query-members.ts'
import { formatUnit } from '../../../../electron/contract/units.ts'
import { makeApps, YESTERDAY } from '../../fake-data.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { fakeMembers } from '../../fake-members.ts'
import { cellsOf, openReport, radioOf } from '../open-report.ts'

const open = (path: string, options: Partial<FakeOptions> = {}) =>
  openReport(() => import('../../../../renderer/views/region/RegionView.vue'), path, options)
const RANGE = { from: YESTERDAY, to: YESTERDAY }
const answer = (show: number[], scope: number[] = []) =>
  fakeMembers(
    makeApps(6),
    { report: 'region', range: RANGE, compare: 'previous', scope: { apps: scope }, show },
    'zh-CN',
  )
const columnOf = ({ columns }: MembersTable, key: string) => columns.findIndex((column) => column.key === key)
const SHARE = 'session_count_district_ratio'
const percent = (value: number | null | undefined) => formatUnit('percent', value ?? null, 'zh-CN')

describe('what Region asks', () => {
  test('one app by itself, and the portfolio it is seen against by itself', async () => {
    const { asked } = await open('/region?mode=one&app=2&range=yesterday')
    const common = { report: 'region', range: RANGE, compare: 'previous', limit: 5000 }
    expect(asked('query.members')).toEqual([
      { ...common, scope: { apps: [2], tags: [] }, show: [2] },
      { ...common, scope: { apps: [], tags: [] }, show: [] },
    ])
  })

  test('against another app no portfolio', async () => {
    const { asked } = await open('/region?mode=one&app=2&against=5')
    expect(asked('query.members')).toMatchObject([{ scope: { apps: [2, 5] }, show: [2, 5] }])
  })

  test('all apps: as one, and each with the metric looked at', async () => {
    const { asked } = await open('/region?mode=all&m=average_session_time_district&asof=2026-01-05T02:00:00.000Z')
    expect(asked('query.members')).toMatchObject([
      { show: [], asOf: '2026-01-05T02:00:00.000Z' },
      { metrics: ['average_session_time_district'], limit: 40 },
    ])
    expect(asked('query.members')[1]).not.toHaveProperty('show')
  })

  test('a scope of one app is seen against all there are', async () => {
    const { asked } = await open('/region?apps=3')
    expect(asked('query.members')).toMatchObject([{ show: [3] }, { scope: { apps: [], tags: [] }, show: [] }])
  })
})

describe('what Region shows', () => {
  test('every province’s numbers, beside those before and those of all apps', async () => {
    const { shown } = await open('/region?mode=one&app=2&range=yesterday')
    const [own, whole] = [answer([2], [2]), answer([])]
    const at = columnOf(own, SHARE)
    expect(cellsOf(shown, 'name').slice(0, 3)).toEqual(own.members.slice(0, 3).map(({ label }) => label))
    const mine = own.members.map(({ apps }) => apps[0]?.values[at] ?? null)
    expect(cellsOf(shown, SHARE).slice(0, 30)).toEqual(mine.slice(0, 30).map(percent))
    expect(cellsOf(shown, 'before').slice(0, 30)).toEqual(
      own.members.slice(0, 30).map(({ apps }) => percent(apps[0]?.previous?.[at])),
    )
    expect(
      cellsOf(shown, 'other')
        .slice(0, 30)
        .map((text) => text.split('%')[0]),
    ).toEqual(whole.members.slice(0, 30).map(({ combined }) => combined.values[at]?.toFixed(2)))
    const index = mine.map((value, i) =>
      Math.round(((value ?? 0) / (whole.members[i]?.combined.values[at] ?? NaN)) * 100),
    )
    expect(cellsOf(shown, 'index').slice(0, 30)).toEqual(index.slice(0, 30).map(String))
  })

  test('the map has all 34, and what is none of them beside it', async () => {
    const { shown } = await open('/region?mode=one&app=2&range=yesterday')
    const tiles = shown.findAll('.tile')
    expect(tiles).toHaveLength(34)
    const own = answer([2], [2])
    const guangxi = own.members.find(({ key }) => key === '广西壮族自治区')?.apps[0]?.values[columnOf(own, SHARE)]
    expect(shown.get('[data-code=GX] .sr-only').text()).toBe(`广西 ${percent(guangxi)}`)
    expect(shown.get('.elsewhere').text()).toContain('国外')
  })

  test('one tile is in the tab order; arrows walk, Enter says where the number comes from', async () => {
    const { shown, settle } = await open('/region?mode=one&app=2&range=yesterday')
    expect(shown.findAll('.tile[tabindex="0"]')).toHaveLength(1)
    await shown.get('[data-code=HB]').trigger('focus')
    await shown.get('[data-code=HB]').trigger('keydown', { key: 'ArrowRight' })
    expect(document.activeElement?.getAttribute('data-code')).toBe('AH')
    expect(shown.get('.tip').text()).toContain('安徽 · 启动次数占比')
    await shown.get('[data-code=AH]').trigger('keydown', { key: 'i' })
    await settle()
    expect(shown.get('.source').text()).toContain('青禾预约挂号 · 安徽')
    expect(shown.get('.source').text()).toContain('快照 #5002')
  })

  test('the difference from another app, in points, with its rule', async () => {
    const { shown, query } = await open('/region?mode=one&app=2&against=5&range=yesterday')
    await radioOf(shown, '差异').trigger('click')
    await vi.waitFor(() => expect(query()['map']).toBe('difference'))
    const both = answer([2, 5], [2, 5])
    const at = columnOf(both, SHARE)
    const hubei = both.members.find(({ key }) => key === '湖北')?.apps.map((one) => one?.values[at] ?? NaN) ?? []
    const difference = (hubei[0] ?? NaN) - (hubei[1] ?? NaN)
    const sign = difference < 0 ? '−' : '+'
    expect(shown.get('[data-code=HB] .sr-only').text()).toBe(`湖北 ${sign}${Math.abs(difference).toFixed(2)} pp`)
    expect(shown.get('.map-card footer').text()).toContain('青禾预约挂号 减 北辰家居，以百分点计')
  })

  test('counts of apps of different sizes have no difference, and say why', async () => {
    const { shown } = await open('/region?mode=one&app=2&against=5&m=session_count_district&map=difference')
    expect(radioOf(shown, '差异').attributes('title')).toContain('规模不同')
    expect(radioOf(shown, '数值').attributes('aria-checked')).toBe('true')
  })

  test('movers, or why there are none', async () => {
    const { shown } = await open('/region?mode=one&app=2&beside=movers')
    expect(shown.get('.beside h2').text()).toContain('变动最大的地域')
    const without = await open('/region?mode=one&app=2&beside=movers&vs=none')
    expect(radioOf(without.shown, '变动').attributes('title')).toBe('未选择对比期')
    expect(without.shown.get('.beside h2').text()).toContain('排名')
  })

  test('side by side a map for each app and a table in colours', async () => {
    const { shown } = await open('/region?mode=side&apps=1,2,3&range=yesterday')
    expect(shown.findAll('figure figcaption').map((each) => each.text())).toEqual([
      '重庆小面外卖',
      '青禾预约挂号',
      '一席读书',
    ])
    const three = answer([1, 2, 3], [1, 2, 3])
    const at = columnOf(three, SHARE)
    expect(cellsOf(shown, 's:2').slice(0, 30)).toEqual(
      three.members.slice(0, 30).map(({ apps }) => percent(apps[1]?.values[at])),
    )
    expect(shown.get('[data-column="s:2"] .shade').attributes('style')).toContain('var(--seq-')
  })

  test('all apps below each other; opening one shows it by itself', async () => {
    const { shown, query, settle } = await open('/region?mode=all')
    expect(cellsOf(shown, 'name', 1)).toContain('青青禾预约挂号')
    const grid = shown.findAll('[role=grid]')[1]
    await grid?.trigger('keydown', { key: 'ArrowDown' })
    await grid?.trigger('keydown', { key: 'Enter' })
    await settle()
    expect(query()).toMatchObject({ mode: 'one', app: '1' })
  })
})

describe('what Region does', () => {
  test('Excel of just this view: its report, and the app it is seen against', async () => {
    const { asked, settle } = await open('/region?mode=one&app=2&against=5', {
      handlers: { 'files.save': () => ({ path: '/x.xlsx' }), 'export.start': () => ({ job: 9 }) },
    })
    const button = [...document.querySelectorAll<HTMLElement>('#view-actions button')].find((each) =>
      each.textContent.includes('导出 Excel'),
    )
    button?.click()
    await settle()
    expect(asked('export.start')).toMatchObject([{ reports: ['region'], scope: { apps: [2, 5], tags: [] } }])
  })

  test('what was never fetched has a way to it', async () => {
    const { shown, asked, settle } = await open('/region?mode=one&app=7', { apps: 8 })
    expect(shown.text()).toContain('还没有取得')
    await shown
      .findAll('button')
      .find((each) => each.text() === '获取这个报表')
      ?.trigger('click')
    await settle()
    expect(asked('sync.start')).toMatchObject([{ reports: ['region'], scope: { apps: [7] } }])
  })

  test('some without data are named, the others shown', async () => {
    const { shown } = await open('/region?mode=side&apps=1,7', { apps: 8 })
    expect(shown.get('.lacking').text()).toContain('飞鸟影视')
    expect(shown.findAll('figure')).toHaveLength(2)
  })

  test('a reply without regions says so', async () => {
    const empty = (input: Parameters<typeof fakeMembers>[1]) => ({
      ...fakeMembers(makeApps(6), input, 'zh-CN'),
      members: [],
      count: 0,
    })
    const { shown } = await open('/region?mode=one', { handlers: { 'query.members': empty } })
    expect(shown.text()).toContain('百度没有给出这段日期的地域数据')
  })

  test('in English too', async () => {
    const { shown } = await open('/region?mode=one&app=2', { settings: { locale: 'en' } })
    expect(shown.get('.map-card h2').text()).toBe('Share of sessions by region')
    expect(cellsOf(shown, 'name')[0]).toBe('Guangdong')
    expect(shown.get('[data-code=GD] b').text()).toBe('GD')
  })
})
