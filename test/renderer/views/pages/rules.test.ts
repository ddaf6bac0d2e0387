import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MemberSeries } from '../../../../electron/contract/methods/query-member.ts'
import { buildSides } from '../../../../renderer/components/members/sides.ts'
import { acrossTable, appsWith } from '../../../../renderer/views/pages/across.ts'
import { dayModel, daySubject, dayTip, lackingDays, type DayLines } from '../../../../renderer/views/pages/days.ts'
import { daysNotes } from '../../../../renderer/views/pages/detail-notes.ts'
import { entryPages, flowBars } from '../../../../renderer/views/pages/flow.ts'
import { cutNotes } from '../../../../renderer/views/pages/notes.ts'
import { commonTo, headOf, pagesOf, shortPath } from '../../../../renderer/views/pages/paths.ts'
import { first, memberOf, ownSides, table, type GivenTable } from '../../components/members/support.ts'

const views = (given: Omit<GivenTable, 'key' | 'unit'>): GivenTable => ({ ...given, key: 'pv_count', unit: 'count' })

describe('paths', () => {
  test('keep their end, which tells them apart, at whole names', () => {
    expect(shortPath('pages/index/index')).toBe('pages/index/index')
    expect(shortPath('pages/activity/summer/detail')).toBe('…/activity/summer/detail')
    expect(shortPath('pages/activities/summer/detail')).toBe('…/summer/detail')
    expect(shortPath('subpackages/pages/activity/detail/index')).toBe('…/activity/detail/index')
    expect(shortPath('a-name-without-any-slash-in-it')).toBe('…without-any-slash-in-it')
  })

  test('are never longer than there is room for, and always an end of the path', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z/]{1,60}$/), fc.integer({ min: 2, max: 30 }), (path, most) => {
        const short = shortPath(path, most)
        expect(short.length).toBeLessThanOrEqual(most)
        expect(path.endsWith(short.replace(/^…\/?/, ''))).toBe(true)
        if (path.length <= most) expect(short).toBe(path)
      }),
    )
  })

  test('heads of columns are shorter still', () => {
    const sides = ownSides(views({ apps: [{ id: 1 }], members: [{ name: 'pages/index/index', apps: [1] }] }))
    expect(headOf(memberOf(sides, 'pages/index/index'))).toBe('…/index/index')
  })

  test('in common are those of two apps or more; one that is not listed is in none', () => {
    const sides = ownSides(
      views({
        apps: [{ id: 1 }, { id: 2 }, { id: 3 }],
        members: [
          { name: 'all', apps: [1, 2, 3] },
          { name: 'two', apps: [1, 'unlisted', 0] },
          { name: 'one', apps: ['unlisted', 5, 'unlisted'] },
          { name: 'unknown', apps: [null, 5, null] },
        ],
      }),
    )
    expect(commonTo(sides.members, sides.apps).map(({ label }) => label)).toEqual(['all', 'two'])
    expect(sides.apps.map((side) => pagesOf(sides.members, side))).toEqual([2, 3, 2])
  })
})

test('entry pages are those that sessions began with, the most first', () => {
  const sides = ownSides({
    key: 'entry_count',
    unit: 'count',
    apps: [{ id: 1 }],
    members: [
      { name: 'a', apps: [5] },
      { name: 'pages/activities/summer/detail', apps: [9] },
      { name: 'never', apps: [0] },
      { name: 'b', apps: [7] },
    ],
  })
  const pages = entryPages(sides.members, first(sides), 2)
  expect(pages.map(({ label }) => label)).toEqual(['pages/activities/summer/detail', 'b'])
  expect(entryPages(sides.members, first(sides), 9)).toHaveLength(3)
  const bars = flowBars(pages, first(sides), (key) => key, 'zh-CN')
  expect(bars.places.map(({ label }) => label)).toEqual(['…/summer/detail', 'b'])
  // exits are not in this answer: unknown, and no bar of 0
  expect(bars.series.map(({ key, values }) => [key, values])).toEqual([
    ['entry_count', [9, 7]],
    ['exit_count', [null, null]],
  ])
})

