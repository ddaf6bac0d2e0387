import { describe, expect, test } from 'vitest'
import { memberBars, mirroredBars, moverBars, largest } from '../../../../renderer/components/members/bars.ts'
import { heatTable, type HeatOptions } from '../../../../renderer/components/members/heat.ts'
import { memberTable, type MemberTableOptions } from '../../../../renderer/components/members/member-table.ts'
import { mixOf, mixNotes, mixTip } from '../../../../renderer/components/members/mix.ts'
import { moversOf } from '../../../../renderer/components/members/movers.ts'
import { beforeSide, buildSides } from '../../../../renderer/components/members/sides.ts'
import { stepColors } from '../../../../renderer/components/members/share-bars.ts'
import { memberSubject, tableSubject } from '../../../../renderer/components/members/subject.ts'
import { memberTip, rankOf } from '../../../../renderer/components/members/tip.ts'
import type { ValueCells } from '../../../../renderer/components/values/values.ts'
import { first, memberOf, ownSides, table } from './support.ts'

const own = table({
  apps: [{ id: 1 }],
  compared: true,
  members: [
    { name: '重庆', apps: [[60, 50, 20]] },
    { name: '四川', apps: [[40, 50, -20]] },
  ],
})
const whole = table({
  compared: true,
  members: [
    { name: '重庆', combined: [30, 30, 0], note: 'estimate' },
    { name: '四川', combined: [20, 25, -20], note: 'at-least' },
  ],
})
const sides = buildSides(own, whole, (n) => `整体${n}`)
const options = (some: Partial<MemberTableOptions> = {}): MemberTableOptions => ({
  dimension: '地域',
  nameOf: (key) => ({ share: '占比' })[key] ?? key,
  metric: 'share',
  side: first(sides),
  other: sides.whole,
  total: '合计',
  ...some,
})
const values = (cells: ValueCells | undefined, keys: readonly string[]) =>
  keys.map((key) => cells?.get(key)?.value ?? null)

describe('the table of a side’s members', () => {
  test('beside the metric: what it was, how it moved, what it is elsewhere, how far apart', () => {
    const { columns, rows, feet } = memberTable(sides, options())
    expect(columns.map(({ key, title, kind }) => [key, title, kind])).toEqual([
      ['name', '地域', 'text'],
      ['share', '占比', 'number'],
      ['before', '对比期', 'number'],
      ['change', '变化（百分点）', 'points'],
      ['other', '整体5', 'number'],
      ['difference', '差值（百分点）', 'difference'],
      ['index', 'TGI', 'number'],
    ])
    const keys = ['share', 'before', 'change', 'other', 'difference', 'index']
    expect(rows.map(({ cells }) => values(cells, keys))).toEqual([
      [60, 50, 10, 30, 30, 200],
      [40, 50, -10, 20, 20, 200],
    ])
    expect(rows[1]?.cells.get('other')?.note).toBe('at-least')
    expect(feet[0]?.get('name')?.text).toBe('合计')
    expect(values(feet[0], ['share', 'other'])).toEqual([100, 100])
  })

  test('without a range to compare with and with nothing beside, only the metrics', () => {
    const alone = ownSides({ apps: [{ id: 1 }], members: [{ name: '重庆', apps: [60] }] })
    const { columns, feet } = memberTable(alone, options({ side: first(alone), other: null, total: null }))
    expect(columns.map(({ key }) => key)).toEqual(['name', 'share'])
    expect(feet).toEqual([])
  })

  test('against its own past there is no second column of it', () => {
    const { columns } = memberTable(sides, options({ other: beforeSide(first(sides), '对比期') }))
    expect(columns.map(({ key }) => key)).toEqual(['name', 'share', 'before', 'change'])
  })

  test('counts change in percent and have neither difference nor index', () => {
    const counted = buildSides(
      table({
        apps: [{ id: 1 }],
        compared: true,
        unit: 'count',
        key: 'n',
        members: [{ name: '重庆', apps: [[60, 50, 20]] }],
      }),
      table({ compared: true, unit: 'count', key: 'n', members: [{ name: '重庆', combined: [90, 80, 12.5] }] }),
      (n) => `整体${n}`,
    )
    const { columns, rows } = memberTable(counted, options({ metric: 'n', side: first(counted), other: counted.whole }))
    expect(columns.map(({ key, kind }) => [key, kind])).toEqual([
      ['name', 'text'],
      ['n', 'number'],
      ['before', 'number'],
      ['change', 'change'],
      ['other', 'number'],
    ])
    expect(values(rows[0]?.cells, ['n', 'before', 'change', 'other'])).toEqual([60, 50, 20, 90])
  })

  test('groups are a column and no rows', () => {
    const grouped = ownSides({
      apps: [{ id: 1 }],
      members: [{ name: '年龄' }, { name: '18-24岁', parent: '年龄', apps: [30] }],
    })
    const { columns, rows } = memberTable(grouped, options({ side: first(grouped), other: null }))
    expect(columns.map(({ key }) => key)).toEqual(['name', 'group', 'share'])
    expect(rows.map(({ id, cells }) => [id, cells.get('name')?.text, cells.get('group')?.text])).toEqual([
      [1, '18-24岁', '年龄'],
    ])
  })
})

