import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { formatDay, parseDay } from '../../../../electron/contract/calendar.ts'
import type { Cohorts } from '../../../../electron/contract/methods/query-cohorts.ts'
import type { ReportTable } from '../../../../electron/contract/methods/query.ts'
import { cellText, type ValueCells, type ValueColumn } from '../../../../renderer/components/values/values.ts'
import { setLocale } from '../../../../renderer/i18n/locale.ts'
import { ageFull, ageTitle, endOfAge } from '../../../../renderer/views/retention/ages.ts'
import { cohortRows } from '../../../../renderer/views/retention/cohorts.ts'
import { curvesLegend, curvesModel, curvesTip, MEDIAN } from '../../../../renderer/views/retention/curve-chart.ts'
import { appCurves, cohortCurves, GREY, MEAN, pooledCurve } from '../../../../renderer/views/retention/curves.ts'
import { appHeat, HEAD, triangle } from '../../../../renderer/views/retention/heat.ts'
import { cellSubject, meanSubject } from '../../../../renderer/views/retention/subject.ts'
import { retentionReport } from '../../fake-retention.ts'

beforeEach(() => setLocale('en'))

const number = (day: string) => parseDay(day) ?? NaN
const AGES = [
  { age: 1, key: '第2天' },
  { age: 2, key: '第3天' },
]
const table = (
  rows: readonly (readonly [day: string, size: number | null, ...later: (number | null)[]])[],
): ReportTable => ({
  report: 'retention',
  variant: 'count',
  granularity: 'day',
  from: '2026-11-01',
  to: '2026-11-04',
  columns: [],
  rows: rows.map(([day, size, ...later]) => ({
    appId: 1,
    app: 'App 1',
    key: day,
    label: day,
    parent: null,
    from: day,
    to: day,
    partial: false,
    values: { active_user_count: size, ...Object.fromEntries(AGES.map(({ key }, a) => [key, later[a] ?? null])) },
  })),
  sum: {},
  sources: [],
  missing: [],
})
const rows = cohortRows(
  table([
    ['2026-11-01', 200, 50, 20],
    ['2026-11-02', 100, 0, 7],
    ['2026-11-03', 400, null, null],
    ['2026-11-04', 50, null, null],
  ]),
  AGES,
  number('2026-11-04'),
  'en',
)

describe('ages', () => {
  test('the API’s 第2天 is day 1, 次日留存', () => {
    const [first, second] = AGES
    if (!first || !second) throw new Error('no age')
    expect([ageTitle(first, 'day'), ageTitle(second, 'day'), ageTitle(second, 'week')]).toEqual([
      'Day 1',
      'Day 2',
      'Week 2',
    ])
    expect(ageFull(first, 'day')).toContain('第2天')
    setLocale('zh-CN')
    expect([ageTitle(first, 'day'), ageTitle(second, 'day'), ageTitle(first, 'month')]).toEqual([
      '次日（第2天）',
      '第3天',
      '次月（第2月）',
    ])
  })

  test('an age is over with its day, with the Sunday of its week, with the last of its month', () => {
    const end = (day: string, age: number, kind: 'day' | 'week' | 'month') =>
      formatDay(endOfAge(number(day), age, kind))
    expect(end('2026-10-31', 1, 'day')).toBe('2026-11-01')
    expect(end('2026-11-04', 1, 'week')).toBe('2026-11-15')
    expect(end('2026-01-31', 1, 'month')).toBe('2026-02-28')
    expect(end('2026-11-15', 2, 'month')).toBe('2027-01-31')
  })

  test('an older age is never over sooner', () => {
    const day = fc.integer({ min: number('2024-01-01'), max: number('2028-01-01') })
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 20 }), fc.constantFrom('day', 'week', 'month'), (from, age, kind) => {
        expect(endOfAge(from, age + 1, kind)).toBeGreaterThan(endOfAge(from, age, kind))
        expect(endOfAge(from, age, kind)).toBeGreaterThanOrEqual(from + age)
      }),
    )
  })
})