describe('one page in every app', () => {
  const answer = table(
    views({
      compared: true,
      apps: [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }],
      members: [{ name: 'x', apps: [[10, 8, 25], [30, 40, -25], 'unlisted', [20, null]], combined: [60, 48, 25] }],
    }),
  )
  const sides = buildSides(answer, answer, (n) => `整体${n}`)
  const page = memberOf(sides, 'x')

  test('only those that have it: the one looked at, then the largest', () => {
    expect(appsWith(sides, page, null).map(({ appId }) => appId)).toEqual([2, 4, 1])
    expect(appsWith(sides, page, 1).map(({ appId }) => appId)).toEqual([1, 2, 4])
  })

  test('its numbers, what they were, and all as one below', () => {
    const { columns, rows, feet } = acrossTable(sides, appsWith(sides, page, null), page, {
      metric: 'pv_count',
      nameOf: (key) => key,
    })
    expect(columns.map(({ key, kind }) => [key, kind])).toEqual([
      ['name', 'text'],
      ['pv_count', 'number'],
      ['before', 'number'],
      ['change', 'change'],
    ])
    const numbers = (cells: (typeof rows)[number]['cells']) =>
      ['pv_count', 'before', 'change'].map((key) => cells.get(key)?.value)
    expect(rows.map(({ id, cells }) => [id, ...numbers(cells)])).toEqual([
      [2, 30, 40, -25],
      [4, 20, null, null],
      [1, 10, 8, 25],
    ])
    expect(feet.map((cells) => [cells.get('name')?.text, ...numbers(cells)])).toEqual([['整体5', 60, 48, 25]])
  })
})

describe('one page by day', () => {
  const period = (day: string, partial = false) => ({ key: day, from: day, to: day, partial })
  const source = { snapshot: 7, fetchedAt: '2026-11-03T02:00:00.000Z' }
  const of: MemberSeries = {
    report: 'pages',
    variant: '',
    columns: [
      { key: 'pv_count', unit: 'count' },
      { key: 'bounce_ratio', unit: 'percent' },
    ],
    periods: [period('2026-11-01'), period('2026-11-02'), period('2026-11-03', true)],
    apps: [
      {
        appId: 1,
        app: '甲',
        days: ['listed', 'not-fetched', 'listed'],
        values: [
          [1200, null, 30],
          [40, null, 50],
        ],
        sources: [source, null, source],
      },
      {
        appId: 2,
        app: '乙',
        days: ['cut-off', 'not-listed', 'listed'],
        values: [
          [null, null, 5],
          [null, null, null],
        ],
        sources: [source, source, source],
      },
    ],
  }
  const lines: DayLines = { of, metric: 'pv_count', unit: 'count', locale: 'zh-CN' }
  const unknown = [null, null, null]
  const earlier: MemberSeries = {
    ...of,
    periods: ['2026-10-29', '2026-10-30', '2026-10-31'].map((day) => period(day)),
    apps: of.apps.map((app) => ({
      ...app,
      values:
        app.appId === 1
          ? [
              [1000, 20, null],
              [30, null, null],
            ]
          : [unknown, unknown],
    })),
  }

  test('is a line an app with a gap wherever nothing is known', () => {
    const { series, places } = dayModel(lines)
    expect(series.map(({ key, values }) => [key, values])).toEqual([
      ['1', [1200, null, 30]],
      ['2', [null, null, 5]],
    ])
    expect(places.map(({ partial }) => partial)).toEqual([false, false, true])
    expect(dayModel({ ...lines, metric: 'bounce_ratio', unit: 'percent' }).series[0]?.values).toEqual([40, null, 50])
  })

  test('says of each day why there is nothing', () => {
    const said = (at: number) => dayTip(lines, at, null)?.rows.map(({ value }) => value)
    expect(said(0)).toEqual(['1,200', '未列出（列表被截断）'])
    expect(said(1)).toEqual(['未取得', '当天没有访问'])
    expect(
      dayTip({ ...lines, metric: 'bounce_ratio', unit: 'percent' }, 2, '2')?.rows.map(({ value }) => value),
    ).toEqual(['50.00%', '无数据'])
    expect(dayTip(lines, 0, '1')?.foot).toContain('#7')
    expect(dayTip(lines, 1, '1')).not.toHaveProperty('foot')
    expect(dayTip(lines, 9, null)).toBeNull()
  })

  test('knows where each point came from, and which days could be fetched', () => {
    const [own, other] = of.apps
    if (!own || !other) throw new Error('no apps')
    expect(daySubject(lines, 'x', own, 1)).toMatchObject({
      metric: 'pages/pv_count',
      who: '甲 · x',
      now: { value: null, note: 'not-fetched' },
      range: { from: '2026-11-02', to: '2026-11-02' },
      app: 1,
      source: null,
    })
    expect(daySubject(lines, 'x', other, 1)).toMatchObject({ now: { value: null, note: 'unknown-part' }, source })
    expect(daySubject(lines, 'x', own, 2)).toMatchObject({ now: { value: 30, note: 'partial' }, source })
    expect(lackingDays(of)).toEqual({ days: 1, apps: [1] })
  })

  test('tells how many days there are, and what is left out', () => {
    const none = { days: 0, apps: [] }
    const known = {
      ...{ days: of, beforeDays: null, lacking: lackingDays(of), lackingBefore: none },
      ...{ drawn: [1, 2], having: [] },
    }
    expect(daysNotes(known, '页面访问次数')).toEqual(['2 个应用各 3 天，共缺 1 天次的按日数据'])
    const single = { ...known, days: { ...of, apps: of.apps.slice(0, 1) }, drawn: [1] }
    expect(daysNotes(single, '页面访问次数')).toEqual(['共 3 天，已取得 2 天的按日数据'])
    const whole = { ...known, lacking: none }
    expect(daysNotes(whole, '页面访问次数')).toEqual([])
    // of the days compared with: what is drawn, or that there is nothing
    const before = { ...whole, beforeDays: earlier, lackingBefore: { days: 1, apps: [1] } }
    expect(daysNotes(before, '页面访问次数')).toEqual([
      '指向一个应用时，细虚线是它的对比区间 2026-10-29 – 10-31（缺 1 天次）',
    ])
    expect(daysNotes({ ...before, lackingBefore: { days: 6, apps: [1, 2] } }, '页面访问次数')).toEqual([
      '对比区间 2026-10-29 – 10-31 还没有按日数据',
    ])
  })

  test('lie over the days compared with, place by place, and say how far apart they are', () => {
    const compared = { ...lines, before: earlier }
    const drawn = dayModel(compared).series.map(({ key, before, quiet, values }) => [key, before, quiet, values])
    expect(drawn).toEqual([
      ['1', undefined, undefined, [1200, null, 30]],
      ['1', true, true, [1000, 20, null]],
      ['2', undefined, undefined, [null, null, 5]],
    ])
    // alone it needs nobody to point at it
    const alone = { ...compared, of: { ...of, apps: of.apps.slice(0, 1) } }
    expect(dayModel(alone).series.map(({ before, quiet }) => [before, quiet])).toEqual([
      [undefined, undefined],
      [true, false],
    ])
    const tip = dayTip(compared, 0, '1')
    expect(tip?.lines).toEqual([expect.stringContaining('2026-10-29')])
    expect(tip?.rows[0]).toMatchObject({ value: '1,200', before: '1,000', change: 20 })
    const ratio = { ...compared, metric: 'bounce_ratio', unit: 'percent' as const }
    expect(dayTip(ratio, 0, '1')?.rows[0]).toMatchObject({ before: '30.00%', points: 10 })
    const [own] = of.apps
    if (!own) throw new Error('no app')
    expect(daySubject(compared, 'x', own, 0)).toMatchObject({
      before: { total: { value: 1000 }, range: { from: '2026-10-29', to: '2026-10-29' } },
      change: 20,
    })
    expect(daySubject(compared, 'x', own, 2)).not.toHaveProperty('before')
  })
})

