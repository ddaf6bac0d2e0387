import { describe, expect, test } from 'vitest'
import { dashOfPartial, lineChart, scaleOf, type LineModel } from '../../../renderer/charts/line-chart.ts'
import { categories, type Place } from '../../../renderer/charts/places.ts'
import { THEME } from './fake-theme.ts'

const places = (n: number, partial: readonly number[] = []): Place[] =>
  categories(Array.from({ length: n }, (_, i) => `p${i}`)).map((place, i) => ({
    ...place,
    partial: partial.includes(i),
  }))

const model = (some: Partial<LineModel>): LineModel => ({
  places: places(4),
  granularity: 'day',
  unit: 'count',
  locale: 'en',
  series: [],
  ...some,
})
const series = (key: string, values: (number | null)[], before = false) => ({
  key,
  label: `app ${key}`,
  color: 1,
  dash: [],
  values,
  before,
})

describe('a line chart', () => {
  test('draws a gap where a value is unknown, and a dot where a known one stands alone', () => {
    const { data } = lineChart(model({ series: [series('1', [5, null, 7, null])] }), THEME)
    const [line] = data.datasets
    expect(line?.data).toEqual([
      { x: 0, y: 5, partial: false },
      { x: 1, y: NaN, partial: false },
      { x: 2, y: 7, partial: false },
      { x: 3, y: NaN, partial: false },
    ])
    expect(line?.pointRadius).toEqual([2, 0, 2, 0])
    expect(line?.spanGaps ?? false).toBe(false)
  })

  test('a line without gaps has no dots, which costs nothing to draw', () => {
    const [line] = lineChart(model({ series: [series('1', [1, 2, 3, 4])] }), THEME).data.datasets
    expect(line?.pointRadius).toBe(0)
    expect(line?.segment).toBeUndefined()
  })

  test('dashes the part of a line that leads to or from a period that is not whole', () => {
    const config = lineChart(model({ places: places(4, [3]), series: [series('1', [1, 2, 3, 1])] }), THEME)
    const [line] = config.data.datasets
    expect(line?.segment).toEqual({ borderDash: dashOfPartial })
    const at = (i: number) => ({ $context: { raw: line?.data[i] } })
    const between = (a: number, b: number) => dashOfPartial({ p0: at(a), p1: at(b) } as never)
    expect(between(2, 3)).toEqual([4, 4])
    expect(between(1, 2)).toBeUndefined()
    // and marks the end of it with a ring
    expect(line?.pointRadius).toEqual([0, 0, 0, 2.5])
    expect(line?.pointBackgroundColor).toEqual(['#111111', '#111111', '#111111', '#ffffff'])
  })

  test('the line compared with is thin, faded, below, and belongs to its series', () => {
    const { data } = lineChart(model({ series: [series('7', [1, 2, 3, 4]), series('7', [2, 2, 2, 2], true)] }), THEME)
    const [now, before] = data.datasets
    expect(before).toMatchObject({
      borderWidth: 1.2,
      borderDash: [3, 4],
      borderColor: 'rgb(17 17 17 / 0.6)',
      order: 1,
      key: '7',
    })
    expect(now).toMatchObject({ borderWidth: 2, borderDash: [], borderColor: '#111111', order: 0, key: '7' })
  })

  test('a comparison that is longer does not run over the end', () => {
    const { data } = lineChart(model({ series: [series('7', [1, 2, 3, 4, 5, 6], true)] }), THEME)
    expect(data.datasets[0]?.data).toHaveLength(4)
  })

  test('a band is an area between two lines that have no edge', () => {
    const band = { key: 'tag', color: 3, low: [1, 2, null, 1], high: [4, 5, null, 6] } as const
    const { data } = lineChart(model({ bands: [band], series: [series('1', [2, 3, 4, 5])] }), THEME)
    expect(data.datasets[0]).toMatchObject({ fill: false, borderWidth: 0 })
    expect(data.datasets[1]).toMatchObject({ fill: '-1', borderWidth: 0, backgroundColor: 'rgb(51 51 51 / 0.14)' })
    expect(data.datasets[2]).toMatchObject({ key: '1' })
  })

  test('names at the ends, one a series that has something', () => {
    const { options } = lineChart(
      model({
        named: true,
        series: [series('1', [1, 2, 3, 4]), series('1', [1, 1, 1, 1], true), series('2', [null, null])],
      }),
      THEME,
    )
    expect(options?.plugins?.endLabels?.labels).toEqual([{ dataset: 0, key: '1', text: 'app 1', color: '#111111' }])
  })

  test('remarks and levels are lines with their words', () => {
    const { options } = lineChart(model({ marks: [{ at: 2, label: '五一预热投放' }], levels: [{ value: 100 }] }), THEME)
    expect(options?.plugins?.annotation?.annotations).toMatchObject([
      { type: 'line', xMin: 2, xMax: 2, borderColor: THEME.warn, label: { display: true, content: '五一预热投放' } },
      { type: 'line', yMin: 100, yMax: 100, label: { display: false } },
    ])
  })
})

describe('its scale', () => {
  test('lies around what is in sight, bands and levels included', () => {
    const given = model({ series: [series('1', [10, 1000, 20, 30])], window: { from: 2, to: 3 } })
    expect(scaleOf(given)).toEqual({ min: 0, max: 30, step: 10 })
    expect(scaleOf({ ...given, levels: [{ value: 100 }] }).max).toBe(100)
    expect(scaleOf({ ...given, bands: [{ key: 'b', color: 1, low: [0, 0, 0, 0], high: [0, 0, 180, 0] }] }).max).toBe(
      200,
    )
  })
  test('is the one given where charts share it', () => {
    const scale = { min: 0, max: 50, step: 10 }
    const { options } = lineChart(model({ scale, series: [series('1', [1])] }), THEME)
    expect(options?.scales?.['y']).toMatchObject({ min: 0, max: 50, ticks: { stepSize: 10 } })
  })
})

describe('a second axis', () => {
  test('measures its own lines at the right, in its own unit and with as many steps', () => {
    const given = model({
      rightUnit: 'seconds',
      series: [series('1', [0, 20, 10, 40]), { ...series('2', [60, 300, 120, 90]), right: true }],
    })
    const { options, data } = lineChart(given, THEME)
    expect(data.datasets.map(({ yAxisID }) => yAxisID)).toEqual([undefined, 'right'])
    expect(options?.scales?.['y']).toMatchObject({ min: 0, max: 40, ticks: { stepSize: 10 } })
    expect(options?.scales?.['right']).toMatchObject({
      position: 'right',
      min: 0,
      max: 480,
      ticks: { stepSize: 120 },
      grid: { drawOnChartArea: false },
    })
    expect(lineChart(model({ series: [series('1', [1])] }), THEME).options?.scales?.['right']).toBeUndefined()
  })
  test('a remark over several days tints them', () => {
    const { options } = lineChart(model({ marks: [{ at: 1, to: 3, label: 'sale' }] }), THEME)
    expect(options?.plugins?.annotation?.annotations).toMatchObject([
      { type: 'box', xMin: 1, xMax: 3 },
      { type: 'line', xMin: 1, xMax: 1 },
    ])
  })
})