describe('the triangle', () => {
  test('a 0 is known, what is not due yet is young, what is due and not given is missing', () => {
    expect(rows.map(({ cells }) => cells.map(({ state, rate }) => [state, rate]))).toEqual([
      [
        ['known', 25],
        ['known', 10],
      ],
      [
        ['known', 0],
        ['known', 7],
      ],
      [
        ['missing', null],
        ['young', null],
      ],
      [
        ['young', null],
        ['young', null],
      ],
    ])
  })

  const curve = { rate: [50 / 3, 9], base: [300, 300], retained: [50, 27] }
  const texts = (columns: readonly ValueColumn[], cells: ValueCells | undefined) =>
    columns.map((column) => cellText(column, cells?.get(column.key)))

  test('rates or people, with the weighted mean below, coloured by the rate in either case', () => {
    const heat = triangle(rows, AGES, 'day', false, { now: curve, before: null })
    expect(heat.columns.map(({ title }) => title)).toEqual(['Cohort of', 'Cohort size', 'Day 1', 'Day 2'])
    expect(texts(heat.columns, heat.rows[0]?.cells)).toEqual(['2026-11-01 Sun', '200', '25.00%', '10.00%'])
    expect(heat.feet.map((foot) => texts(heat.columns, foot))).toEqual([['Weighted mean', '', '16.67%', '9.00%']])
    const people = triangle(rows, AGES, 'day', true, { now: curve, before: null })
    expect(texts(people.columns, people.rows[0]?.cells)).toEqual(['2026-11-01 Sun', '200', '50', '20'])
    expect(people.scale).toEqual(heat.scale)
    expect(people.cells.get(1)?.get('第2天')).toMatchObject({ rate: 0, retained: 0 })
  })

  test('against the range compared with', () => {
    const before = {
      ...cohorts,
      range: { from: '2026-10-28', to: '2026-10-31' },
      pooled: { ...curve, rate: [10, null] },
    }
    const { feet, columns } = triangle(rows, AGES, 'day', false, { now: curve, before })
    expect(feet.map((foot) => foot.get(HEAD)?.text)).toEqual(['Weighted mean', 'Compared', 'Change'])
    expect(feet[2]?.get('第2天')?.value).toBeCloseTo(66.67, 2)
    expect(texts(columns, feet[1])).toEqual(['Compared', '', '10.00%', ''])
    const none = { ...before, pooled: { ...curve, rate: [null, null] } }
    expect(triangle(rows, AGES, 'day', false, { now: curve, before: none }).feet).toHaveLength(2)
  })
})

const app = (appId: number, rate: (number | null)[], known = 4): Cohorts['apps'][number] => ({
  appId,
  app: `App ${appId}`,
  rate,
  base: [300, 200],
  retained: [60, 20],
  cohorts: known,
  expected: 4,
  note: known === 0 ? 'not-fetched' : null,
  source: null,
})
const cohorts: Cohorts = {
  report: 'retention',
  variant: 'count',
  granularity: 'day',
  ages: AGES,
  apps: [app(1, [20, 10]), app(2, [30, null]), app(3, [null, null], 0)],
  pooled: { rate: [25, 10], base: [600, 200], retained: [150, 20] },
  band: { median: [25, 10], lower: [21, null], upper: [29, null], apps: [4, 1] },
}
const against = { held: true, bandOf: 'apps in scope' }

describe('apps by age', () => {
  test('each app’s curve, all as one, and the median of those they are held against', () => {
    const heat = appHeat(cohorts, true, null)
    expect(heat.rows.map(({ cells }) => heat.columns.map((column) => cellText(column, cells.get(column.key))))).toEqual(
      [
        ['App 1', '4', '300', '20.00%', '10.00%'],
        ['App 2', '4', '300', '30.00%', ''],
        ['App 3', '0', '', '', ''],
      ],
    )
    expect(heat.feet.map((foot) => foot.get(HEAD)?.text)).toEqual(['Weighted mean of 3 apps', 'Median of 4 apps'])
    expect(heat.cells.get(2)?.get('第3天')?.state).toBe('young')
    expect(heat.cells.get(3)?.get('第2天')?.state).toBe('absent')
    expect(appHeat(cohorts, false, null).feet).toHaveLength(1)
    expect(appHeat(cohorts, true, null, 'app 2').rows.map(({ id }) => id)).toEqual([2])
  })
})

