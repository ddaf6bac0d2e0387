import { describe, expect, test } from 'vitest'
import { stackTops, tooManyBars } from '../../../../renderer/charts/area-chart.ts'
import { miniPath } from '../../../../renderer/charts/mini-path.ts'
import { lineModelOf, shareModelOf, type Looking } from '../../../../renderer/views/compare/charts.ts'
import { shownAs } from '../../../../renderer/views/compare/forms.ts'
import { multiplesOf } from '../../../../renderer/components/series/multiples.ts'
import { notesOf } from '../../../../renderer/views/compare/notes.ts'
import { tipOf } from '../../../../renderer/views/compare/tip.ts'
import { days, panel, type GivenPanel } from '../../components/series/support.ts'

const looking = (some: Partial<Looking> = {}): Looking => ({
  form: 'overlay',
  locale: 'zh-CN',
  hidden: new Set(),
  dashes: new Map([['9', [7, 3]]]),
  zoom: null,
  notes: [],
  compared: true,
  ...some,
})
const three: GivenPanel = {
  periods: days(10, 2),
  series: [
    { id: 1, values: [5, 9] },
    { id: 9, values: [50, null] },
    { id: 3, values: [7, 70] },
  ],
  before: {
    periods: days(8, 2),
    series: [
      { id: 1, values: [4, 3] },
      { id: 9, values: [25, 100] },
      { id: 3, values: [0, 7] },
    ],
  },
}
const made = panel(three)
const many = panel({
  periods: days(1, 2),
  series: Array.from({ length: 12 }, (_, i) => ({ id: i + 1, values: [i, i] })),
  before: { periods: days(1, 2), series: Array.from({ length: 12 }, (_, i) => ({ id: i + 1, values: [i, i] })) },
})

describe('the lines of a panel', () => {
  test('an app has the colour and the dash of its own, and its earlier self goes with it', () => {
    const { series, named } = lineModelOf(made, shownAs(made, 'overlay'), looking({ hidden: new Set(['3']) }))
    expect(series.map(({ key, color, dash, before }) => [key, color, dash, before ?? false])).toEqual([
      ['1', 1, [], false],
      ['1', 1, [], true],
      ['9', 1, [7, 3], false],
      ['9', 1, [7, 3], true],
    ])
    expect(named).toBe(true)
  })
  test('of many apps the earlier lines wait until theirs stand out, and none is named at its end', () => {
    const { series, named } = lineModelOf(many, shownAs(many, 'overlay'), looking())
    expect(series.filter(({ before }) => before).every(({ quiet }) => quiet)).toBe(true)
    expect(named).toBe(false)
  })
  test('what was noted on a day is a mark there, and in its tooltip', () => {
    const note = {
      id: 1,
      appId: null,
      app: null,
      tag: '餐饮',
      kind: 'note' as const,
      text: '五一预热投放',
      createdAt: '',
      updatedAt: '',
    }
    const notes = [{ ...note, from: '2019-04-11', to: '2019-04-11' }]
    const look = looking({ notes })
    expect(lineModelOf(made, shownAs(made, 'overlay'), look).marks).toMatchObject([
      { at: 1, label: '餐饮: 五一预热投放' },
    ])
    expect(tipOf(made, shownAs(made, 'overlay'), 1, null, look)?.lines).toContain('餐饮: 五一预热投放')
    expect(tipOf(made, shownAs(made, 'overlay'), 0, null, look)?.lines).toHaveLength(1)
  })
  test('an index has its base as a level', () => {
    expect(lineModelOf(made, shownAs(made, 'index'), looking({ form: 'index' })).levels).toEqual([{ value: 100 }])
  })
  test('shares keep their part of the whole when another app is hidden', () => {
    const { series } = shareModelOf(made, shownAs(made, 'share'), looking({ form: 'share', hidden: new Set(['9']) }))
    expect(series.map(({ key, values }) => [key, values[0]])).toEqual([
      ['1', (5 / 62) * 100],
      ['3', (7 / 62) * 100],
    ])
  })
})