describe('lists that were cut off', () => {
  const sides = ownSides(
    views({ apps: [1, 2, 3, 4, 5].map((id) => ({ id })), members: [{ name: 'a', apps: [1, 2, 3, 4, 5] }] }),
  )
  const cut = (...ids: number[]) => ({
    ...sides,
    apps: sides.apps.map((side) => ({ ...side, capped: ids.includes(side.appId ?? 0) })),
  })
  const shown = (mode: 'one' | 'side' | 'all') => ({ mode }) as Parameters<typeof cutNotes>[0]['shown']

  test('are named, with how far the list goes where it is one', () => {
    const own = cut(1)
    const [side = null] = own.apps
    expect(cutNotes({ sides: own, side, matrix: null, shown: shown('one') })).toEqual([
      '应用1的页面列表超过保留行数，只取到前 1 个，可在“设置”中调大',
    ])
    expect(cutNotes({ sides, side: first(sides), matrix: null, shown: shown('one') })).toEqual([])
  })

  test('of many are counted, and some of them named', () => {
    expect(cutNotes({ sides: null, side: null, matrix: cut(1, 2, 4, 5), shown: shown('all') })).toEqual([
      '4 个应用的页面列表超过保留行数，只取到各自的前若干个：应用1、应用2、应用4…',
    ])
    expect(cutNotes({ sides: cut(2, 3), side: null, matrix: null, shown: shown('side') })).toEqual([
      '2 个应用的页面列表超过保留行数，只取到各自的前若干个：应用2、应用3',
    ])
  })
})
