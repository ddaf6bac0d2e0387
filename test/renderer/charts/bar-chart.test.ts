import { expect, test } from 'vitest'
import { barChart, barScale, barValues, type BarModel } from '../../../renderer/charts/bar-chart.ts'
import { doughnutChart } from '../../../renderer/charts/doughnut-chart.ts'
import { categories } from '../../../renderer/charts/places.ts'
import { THEME } from './fake-theme.ts'

const series = (key: string, values: (number | null)[], before = false) => ({
  key,
  label: key,
  color: Number(key),
  dash: [],
  values,
  before,
})
const model = (some: Partial<BarModel>): BarModel => ({
  places: categories(['北京', '上海']),
  granularity: null,
  unit: 'count',
  locale: 'zh-CN',
  series: [series('1', [30, null]), series('2', [10, 40])],
  ...some,
})

test('bars begin at zero, stacked ones make room for their sums', () => {
  expect(barScale(model({ series: [series('1', [940, 1000])] }))).toEqual({ min: 0, max: 1000, step: 250 })
  expect(barScale(model({ form: 'stacked', series: [series('1', [60, 60]), series('2', [60, null])] }))).toEqual({
    min: 0,
    max: 120,
    step: 30,
  })
})

test('shares of a whole fill the scale', () => {
  const given = model({ form: 'share' })
  expect(barValues(given)).toEqual([
    [75, null],
    [25, 100],
  ])
  const { options, data } = barChart(given, THEME)
  expect(options?.scales?.['y']).toMatchObject({ min: 0, max: 100, stacked: true })
  expect(data.datasets[0]?.data).toEqual([
    { x: 0, y: 75 },
    { x: 1, y: NaN },
  ])
})

test('bars that lie have their values along x, and their names in full at the left', () => {
  const { options, data } = barChart(model({ lying: true, valued: true }), THEME)
  expect(options).toMatchObject({ indexAxis: 'y', scales: { x: { type: 'linear' }, y: { type: 'category' } } })
  expect(data.datasets[1]?.data).toEqual([
    { x: 10, y: 0 },
    { x: 40, y: 1 },
  ])
  expect(data.labels).toEqual(['北京', '上海'])
  expect(options?.plugins?.barLabels?.texts).toEqual([
    ['30', ''],
    ['10', '40'],
  ])
})

test('the range compared with is fainter and of the same series', () => {
  const { data } = barChart(model({ series: [series('1', [1, 2]), series('1', [3, 4], true)] }), THEME)
  expect(data.datasets[1]).toMatchObject({ backgroundColor: 'rgb(17 17 17 / 0.35)', key: '1' })
})

test('a doughnut has a slice each, in its colour', () => {
  const { data } = doughnutChart(
    [
      { key: 'm', label: '男', color: 3, value: 60 },
      { key: 'f', label: '女', color: 4, value: null },
    ],
    THEME,
  )
  expect(data.labels).toEqual(['男', '女'])
  expect(data.datasets[0]).toMatchObject({ data: [60, 0], backgroundColor: ['#333333', '#444444'] })
})

test('mirrored: one side to the left, the other to the right, on one scale without signs', () => {
  const given = model({
    form: 'mirrored',
    lying: true,
    valued: true,
    unit: 'percent',
    series: [series('1', [30, 8]), series('2', [10, null])],
  })
  expect(barScale(given)).toEqual({ min: -40, max: 40, step: 20 })
  const { data, options } = barChart(given, THEME)
  expect(data.datasets.map((dataset) => dataset.data)).toEqual([
    [
      { x: -30, y: 0 },
      { x: -8, y: 1 },
    ],
    [
      { x: 10, y: 0 },
      { x: NaN, y: 1 },
    ],
  ])
  expect(options?.plugins?.barLabels?.texts).toEqual([
    ['30.00%', '8.00%'],
    ['10.00%', ''],
  ])
  const ticks = options?.scales?.['x']?.ticks as { callback: (value: number) => string }
  expect([ticks.callback(-30), ticks.callback(30)]).toEqual(['30%', '30%'])
})

test('texts stand within stacked bars, in the ink of their colour, and say what the model says', () => {
  const { options } = barChart(
    model({ form: 'stacked', lying: true, valued: true, valueText: (value) => `<${value}>` }),
    THEME,
  )
  expect(options?.plugins?.barLabels).toMatchObject({
    inks: ['on 1', 'on 2'],
    texts: [
      ['<30>', ''],
      ['<10>', '<40>'],
    ],
  })
  expect(barChart(model({ valued: true }), THEME).options?.plugins?.barLabels?.inks).toBeNull()
})