describe('the tooltip', () => {
  const tip = (at: number, key: string | null, some: Partial<Looking> = {}) => {
    const look = looking(some)
    return tipOf(made, shownAs(made, look.form), at, key, look)
  }
  test('lists all that are shown, the greatest first, with what they are compared with', () => {
    const found = tip(0, '9')
    expect(found?.title).toBe('2019-04-10 周三')
    expect(found?.lines).toEqual(['对比 2019-04-08 周一'])
    expect(found?.rows.map(({ key, value, before, change }) => [key, value, before, change])).toEqual([
      ['9', '50', '25', 100],
      ['3', '7', '0', null],
      ['1', '5', '4', 25],
    ])
    expect(found?.foot).toContain('#109')
  })
  test('says so where nothing is known, last', () => {
    expect(tip(1, null)?.rows.map(({ key, value }) => [key, value])).toEqual([
      ['3', '70'],
      ['1', '9'],
      ['9', '无数据'],
    ])
  })
  test('gives no change in percent of shares and indexes', () => {
    expect(tip(0, null, { form: 'share' })?.rows.map(({ change }) => change)).toEqual([null, null, null])
    expect(tip(0, null, { hidden: new Set(['1']) })?.rows).toHaveLength(2)
  })
})

describe('what must be known to read the charts', () => {
  const notes = (given = made, some: Partial<Looking> = {}) => notesOf([given], looking(some), 'previous')
  test('which lines are compared, and with what', () => {
    expect(notes()).toEqual(['虚线：上一周期（2019-04-08 – 04-09）'])
    expect(notes(many)[0]).toContain('细虚线')
    expect(notesOf([made], looking(), 'none')).toEqual([])
    const blank = { periods: days(8, 1), series: [{ id: 1, values: [null] }] }
    const given = panel({ periods: days(9, 1), series: [{ id: 1, values: [5] }], before: blank })
    expect(notes(given)).toEqual(['对比期（2019-04-08）没有数据'])
  })
  test('the rules of index and share, and where shares are among the known only', () => {
    expect(notes(made, { form: 'index' })[1]).toContain('= 100')
    expect(notes(made, { form: 'share' }).slice(1)).toEqual([
      '占比 = 该应用 ÷ 所比应用之和',
      '1 个周期有应用缺数据，占比只在已知的应用之间计算',
    ])
  })
  test('periods that are not whole, apps of which nothing is known', () => {
    const given = panel({
      periods: days(1, 2, [1]),
      series: [
        { id: 1, values: [1, 2] },
        { id: 2, values: [null, null] },
      ],
    })
    expect(notes(given)).toEqual(['空心点与虚线段：周期不完整，不计入变化', '应用 2：这段日期没有数据'])
  })
})

describe('small charts', () => {
  test('share one scale, around what is shown and in sight, comparison included', () => {
    const [first, second] = multiplesOf(made, new Set(), null).charts
    expect([first?.scale.min, first?.scale.max, first?.ticks]).toEqual([0, 100, [0, 50, 100]])
    expect(second?.scale).toEqual(first?.scale)
    expect(multiplesOf(made, new Set(['9']), { from: 0, to: 0 }).charts[0]?.scale.max).toBe(8)
  })
  test('or have one each, around their own', () => {
    const own = multiplesOf(made, new Set(), null, true).charts.map(({ scale }) => scale)
    const alone = made.series.map(({ key }) => {
      const others = new Set(made.series.flatMap((each) => (each.key === key ? [] : [each.key])))
      return multiplesOf(made, others, null).charts[0]?.scale
    })
    expect(own).toEqual(alone)
    expect(new Set(own.map(({ max }) => max)).size).toBeGreaterThan(1)
  })
  test('have paths with gaps, and dots for what stands alone', () => {
    const box = { width: 100, height: 50 }
    expect(miniPath([0, 10, null, 5, null], { min: 0, max: 10 }, box, 0, 4)).toBe('M0 50L25 0M75 25h0.01')
    expect(miniPath([0, 10, 5], { min: 0, max: 10 }, box, 1, 2)).toBe('M0 0L100 25')
    expect(miniPath([3], { min: 0, max: 10 }, box, 0, 0)).toBe('M0 35h0.01')
  })
})

test('areas stand on each other; unknown adds nothing, and all unknown is a gap', () => {
  expect(
    stackTops([
      [1, null, null],
      [2, 5, null],
    ]),
  ).toEqual([
    [1, 0, null],
    [3, 5, null],
  ])
  expect(tooManyBars({ places: [], series: [] })).toBe(false)
})