describe('apps beside each other', () => {
  const two = ownSides({
    apps: [{ id: 1 }, { id: 2, missing: 'not-fetched' }],
    compared: true,
    members: [
      { name: '重庆', apps: [[60, 50, 20], 'unlisted'] },
      { name: '四川', apps: [[4, 5, -20], 'unlisted'] },
    ],
  })
  const heat = (some: Partial<HeatOptions> = {}) =>
    heatTable(two.members, two.apps, {
      metric: 'share',
      unit: 'percent',
      heat: 'value',
      whole: sides.whole,
      down: 'members',
      title: '地域',
      ...some,
    })

  test('members down, apps across, each number in the colour of its class', () => {
    const { columns, rows, scales } = heat()
    expect(columns.map(({ key, title }) => [key, title])).toEqual([
      ['name', '地域'],
      ['s:1', '应用1'],
      ['s:2', '应用2'],
    ])
    expect(scales.get('')?.kind).toBe('sequential')
    expect(rows[0]?.cells.get('s:1')).toMatchObject({ value: 60, shade: '--seq-7' })
    expect(rows[1]?.cells.get('s:1')).toMatchObject({ value: 4, shade: '--seq-1' })
    expect(rows[0]?.cells.get('s:2')).toMatchObject({ value: null, note: 'not-fetched', shade: null })
  })

  test('the other way round; a row is its app', () => {
    const { columns, rows } = heat({ down: 'sides', title: '应用' })
    expect(columns.map(({ key }) => key)).toEqual(['name', 'm:重庆', 'm:四川'])
    expect(rows.map(({ id, cells }) => [id, cells.get('name')?.text, cells.get('m:四川')?.value ?? null])).toEqual([
      [1, '应用1', 4],
      [2, '应用2', null],
    ])
  })

  test('as an index against all apps, and as movement in points', () => {
    const index = heat({ heat: 'index' })
    expect(index.rows[0]?.cells.get('s:1')).toMatchObject({ value: 200, shade: '--div-7' })
    expect(index.unit).toBe('count')
    const change = heat({ heat: 'change' })
    expect(change.columns[1]).toMatchObject({ kind: 'points' })
    expect(change.rows.map(({ cells }) => cells.get('s:1')?.value)).toEqual([10, -1])
  })

  test('lists that cannot be compared with each other have a scale each', () => {
    const scaled = heat({ scaleOf: ({ label }) => label })
    expect([...scaled.scales.keys()]).toEqual(['重庆', '四川'])
    expect(scaled.rows[1]?.cells.get('s:1')?.shade).toBe('--seq-7')
  })
})

describe('bars', () => {
  const look = { metric: 'share', unit: 'percent', locale: 'zh-CN' } as const

  test('the largest first, what is unknown not at all', () => {
    const some = ownSides({
      apps: [{ id: 1 }],
      members: [
        { name: '小', apps: [1] },
        { name: '无', apps: [null] },
        { name: '大', apps: [9] },
      ],
    })
    expect(largest(some.members, first(some), 'share', 5).map(({ label }) => label)).toEqual(['大', '小'])
    expect(largest(some.members, first(some), 'share', 1).map(({ label }) => label)).toEqual(['大'])
  })

  test('a bar for each side, the past of a side in its colour', () => {
    const past = beforeSide(first(sides), '对比期')
    const { places, series, lying } = memberBars(sides.members, [first(sides), past], look)
    expect(places.map(({ label }) => label)).toEqual(['重庆', '四川'])
    expect(series.map(({ label, color, before, values: list }) => [label, color, before, list])).toEqual([
      ['应用1', 1, false, [60, 40]],
      ['对比期', 1, true, [50, 50]],
    ])
    expect(lying).toBe(true)
    expect(sides.whole && mirroredBars(sides.members, [first(sides), sides.whole], look).form).toBe('mirrored')
  })

  test('what rose stands right and what fell left, with its sign', () => {
    const model = moverBars(moversOf(sides, first(sides), 'share', 5), { rose: '升', fell: '降' }, look)
    expect(model.places.map(({ label }) => label)).toEqual(['重庆', '四川'])
    expect(model.series.map(({ values: list }) => list)).toEqual([
      [null, 10],
      [10, null],
    ])
    expect([model.valueText?.(10, 0), model.valueText?.(10, 1)]).toEqual(['−10.00 pp', '+10.00 pp'])
  })
})

