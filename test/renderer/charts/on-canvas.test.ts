import { Chart } from 'chart.js'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { areaChart } from '../../../renderer/charts/area-chart.ts'
import { barChart } from '../../../renderer/charts/bar-chart.ts'
import { doughnutChart } from '../../../renderer/charts/doughnut-chart.ts'
import { emphasise, keyOf } from '../../../renderer/charts/emphasis.ts'
import { hitOf } from '../../../renderer/charts/hit.ts'
import { lineChart } from '../../../renderer/charts/line-chart.ts'
import '../../../renderer/charts/parts.ts'
import { stretches } from '../../../renderer/charts/quiet-lines.ts'
import { categories } from '../../../renderer/charts/places.ts'
import { anyChart, applyChartDefaults, type PageChart } from '../../../renderer/charts/theme.ts'
import { fakeScreen } from '../fake-screen.ts'
import { THEME } from './fake-theme.ts'

beforeEach(() => {
  fakeScreen(600, 300)
  applyChartDefaults(THEME)
})
function drawn(config: PageChart): Chart {
  const canvas = document.createElement('canvas')
  canvas.width = 600
  canvas.height = 300
  Object.assign((config.options ??= {}), { responsive: false })
  const chart = new Chart(canvas, anyChart(config))
  onTestFinished(() => chart.destroy())
  return chart
}
const places = (n: number) => categories(Array.from({ length: n }, (_, i) => `p${i}`))
const series = (key: string, values: (number | null)[], quiet = false) => ({
  key,
  label: key,
  color: Number(key),
  dash: [],
  values,
  before: quiet,
  quiet,
})
const common = { granularity: 'hour', unit: 'count', locale: 'en' } as const

describe('what the pointer is on', () => {
  const lines = (n = 4) => {
    const values = Array.from({ length: n }, (_, i) => 10 + (i % 3))
    return drawn(
      lineChart(
        {
          ...common,
          places: places(n),
          series: [
            series('1', values),
            series(
              '2',
              values.map(() => 90),
            ),
          ],
        },
        THEME,
      ),
    )
  }
  const at = (chart: Chart, place: number, value: number) => {
    const { x, y } = chart.scales
    return hitOf(chart, x?.getPixelForValue(place) ?? NaN, y?.getPixelForValue(value) ?? NaN)
  }
  test('the nearest place, and the line that is near', () => {
    expect(at(lines(), 2.2, 11)).toEqual({ at: 2, key: '1' })
    expect(at(lines(), 0, 89)).toEqual({ at: 0, key: '2' })
    expect(at(lines(), 1, 50)).toEqual({ at: 1, key: null })
  })
  test('nothing outside of the drawing', () => {
    expect(hitOf(lines(), 2, 2)).toBeNull()
  })
  test('the right place of a line that was thinned out', () => {
    const chart = lines(9000)
    expect(chart.data.datasets[0]?.data.length).toBeLessThan(9000)
    expect(at(chart, 5000, 12)?.at).toBe(5000)
  })
  test('a bar, standing or lying', () => {
    const model = {
      ...common,
      granularity: null,
      places: places(2),
      series: [series('1', [50, 20]), series('2', [10, 90])],
      form: 'stacked',
    } as const
    const standing = drawn(barChart(model, THEME))
    const bar = standing.getDatasetMeta(1).data[1]
    expect(hitOf(standing, bar?.x ?? 0, (bar?.y ?? 0) + 3)).toEqual({ at: 1, key: '2' })
    const lying = drawn(barChart({ ...model, lying: true }, THEME))
    const other = lying.getDatasetMeta(0).data[0]
    expect(hitOf(lying, (other?.x ?? 0) - 3, other?.y ?? 0)).toEqual({ at: 0, key: '1' })
  })
  test('the area between two edges, however high', () => {
    const chart = drawn(
      areaChart(
        { ...common, places: places(3), form: 'share', series: [series('1', [1, 1, 1]), series('2', [9, 9, 9])] },
        THEME,
      ),
    )
    const { x, y } = chart.scales
    const hit = (value: number) => hitOf(chart, x?.getPixelForValue(1) ?? 0, y?.getPixelForValue(value) ?? 0)?.key
    expect([hit(5), hit(11), hit(95)]).toEqual(['1', '2', '2'])
  })
  test('a slice', () => {
    const chart = drawn(
      doughnutChart(
        [
          { key: 'a', label: 'a', color: 1, value: 1 },
          { key: 'b', label: 'b', color: 2, value: 1 },
        ],
        THEME,
      ),
    )
    const { left, right, top, bottom } = chart.chartArea
    const middle = { x: (left + right) / 2, y: (top + bottom) / 2 }
    const ring = (bottom - top) / 2 - 10
    expect(hitOf(chart, middle.x + ring, middle.y)?.at).toBe(0)
    expect(hitOf(chart, middle.x - ring, middle.y)?.at).toBe(1)
    expect(hitOf(chart, middle.x, middle.y)).toBeNull()
  })
})

test('what stands out is drawn last and with its quiet line, without computing anything anew', () => {
  const chart = drawn(
    lineChart(
      {
        ...common,
        places: places(3),
        series: [series('1', [1, 2, 3]), series('1', [2, null, 2], true), series('2', [3, 2, 1])],
      },
      THEME,
    ),
  )
  expect(chart.data.datasets).toHaveLength(2)
  const order: string[] = []
  chart.data.datasets.forEach((dataset, i) => {
    const { controller } = chart.getDatasetMeta(i)
    const draw = controller.draw.bind(controller)
    vi.spyOn(controller, 'draw').mockImplementation(() => {
      order.push(keyOf(dataset) ?? '')
      draw()
    })
  })
  chart.ctx.setLineDash = (dash) => {
    const lengths = [...dash]
    if (lengths.length > 0) order.push(`dash ${lengths.join(' ')}`)
  }
  const update = vi.spyOn(chart, 'update')
  chart.draw()
  expect(order.splice(0).toSorted()).toEqual(['1', '2'])
  emphasise(chart, new Set(['1']))
  expect(order[0]).toBe('dash 3 4')
  expect(order.slice(1, 3).toSorted()).toEqual(['1', '2'])
  expect(order.slice(3)).toEqual(['1'])
  expect(update).not.toHaveBeenCalled()
})

test('a line is its known stretches', () => {
  const at = (n: number) => n * 10
  expect(stretches([1, 2, null, null, 5], at, at)).toEqual([
    [
      [0, 10],
      [10, 20],
    ],
    [[40, 50]],
  ])
  expect(stretches([null], at, at)).toEqual([])
})
