import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseDay } from '../../../../electron/contract/calendar.ts'
import { formatUnit } from '../../../../electron/contract/units.ts'
import type { MembersTable } from '../../../../electron/contract/methods/query-members.ts'
import { buildSides, type Sides } from '../../../../renderer/components/members/sides.ts'
import { setLocale } from '../../../../renderer/i18n/locale.ts'
import { membersOf } from '../../../../renderer/views/sources/levels.ts'
import { lackingOf, momentsOf, timeModel, timeTip } from '../../../../renderer/views/sources/over-time.ts'
import { sideTimeModel, sideTimeTip } from '../../../../renderer/views/sources/side-time.ts'
import { canStep, periodsIn } from '../../../../renderer/views/sources/periods.ts'
import { sourceTree } from '../../../../renderer/views/sources/tree.ts'
import { makeApps } from '../../fake-data.ts'
import { fakeMembers } from '../../fake-members.ts'

beforeAll(() => setLocale('zh-CN'))

const RANGE = { from: '2026-11-01', to: '2026-11-07' }
const ask = (show: number[], scope: number[], range = RANGE): MembersTable =>
  fakeMembers(
    makeApps(7),
    { report: 'sources', range, compare: 'previous', scope: { apps: scope }, show, limit: 5000 },
    'zh-CN',
  )
const allName = (n: number) => `${n} 个应用`
const sides = (): Sides => buildSides(ask([2], [2]), ask([], []), allName)

describe('the two levels', () => {
  test('groups are the groups; scenes have their group behind their name, and a group without scenes stands for itself', () => {
    const { members } = sides()
    expect(membersOf(members, 'groups').every(({ parent }) => parent === null)).toBe(true)
    const scenes = membersOf(members, 'scenes').map(({ label }) => label)
    expect(scenes).toContain('历史（首页下拉）')
    expect(scenes).toContain('历史（我的）')
    expect(scenes).toContain('未知')
    expect(scenes).not.toContain('首页下拉')
  })
})

describe('the tree', () => {
  const grow = (some: Partial<Parameters<typeof sourceTree>[1]> = {}) => {
    const own = sides()
    const [side] = own.apps
    if (!side) throw new Error('no side')
    const tree = sourceTree(own, {
      dimension: '来源',
      nameOf: (key) => key,
      metric: 'user_scale',
      side,
      other: own.whole,
      total: '合计',
      open: new Set(),
      query: '',
      sort: null,
      locale: 'zh-CN',
      ...some,
    })
    return { ...tree, names: tree.rows.map(({ id }) => own.members[id]?.label), side, own }
  }

  test('has the groups; scenes only below those that stand open', () => {
    expect(grow().names).toEqual(['商业广告', '自然搜索', '首页下拉', '我的', '分享', '未知'])
    expect(grow({ open: new Set(['46']) }).names).toEqual([
      '商业广告',
      '自然搜索',
      '首页下拉',
      '推荐',
      '历史',
      '我的',
      '分享',
      '未知',
    ])
  })

  test('a group without scenes does not open', () => {
    const { nodes, rows } = grow({ open: new Set(['unknown', '39']) })
    const node = nodes.get(rows.at(-1)?.id ?? -1)
    expect(node).toMatchObject({ open: false, scenes: 0 })
  })

  test('every level is sorted by itself: scenes stay below their group', () => {
    const { rows, nodes, side, own } = grow({
      open: new Set(['37', '39', '46', '45']),
      sort: { key: 'user_count', descending: true },
    })
    const size = (id: number) => side.read(own.members[id] ?? null, 'user_count').value ?? -1
    const groups = rows.filter(({ id }) => nodes.get(id)?.group === null)
    const sized = groups.map(({ id }) => size(id))
    expect(sized).toEqual(sized.toSorted((a, b) => b - a))
    let last: { group: string; size: number } | null = null
    for (const { id } of rows) {
      const { group, member } = nodes.get(id) ?? {}
      if (!group) last = { group: member?.id ?? '', size: Infinity }
      else {
        expect(group.id).toBe(last?.group)
        expect(size(id)).toBeLessThanOrEqual(last?.size ?? 0)
        last = { group: group.id, size: size(id) }
      }
    }
  })

  test('a search opens the groups in which scenes match; a group that matches opens by hand', () => {
    expect(grow({ query: '历史' }).names).toEqual(['首页下拉', '历史', '我的', '历史'])
    expect(grow({ query: '搜索' }).names).toEqual(['自然搜索'])
    expect(grow({ query: '没有' }).rows).toEqual([])
    expect(grow({ query: '历史' }).feet).toEqual([])
  })

  test('a scene is copied with its group', () => {
    const { rows } = grow({ open: new Set(['46']) })
    expect(rows.map(({ cells }) => cells.get('name')?.text)).toContain('首页下拉 / 历史')
  })
})

