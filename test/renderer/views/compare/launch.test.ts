import { beforeEach, describe, expect, test } from 'vitest'
import type { Launch } from '../../../../electron/contract/methods/insights.ts'
import { cellText } from '../../../../renderer/components/values/values.ts'
import { setLocale } from '../../../../renderer/i18n/locale.ts'
import {
  curvesOf,
  daysOf,
  launchLegend,
  launchModel,
  launchNotes,
  launchTable,
  launchTip,
  MEDIAN,
} from '../../../../renderer/views/compare/launch/curves.ts'

beforeEach(() => setLocale('en'))

const app = (appId: number, firstDay: string | null, known: boolean, values: (number | null)[]) => ({
  appId,
  app: `App ${appId}`,
  firstDay,
  known,
  values,
  source: null,
})
const launch: Launch = {
  report: 'user-trend',
  metric: 'session_count',
  variant: 'all',
  unit: 'count',
  days: 5,
  apps: [
    app(1, '2026-10-30', true, [100, 200, null, 400, null]),
    app(2, '2026-11-05', true, [10, 20, 30, null, null]),
    app(3, '2026-09-01', false, [5000, 5000, null, null, null]),
    app(4, null, false, [null, null, null, null, null]),
  ],
  band: {
    median: [55, 110, 30, 400, null],
    lower: [null, null, null, null, null],
    upper: [null, null, null, null, null],
    apps: [2, 2, 1, 1, 0],
  },
}

describe('apps from their first day on', () => {
  test('who has none is not drawn, who may have begun earlier is starred', () => {
    expect(curvesOf(launch).map(({ label }) => label)).toEqual(['App 1', 'App 2', 'App 3 *'])
    expect(daysOf(curvesOf(launch))).toBe(4)
    expect(daysOf([])).toBe(0)
  })

  test('as lines, as long as anybody has days, with the median dashed', () => {
    const model = launchModel(launch, new Set(['2']), 'en')
    expect(model.places.map(({ title }) => title)).toEqual(['Day 1', 'Day 2', 'Day 3', 'Day 4'])
    expect(model.series.map(({ key, values }) => [key, values])).toEqual([
      ['1', [100, 200, null, 400]],
      ['3', [5000, 5000, null, null]],
      [MEDIAN, [55, 110, 30, 400]],
    ])
    expect(model.bands).toEqual([])
    expect(launchModel(launch, new Set([MEDIAN]), 'en').series.map(({ key }) => key)).toEqual(['1', '2', '3'])
  })

  test('the band is of quartiles, and goes with the median', () => {
    const band = {
      ...launch.band,
      lower: [20, 40, null, null, null],
      upper: [90, 180, null, null, null],
      apps: [4, 4, 1, 1, 0],
    }
    expect(launchModel({ ...launch, band }, new Set(), 'en').bands).toMatchObject([
      { low: [20, 40, null, null], high: [90, 180, null, null] },
    ])
    expect(launchModel({ ...launch, band }, new Set([MEDIAN]), 'en').bands).toEqual([])
    expect(launchNotes({ ...launch, band })[1]).toBe('Band: quartiles of 4 apps, dashes: their median')
  })

  test('one app alone is no median', () => {
    const alone = { ...launch, band: { ...launch.band, apps: [1, 1, 1, 1, 0] } }
    expect(launchLegend(alone).map(({ key }) => key)).toEqual(['1', '2', '3'])
    expect(launchLegend(launch).map(({ key }) => key)).toEqual(['1', '2', '3', MEDIAN])
    expect(launchTable(alone).columns.map(({ key }) => key)).toEqual(['day', '1', '2', '3'])
  })

  test('a tooltip tells which day it was for each, the largest first', () => {
    expect(launchTip(launch, 2, new Set())).toMatchObject({
      title: 'Day 3',
      rows: [
        { label: 'App 2', value: '30', before: '2026-11-07' },
        { label: 'Median', value: '30' },
      ],
    })
    expect(launchTip(launch, 3, new Set(['1']))?.rows.map(({ label }) => label)).toEqual(['Median'])
    expect(launchTip(launch, 4, new Set())).toBeNull()
  })

  test('as a table: days down, apps across', () => {
    const { columns, rows } = launchTable(launch)
    expect(rows.map(({ cells }) => columns.map((column) => cellText(column, cells.get(column.key))))).toEqual([
      ['Day 1', '55', '100', '10', '5,000'],
      ['Day 2', '110', '200', '20', '5,000'],
      ['Day 3', '30', '', '30', ''],
      ['Day 4', '400', '400', '', ''],
    ])
  })

  test('what must be known to read it', () => {
    expect(launchNotes(launch)).toEqual([
      'Day 1 is the first day above zero, whatever the range',
      'Dashes: median of 2 apps',
      '* The days before were never fetched: it may have begun earlier, and is not in the median',
      '1 app has no numbers yet',
    ])
  })
})