describe('a mix', () => {
  const mix = mixOf(sides, {
    members: sides.members,
    sides: sides.whole ? [first(sides), sides.whole] : [],
    metric: 'share',
    locale: 'zh-CN',
    most: 7,
  })

  test('one bar a side, the same parts in each', () => {
    expect(mix.model.places.map(({ label }) => label)).toEqual(['应用1', '整体5'])
    expect(mix.model.series.map(({ label, values: list }) => [label, list])).toEqual([
      ['重庆', [60, 30]],
      ['四川', [40, 20]],
    ])
    expect(mixNotes(mix)).toEqual([])
  })

  test('says what is folded by which rule', () => {
    expect(mixNotes({ shown: mix.shown, folded: mix.shown })[0]).toContain('其余 2 类并入“其他”')
  })

  test('a bar’s tip has its parts with those of the range compared with', () => {
    expect(mixTip(mix, 0)?.rows.map(({ label, value, before, points }) => [label, value, before, points])).toEqual([
      ['重庆', '60.00%', '50.00%', 10],
      ['四川', '40.00%', '50.00%', -10],
    ])
    expect(mixTip(mix, 0)?.foot).toContain('快照 #101')
    expect(mixTip(mix, 9)).toBeNull()
  })

  test('classes of a scale keep their order and go from little to much', () => {
    const ages = mixOf(sides, {
      members: sides.members.toReversed(),
      sides: [first(sides)],
      metric: 'share',
      locale: 'zh-CN',
      most: null,
      colors: stepColors(2),
    })
    expect(ages.legend.map(({ label, color }) => [label, color])).toEqual([
      ['四川', '--seq-1'],
      ['重庆', '--seq-7'],
    ])
  })
})

describe('what is said of a number', () => {
  test('whose, of what, from where, and what it was', () => {
    const chongqing = memberOf(sides, '重庆')
    expect(memberSubject(sides, 'region', first(sides), chongqing, 'share')).toMatchObject({
      metric: 'region/share',
      who: '应用1 · 重庆',
      now: { value: 60, unit: 'percent' },
      range: { from: '2019-04-08', to: '2019-04-14' },
      before: { total: { value: 50 }, range: { from: '2019-04-01', to: '2019-04-07' } },
      points: 10,
      combined: false,
      app: 1,
      source: { snapshot: 101 },
    })
    const all = sides.whole && memberSubject(sides, 'region', sides.whole, chongqing, 'share')
    expect(all).toMatchObject({ combined: true, now: { note: 'estimate' } })
    expect(all).not.toHaveProperty('app')
  })

  test('a cell of the table is about its column’s side', () => {
    const given = { side: first(sides), other: sides.whole, metric: 'share' }
    expect(tableSubject(sides, 'region', given, 1, 'other')?.who).toBe('整体5 · 四川')
    expect(tableSubject(sides, 'region', given, 1, 'change')).toMatchObject({ isChange: true, who: '应用1 · 四川' })
    expect(tableSubject(sides, 'region', given, null, 'share')?.who).toBe('应用1')
    expect(tableSubject(sides, 'region', given, 1, 'name')).toBeNull()
  })

  test('the tip has both sides, the index and the rank', () => {
    const list = sides.whole ? [first(sides), sides.whole] : []
    const rank = rankOf(sides.members, first(sides), 'share', memberOf(sides, '四川'))
    const tip = memberTip(sides, memberOf(sides, '四川'), list, {
      metric: 'share',
      name: '占比',
      more: rank ? [rank] : [],
    })
    expect(tip.title).toBe('四川 · 占比')
    expect(tip.lines).toEqual(['TGI 200', '第 2 / 2'])
    expect(tip.rows.map(({ label, value, before, points }) => [label, value, before, points])).toEqual([
      ['应用1', '40.00%', '50.00%', -10],
      ['整体5', '20.00%', '25.00%', -5],
    ])
  })
})