describe('periods of a range', () => {
  test('follow on each other from its first day to its last, whole but for its ends', () => {
    const day = fc.integer({ min: 20_000, max: 21_000 })
    const text = (n: number) => new Date(n * 86_400_000).toISOString().slice(0, 10)
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 200 }),
        fc.constantFrom('day' as const, 'week' as const, 'month' as const),
        (from, days, by) => {
          const range = { from: text(from), to: text(from + days) }
          const periods = periodsIn(range, by)
          expect(periods[0]?.from).toBe(range.from)
          expect(periods.at(-1)?.to).toBe(range.to)
          periods.forEach((period, i) => {
            const next = periods[i + 1]
            if (next) expect(parseDay(next.from)).toBe((parseDay(period.to) ?? NaN) + 1)
            const [start, end] = [new Date(period.from), new Date(period.to)]
            if (i > 0 && by === 'week') expect(start.getUTCDay()).toBe(1)
            if (i > 0 && by === 'month') expect(start.getUTCDate()).toBe(1)
            if (next && by === 'week') expect(end.getUTCDay()).toBe(0)
            if (next && i > 0) expect(period.partial).toBe(false)
          })
        },
      ),
    )
  })

  test('that are clipped are partial, and too many are not offered', () => {
    const november = { from: '2026-11-03', to: '2026-11-30' }
    expect(periodsIn(november, 'week').map(({ key, partial }) => [key, partial])).toEqual([
      ['2026-W45', true],
      ['2026-W46', false],
      ['2026-W47', false],
      ['2026-W48', false],
      ['2026-W49', true],
    ])
    expect(periodsIn(november, 'month')).toMatchObject([{ key: '2026-11', partial: true }])
    expect(canStep({ from: '2026-01-01', to: '2026-12-31' }, 'day')).toBe(false)
    expect(canStep({ from: '2026-01-01', to: '2026-12-31' }, 'week')).toBe(true)
  })
})

describe('the mix over time', () => {
  const periods = periodsIn({ from: '2026-11-02', to: '2026-11-15' }, 'week')
  const answer = (show: number[], scope: number[]) => ({
    by: 'week' as const,
    periods,
    tables: periods.map(({ from, to }) => ask(show, scope, { from, to })),
  })
  const options = {
    metric: 'user_scale',
    locale: 'zh-CN' as const,
    restName: '其他',
    colors: (place: number) => place + 1,
  }
  const fold = () => {
    const groups = membersOf(sides().members, 'groups')
    return { shown: groups.slice(0, 2), folded: groups.slice(2) }
  }

  test('has each period’s own shares, the small ones together', () => {
    const moments = momentsOf(answer([2], [2]), allName)
    const { series, places } = timeModel(moments, 'week', fold(), options)
    expect(places).toHaveLength(2)
    expect(series.map(({ label }) => label)).toEqual(['商业广告', '自然搜索', '其他'])
    periods.forEach((_, at) => {
      const sum = series.reduce((all, { values }) => all + (values[at] ?? NaN), 0)
      expect(sum).toBeCloseTo(100, 0)
    })
    const own = answer([2], [2]).tables[1]
    const ads = own?.members.find(({ id }) => id === 'source:39')?.apps[0]?.values
    const at = own?.columns.findIndex(({ key }) => key === 'user_scale') ?? -1
    expect(series[0]?.values[1]).toBe(ads?.[at])
    const [moment] = moments
    if (!moment) throw new Error('no moment')
    expect(timeTip(moment, 'week', fold(), options).rows).toHaveLength(3)
  })

  test('an app that lacks a period leaves a gap, and the period is to be fetched', () => {
    const moments = momentsOf(answer([7], [7]), allName)
    expect(timeModel(moments, 'week', fold(), options).series[0]?.values).toEqual([null, null])
    expect(lackingOf(moments)).toEqual(periods)
    const [moment] = moments
    if (!moment) throw new Error('no moment')
    expect(timeTip(moment, 'week', fold(), options)).toMatchObject({ rows: [], lines: ['还没有获取这个周期'] })
  })

  test('one source in several apps is a line each, with a gap for an app that lacks a period', () => {
    const moments = momentsOf(answer([2, 3, 7], [2, 3, 7]), allName)
    expect(moments.map(({ missing, apps }) => [missing, apps])).toEqual([
      [1, 3],
      [1, 3],
    ])
    expect(lackingOf(moments)).toEqual(periods)
    const [member] = membersOf(sides().members, 'groups')
    if (!member) throw new Error('no group')
    const time = {
      moments,
      by: 'week' as const,
      member,
      metric: 'user_count',
      unit: 'count' as const,
      locale: 'zh-CN' as const,
    }
    const { series } = sideTimeModel(time)
    const own = answer([2, 3, 7], [2, 3, 7]).tables
    const at = own[0]?.columns.findIndex(({ key }) => key === 'user_count') ?? -1
    const said = (app: number) =>
      own.map(({ members }) => members.find(({ id }) => id === member.id)?.apps[app]?.values[at] ?? null)
    expect(series.map(({ values }) => values)).toEqual([said(0), said(1), [null, null]])
    expect(said(0).every((value) => value !== null)).toBe(true)
    const tip = sideTimeTip(time, 0, series[0]?.key ?? '')
    expect(tip?.rows.map(({ value }) => value)).toEqual([
      formatUnit('count', said(0)[0] ?? null, 'zh-CN'),
      formatUnit('count', said(1)[0] ?? null, 'zh-CN'),
      '未获取',
    ])
    expect(tip?.foot).toContain('快照')
    // an app that has nothing has no source, not that of another
    expect(sideTimeTip(time, 0, series[2]?.key ?? '')?.foot).toBeUndefined()
    const nowhere = { ...time, member: { ...member, id: 'source:none' } }
    expect(sideTimeTip(nowhere, 0, null)?.rows[0]?.value).toBe('无数据')
  })

  test('of all apps, those that lack it are counted', () => {
    const moments = momentsOf(answer([], []), allName)
    expect(moments.map(({ missing, apps }) => [missing, apps])).toEqual([
      [1, 7],
      [1, 7],
    ])
    const [moment] = moments
    if (!moment) throw new Error('no moment')
    expect(timeTip(moment, 'week', fold(), options).lines).toEqual(['7 个应用中有 1 个缺这个周期'])
    expect(timeModel(moments, 'week', fold(), options).series[0]?.values.every((value) => value !== null)).toBe(true)
  })
})