describe('curves', () => {
  test('of one app: the last cohorts with numbers in colour, the others grey below them, the mean above', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({
      ...(rows[0] ?? rowsMissing()),
      from: `2026-11-0${i + 1}`,
      cells: rows[i === 8 ? 3 : 0]?.cells ?? [],
    }))
    const made = cohortCurves(many, cohorts, against)
    expect(made.curves.map(({ color }) => color)).toEqual([GREY, GREY, GREY, 2, 3, 4, 5, 6, GREY, '--ink'])
    const model = curvesModel(made, new Set(), 'en')
    expect(model.series.map(({ key }) => key).slice(-6)).toEqual([
      MEAN,
      '2026-11-01',
      '2026-11-02',
      '2026-11-03',
      '2026-11-09',
      MEDIAN,
    ])
    expect(curvesLegend(made).map(({ key }) => key)).toEqual([
      MEAN,
      '2026-11-08',
      '2026-11-07',
      '2026-11-06',
      '2026-11-05',
      '2026-11-04',
      MEDIAN,
    ])
  })

  test('of apps: the band of quartiles goes with the median, and where nobody is held against', () => {
    const made = appCurves(cohorts, against)
    expect(curvesModel(made, new Set(), 'en').bands).toMatchObject([{ low: [21, null], high: [29, null] }])
    expect(curvesModel(made, new Set([MEDIAN]), 'en').bands).toEqual([])
    expect(curvesModel(appCurves(cohorts, { ...against, held: false }), new Set(), 'en')).toMatchObject({ bands: [] })
    const alone = { ...cohorts, band: { ...cohorts.band, apps: [1, 1] } }
    expect(curvesLegend(pooledCurve(alone, against)).map(({ key }) => key)).toEqual([MEAN])
  })

  test('a tooltip tells the rates, the highest first, with the people they stand on', () => {
    const tip = curvesTip(appCurves(cohorts, against), 0, new Set())
    expect(tip?.rows.map(({ label, value, before }) => [label, value, before])).toEqual([
      ['App 2', '30.00%', '60 / 300'],
      ['Median', '25.00%', '21.00% – 29.00%'],
      ['App 1', '20.00%', '60 / 300'],
    ])
    expect(curvesTip(appCurves(cohorts, against), 0, new Set(['2', MEDIAN]))?.rows).toHaveLength(1)
    expect(curvesTip(appCurves(cohorts, against), 5, new Set())).toBeNull()
  })

  function rowsMissing(): never {
    throw new Error('no rows')
  }
})

describe('where a number comes from', () => {
  const report = retentionReport()
  const about = { report, kind: 'day' as const, who: 'App 1', app: 1, source: null }

  test('a cell tells cohort, age, retained of size', () => {
    const [row] = rows
    const [age] = AGES
    const cell = row?.cells[0]
    if (!row || !age || !cell) throw new Error('no cell')
    expect(cellSubject(about, row, age, cell)).toMatchObject({
      metric: 'retention/第2天',
      who: 'App 1',
      now: { value: 25, unit: 'percent' },
      period: '2026-11-01 Sun',
      lines: ['50 of 200 people'],
      info: { metric: { name: { en: 'Day 1' } } },
    })
    const [, , , young] = rows
    expect(young && cellSubject(about, young, age, young.cells[0] ?? cell)?.lines).toEqual(['not due yet'])
  })

  test('a mean tells how many people of how many cohorts it stands on', () => {
    const range = { from: '2026-11-01', to: '2026-11-04' }
    expect(meanSubject({ report, kind: 'day', range }, cohorts, null, 0)).toMatchObject({
      who: '3 apps',
      combined: true,
      now: { value: 25 },
      lines: ['150 of 600 people in 8 cohorts'],
    })
    expect(meanSubject({ report, kind: 'day', range }, cohorts, cohorts.apps[0] ?? null, 1)).toMatchObject({
      who: 'App 1',
      app: 1,
      now: { value: 10 },
    })
    expect(meanSubject({ report, kind: 'day', range }, cohorts, null, 9)).toBeNull()
  })
})
